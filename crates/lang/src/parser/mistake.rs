//! Well-known mistakes, looked for in the second reading only.

use super::target::describe;
use super::{Parsed, Parser};
use crate::ast::{ComprehensionKind, Constant, Expression, ExpressionKind, Parameters};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;

impl Parser<'_> {
    /// `a b` within brackets, and `print a` anywhere. The expression `body` has just been read from `start` on.
    pub(super) fn explain_expression(&mut self, start: usize, body: &Expression) -> Parsed<()> {
        let first = self.tokens[start];
        let word = if first.kind == TokenKind::Name { self.text(first) } else { "" };
        let alone = self.position == start + 1;
        // `a "b"` may be a misspelt prefix, and `match x` a statement.
        let misspelt = first.kind == TokenKind::Name && self.tokens[start + 1].kind == TokenKind::String;
        if self.at_operand() && !misspelt && !matches!(word, "match" | "case" | "_") {
            let next = self.probe(Self::plain_expression)?;
            let legacy = alone && matches!(word, "print" | "exec");
            if let Some((next, depth)) = next
                && depth > 0
                && !legacy
            {
                let message = "invalid syntax. Perhaps you forgot a comma?";
                return Err(Error::syntax(message, body.span.to(next.span)).into());
            }
        }
        if alone
            && matches!(word, "print" | "exec")
            && self.at_expression()
            && !self.at("(")
            && let Some((argument, _)) = self.probe(Self::star_expressions)?
        {
            let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
            return Err(Error::syntax(message, body.span.to(argument.span)).into());
        }
        Ok(())
    }

    /// May an expression follow that is not a part of the one before?
    fn at_operand(&self) -> bool {
        self.at_expression() && !["*", "**", "+", "-", "yield"].iter().any(|word| self.at(word))
    }

    /// An expression, without looking for mistakes in it.
    fn plain_expression(&mut self) -> Parsed<Expression> {
        self.diagnosing = false;
        let found = self.expression();
        self.diagnosing = true;
        found
    }

    /// Tries a rule and goes back, whatever it finds. Gives what it found and how many brackets were open at its end.
    fn probe<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<Option<(T, u32)>> {
        let (position, depth) = (self.position, self.depth);
        let found = self.attempt(rule);
        let open = self.previous().depth;
        self.position = position;
        self.depth = depth;
        Ok(found?.map(|found| (found, open)))
    }

    /// `a if b` without `else`.
    pub(super) fn explain_missing_else(&mut self, body: &Expression) -> Parsed<()> {
        let message = "expected 'else' after 'if' expression";
        Err(Error::syntax(message, body.span.to(self.previous().span)).into())
    }

    /// `=` where only `==` or `:=` can stand, and `:=` behind something else than a name. The expression has just been read.
    pub(super) fn explain_named_expression(&mut self, start: usize, value: &Expression) -> Parsed<()> {
        if self.at(":=") {
            let after = |parser: &mut Self| {
                parser.advance();
                parser.expression()
            };
            if self.probe(after)?.is_some() {
                let message = format!("cannot use assignment expressions with {}", describe(value));
                return Err(Error::syntax(message, value.span).into());
            }
        }
        if !self.at("=") {
            return Ok(());
        }
        // Only what binds tighter than comparisons is taken for a misplaced target.
        let end = self.position;
        self.position = start;
        let target = self.attempt(Self::bitwise_or)?;
        let whole = self.position == end;
        self.position = end;
        let Some(target) = target.filter(|_| whole) else { return Ok(()) };
        let after = |parser: &mut Self| {
            parser.advance();
            let right = parser.bitwise_or()?;
            Ok((right, parser.at("=") || parser.at(":=")))
        };
        let Some(((right, false), _)) = self.probe(after)? else { return Ok(()) };
        if let (ExpressionKind::Name(_), true) = (&target.kind, end == start + 1) {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Err(Error::syntax(message, target.span.to(right.span)).into());
        }
        if may_be_meant_as_target(&target) {
            return Ok(());
        }
        let message =
            format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", describe(&target));
        Err(Error::syntax(message, target.span).into())
    }

    /// A statement whose target is none: looks at it again as if it were a list of expressions.
    pub(super) fn explain_assignment(&mut self, start: usize) -> Parsed<()> {
        if !self.diagnosing {
            return Ok(());
        }
        self.position = start;
        while self.attempt(Self::star_named_expression)?.is_some() && self.eat(",") {}
        Ok(())
    }

    /// `[a, b for …]`
    pub(super) fn explain_bare_tuple_element(&mut self, items: &[Expression]) -> Parsed<()> {
        let message = "did you forget parentheses around the comprehension target?";
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return Ok(()) };
        Err(Error::syntax(message, first.span.to(last.span)).into())
    }

    /// `{a: *b}` and `{a: }`
    pub(super) fn explain_dict_value(&mut self, colon: Span) -> Parsed<()> {
        if self.at("}") || self.at(",") {
            let message = "expression expected after dictionary key and ':'";
            return Err(Error::syntax(message, colon).into());
        }
        if self.at("*") {
            let start = self.token().span;
            if let Some((value, _)) = self.probe(Self::star_expression)? {
                let message = "cannot use a starred expression in a dictionary value";
                return Err(Error::syntax(message, start.to(value.span)).into());
            }
        }
        Ok(())
    }

    /// `(**a)`
    pub(super) fn explain_double_star(&mut self) -> Parsed<()> {
        let stars = self.token().span;
        let operand = |parser: &mut Self| {
            parser.advance();
            parser.expression()?;
            parser.expect(")")
        };
        if self.probe(operand)?.is_some() {
            return Err(Error::syntax("cannot use double starred expression here", stars).into());
        }
        Ok(())
    }

    /// `except A, B:`
    pub(super) fn explain_except_tuple(&mut self, first: &Expression) -> Parsed<()> {
        let rest = |parser: &mut Self| {
            parser.advance();
            let rest = parser.star_expressions()?;
            if parser.eat("as") {
                parser.identifier()?;
            }
            parser.expect(":")?;
            Ok(rest)
        };
        if let Some((rest, _)) = self.probe(rest)? {
            let message = "multiple exception types must be parenthesized";
            return Err(Error::syntax(message, first.span.to(rest.span)).into());
        }
        Ok(())
    }

    /// `def f(a, (b, c)):`
    pub(super) fn explain_parenthesized_parameter(&mut self, before: &Parameters, end: &str) -> Parsed<()> {
        let start = self.token().span;
        let names = |parser: &mut Self| {
            parser.advance();
            parser.identifier()?;
            while parser.eat(",") && !parser.at(")") {
                parser.identifier()?;
            }
            parser.expect(")")
        };
        let plain = before.iter().all(|parameter| parameter.default.is_none());
        let Some((closing, _)) = self.probe(names)?.filter(|_| plain) else { return Ok(()) };
        let owner = if end == ")" { "Function" } else { "Lambda expression" };
        let message = format!("{owner} parameters cannot be parenthesized");
        Err(Error::syntax(message, start.to(closing.span)).into())
    }
}

/// Lists, tuples and the like before `=` have messages of their own.
fn may_be_meant_as_target(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::List(_) | ExpressionKind::Tuple(_) => true,
        ExpressionKind::Constant(constant) => matches!(constant, Constant::None | Constant::Bool(_)),
        ExpressionKind::Comprehension(comprehension) => comprehension.kind == ComprehensionKind::Generator,
        _ => false,
    }
}
