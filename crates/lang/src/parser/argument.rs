//! The arguments of a call or a class.

use super::{Parsed, Parser};
use crate::ast::{
    Argument, ArgumentKind, Comprehension, ComprehensionKind, Constant, Expression, ExpressionKind,
    Identifier,
};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;

impl Parser<'_> {
    /// `(a, *b, c=d, **e)` or `(a for …)`.
    pub(super) fn call_arguments(&mut self) -> Parsed<Vec<Argument>> {
        let open = self.token().span;
        let (mut arguments, element) = self.arguments()?;
        if let Some(element) = element {
            let value = self.generator_argument(element, open, arguments.is_empty())?;
            arguments.push(Argument { value, kind: ArgumentKind::Positional });
            return Ok(arguments);
        }
        self.expect(")")?;
        Ok(arguments)
    }

    /// As [`Parser::call_arguments`]; a class has no use for a generator.
    pub(super) fn class_arguments(&mut self) -> Parsed<Vec<Argument>> {
        let (arguments, _) = self.arguments()?;
        self.expect(")")?;
        Ok(arguments)
    }

    /// Arguments up to the closing parenthesis, or up to a comprehension's `for` behind an element.
    fn arguments(&mut self) -> Parsed<(Vec<Argument>, Option<Expression>)> {
        self.expect("(")?;
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.at(")") {
            let unpacked = arguments.iter().any(|earlier| earlier.kind == ArgumentKind::SpreadKeywords);
            if self.at("*") && unpacked {
                let message = "iterable argument unpacking follows keyword argument unpacking";
                return Err(Error::syntax(message, self.token().span).into());
            }
            let argument = self.argument()?;
            if argument.kind == ArgumentKind::Positional && self.at_clause() {
                return Ok((arguments, Some(argument.value)));
            }
            check_order(&arguments, &argument, self.token().span)?;
            arguments.push(argument);
            if !self.eat(",") {
                break;
            }
        }
        Ok((arguments, None))
    }

    fn generator_argument(&mut self, element: Expression, open: Span, alone: bool) -> Parsed<Expression> {
        let scope = self.new_scope();
        let start = element.span;
        let clauses = self.clauses()?;
        if !self.at(")") && !self.at(",") {
            self.expect(")")?;
        }
        if !alone || self.at(",") {
            let message = "Generator expression must be parenthesized";
            return Err(Error::syntax(message, self.span_from(start)).into());
        }
        self.advance();
        let kind = ComprehensionKind::Generator;
        let comprehension = Comprehension { scope, kind, element, value: None, clauses };
        let kind = ExpressionKind::Comprehension(Box::new(comprehension));
        Ok(Expression { kind, span: self.span_from(open) })
    }

    fn argument(&mut self) -> Parsed<Argument> {
        if self.eat("*") {
            let value = self.expression()?;
            return Ok(Argument { value, kind: ArgumentKind::Spread });
        }
        if self.eat("**") {
            let value = self.expression()?;
            return Ok(Argument { value, kind: ArgumentKind::SpreadKeywords });
        }
        if self.at_kind(TokenKind::Name) && self.token_is(1, "=") {
            let name = self.identifier()?;
            self.advance();
            let value = self.expression()?;
            if self.diagnosing && self.at_clause() {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                let span = name.span.to(name.span);
                return Err(Error::syntax(message, Span { end_column: span.end_column + 1, ..span }).into());
            }
            return Ok(Argument { value, kind: ArgumentKind::Keyword(name) });
        }
        let value = if self.token_is(1, ":=") { self.named_expression()? } else { self.expression()? };
        if self.at("=") {
            return Err(self.assigned_argument(&value).into());
        }
        Ok(Argument { value, kind: ArgumentKind::Positional })
    }

    /// `f(a.b=1)`, `f(True=1)`
    fn assigned_argument(&self, value: &Expression) -> Error {
        let span = value.span.to(self.token().span);
        match &value.kind {
            ExpressionKind::Constant(Constant::Bool(true)) => Error::syntax("cannot assign to True", span),
            ExpressionKind::Constant(Constant::Bool(false)) => Error::syntax("cannot assign to False", span),
            ExpressionKind::Constant(Constant::None) => Error::syntax("cannot assign to None", span),
            _ => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                Error::syntax(message, span)
            }
        }
    }
}

/// Positional arguments come before those by keyword, and no keyword comes twice.
fn check_order(before: &[Argument], argument: &Argument, end: Span) -> Result<(), Error> {
    let unpacking = before.iter().any(|earlier| earlier.kind == ArgumentKind::SpreadKeywords);
    let keyword = before.iter().any(|earlier| matches!(earlier.kind, ArgumentKind::Keyword(_)));
    match &argument.kind {
        ArgumentKind::Positional if unpacking => {
            Err(Error::syntax("positional argument follows keyword argument unpacking", end))
        }
        ArgumentKind::Positional if keyword => {
            Err(Error::syntax("positional argument follows keyword argument", end))
        }
        _ => Ok(()),
    }
}

/// The first keyword that is given twice. CPython's compiler checks this, so it is no business of the parser.
pub(crate) fn repeated_keyword(arguments: &[Argument]) -> Option<(&Identifier, &Expression)> {
    let mut seen = std::collections::BTreeSet::new();
    arguments.iter().find_map(|argument| match &argument.kind {
        ArgumentKind::Keyword(name) if !seen.insert(&name.name) => Some((name, &argument.value)),
        _ => None,
    })
}
