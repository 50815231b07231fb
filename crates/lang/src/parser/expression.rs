//! Expressions from the loosest binding to the tightest: `yield`, `:=`, `lambda`, `if … else`, `or`, `and`, `not`.
//! What binds tighter is in `operator.rs` and `atom.rs`.

use super::{Parsed, Parser, Problem};
use crate::ast::{Expression, ExpressionKind, Lambda};
use crate::code::UnaryOp;
use crate::token::TokenKind;

pub(super) fn boxed(expression: Expression) -> Box<Expression> {
    Box::new(expression)
}

impl Parser<'_> {
    /// `a, *b, c`: a tuple if there is a comma.
    pub(super) fn star_expressions(&mut self) -> Parsed<Expression> {
        self.tuple_of(Self::star_expression)
    }

    /// As [`Parser::star_expressions`], with other items.
    pub(super) fn tuple_of(&mut self, item: fn(&mut Self) -> Parsed<Expression>) -> Parsed<Expression> {
        let first = item(self)?;
        if !self.at(",") {
            return Ok(first);
        }
        let start = first.span;
        let mut items = vec![first];
        while self.eat(",") {
            if !self.at_expression() {
                break;
            }
            items.push(item(self)?);
        }
        // A tuple that starts with a parenthesized item starts at that parenthesis.
        Ok(Expression { kind: ExpressionKind::Tuple(items), span: self.span_from(start) })
    }

    /// May an expression start here? (The only question that trailing commas ask.)
    pub(super) fn at_expression(&self) -> bool {
        match self.token().kind {
            TokenKind::Name | TokenKind::Number | TokenKind::String => true,
            TokenKind::Operator(text) => {
                matches!(text, "(" | "[" | "{" | "-" | "+" | "~" | "..." | "*" | "**")
            }
            TokenKind::Keyword(text) => {
                matches!(text, "None" | "True" | "False" | "not" | "lambda" | "await" | "yield")
            }
            _ => false,
        }
    }

    pub(super) fn star_expression(&mut self) -> Parsed<Expression> {
        if self.at("*") { self.starred() } else { self.expression() }
    }

    /// `*a` in a display, `a := b`, or an expression.
    pub(super) fn star_named_expression(&mut self) -> Parsed<Expression> {
        if self.at("*") { self.starred() } else { self.named_expression() }
    }

    fn starred(&mut self) -> Parsed<Expression> {
        let start = self.expect("*")?.span;
        let value = self.bitwise_or()?;
        Ok(Expression { kind: ExpressionKind::Starred(boxed(value)), span: self.span_from(start) })
    }

    pub(super) fn named_expression(&mut self) -> Parsed<Expression> {
        if self.at_kind(TokenKind::Name) && self.token_is(1, ":=") {
            let target = self.identifier()?;
            self.advance();
            let value = boxed(self.expression()?);
            let span = self.span_from(target.span);
            return Ok(Expression { kind: ExpressionKind::Walrus { target, value }, span });
        }
        let start = self.position;
        let value = self.expression()?;
        if self.diagnosing {
            self.explain_named_expression(start, &value)?;
        }
        if self.at(":=") { Err(Problem::Mismatch) } else { Ok(value) }
    }

    pub(super) fn yield_expression(&mut self) -> Parsed<Expression> {
        let start = self.expect("yield")?.span;
        let kind = if self.eat("from") {
            ExpressionKind::YieldFrom(boxed(self.expression()?))
        } else if self.at_expression() {
            ExpressionKind::Yield(Some(boxed(self.star_expressions()?)))
        } else {
            ExpressionKind::Yield(None)
        };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// Anything without a comma, `*`, `:=` or `yield` of its own.
    pub(super) fn expression(&mut self) -> Parsed<Expression> {
        self.nested(|parser| {
            let start = parser.position;
            if parser.at("lambda") {
                return parser.lambda();
            }
            let body = parser.disjunction()?;
            if parser.diagnosing {
                parser.explain_expression(start, &body)?;
            }
            if !parser.at("if") {
                return Ok(body);
            }
            parser.advance();
            let test = boxed(parser.disjunction()?);
            if parser.diagnosing && !parser.at("else") && !parser.at(":") {
                parser.explain_missing_else(&body)?;
            }
            parser.expect("else")?;
            let otherwise = boxed(parser.expression()?);
            let span = parser.span_from(body.span);
            let kind = ExpressionKind::Conditional { test, body: boxed(body), otherwise };
            Ok(Expression { kind, span })
        })
    }

    fn lambda(&mut self) -> Parsed<Expression> {
        let start = self.expect("lambda")?.span;
        let scope = self.new_scope();
        let parameters = self.parameters(":", false)?;
        self.expect(":")?;
        let body = self.expression()?;
        let span = self.span_from(start);
        Ok(Expression { kind: ExpressionKind::Lambda(Box::new(Lambda { scope, parameters, body })), span })
    }

    pub(super) fn disjunction(&mut self) -> Parsed<Expression> {
        self.chain_of("or", Self::conjunction, ExpressionKind::Or)
    }

    fn conjunction(&mut self) -> Parsed<Expression> {
        self.chain_of("and", Self::inversion, ExpressionKind::And)
    }

    fn chain_of(
        &mut self,
        operator: &str,
        item: fn(&mut Self) -> Parsed<Expression>,
        kind: fn(Vec<Expression>) -> ExpressionKind,
    ) -> Parsed<Expression> {
        let first = item(self)?;
        if !self.at(operator) {
            return Ok(first);
        }
        let start = first.span;
        let mut items = vec![first];
        while self.eat(operator) {
            items.push(item(self)?);
        }
        Ok(Expression { kind: kind(items), span: self.span_from(start) })
    }

    fn inversion(&mut self) -> Parsed<Expression> {
        if !self.at("not") {
            return self.comparison();
        }
        let start = self.advance().span;
        let operand = self.nested(Self::inversion)?;
        let kind = ExpressionKind::Unary(UnaryOp::Not, boxed(operand));
        Ok(Expression { kind, span: self.span_from(start) })
    }
}
