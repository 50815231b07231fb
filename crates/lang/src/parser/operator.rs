//! Comparisons, arithmetic, `await`, and the chain of calls, subscripts and attributes behind an atom.

use super::expression::boxed;
use super::{MAX_CHAIN, Parsed, Parser, Problem};
use crate::ast::{Argument, Expression, ExpressionKind, Identifier};
use crate::code::{BinaryOp, CompareOp, UnaryOp};
use crate::error::Error;
use crate::token::TokenKind;

/// Operators by precedence, loosest first.
const LEVELS: [&[(&str, BinaryOp)]; 6] = [
    &[("|", BinaryOp::BitOr)],
    &[("^", BinaryOp::BitXor)],
    &[("&", BinaryOp::BitAnd)],
    &[("<<", BinaryOp::LeftShift), (">>", BinaryOp::RightShift)],
    &[("+", BinaryOp::Add), ("-", BinaryOp::Subtract)],
    &[
        ("*", BinaryOp::Multiply),
        ("/", BinaryOp::TrueDivide),
        ("//", BinaryOp::FloorDivide),
        ("%", BinaryOp::Modulo),
        ("@", BinaryOp::MatrixMultiply),
    ],
];

impl Parser<'_> {
    pub(super) fn comparison(&mut self) -> Parsed<Expression> {
        let first = self.bitwise_or()?;
        let start = first.span;
        let mut rest = Vec::new();
        while let Some(operator) = self.comparison_operator() {
            rest.push((operator, self.bitwise_or()?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        Ok(Expression { kind: ExpressionKind::Compare(boxed(first), rest), span: self.span_from(start) })
    }

    fn comparison_operator(&mut self) -> Option<CompareOp> {
        let (TokenKind::Operator(text) | TokenKind::Keyword(text)) = self.token().kind else { return None };
        let (operator, length) = match text {
            "<" => (CompareOp::Less, 1),
            "<=" => (CompareOp::LessEqual, 1),
            "==" => (CompareOp::Equal, 1),
            "!=" => (CompareOp::NotEqual, 1),
            ">" => (CompareOp::Greater, 1),
            ">=" => (CompareOp::GreaterEqual, 1),
            "in" => (CompareOp::In, 1),
            "is" if self.token_is(1, "not") => (CompareOp::IsNot, 2),
            "is" => (CompareOp::Is, 1),
            "not" if self.token_is(1, "in") => (CompareOp::NotIn, 2),
            "not" => {
                // What keeps this from being `not in` is the word after it.
                self.furthest = self.furthest.max(self.position + 1);
                return None;
            }
            _ => return None,
        };
        for _ in 0..length {
            self.advance();
        }
        Some(operator)
    }

    pub(super) fn bitwise_or(&mut self) -> Parsed<Expression> {
        self.binary(0)
    }

    /// Precedence climbing: reads operators of this level or tighter ones, and makes one node per run of a level.
    fn binary(&mut self, level: usize) -> Parsed<Expression> {
        let mut left = self.factor()?;
        for current in (level..LEVELS.len()).rev() {
            if self.level_operator(current).is_none() {
                continue;
            }
            let start = left.span;
            let mut rest = Vec::new();
            while let Some(operator) = self.level_operator(current) {
                self.advance();
                rest.push((operator, self.binary(current + 1)?));
            }
            left =
                Expression { kind: ExpressionKind::Binary(boxed(left), rest), span: self.span_from(start) };
        }
        Ok(left)
    }

    fn level_operator(&self, level: usize) -> Option<BinaryOp> {
        let TokenKind::Operator(text) = self.token().kind else { return None };
        LEVELS[level].iter().find(|(symbol, _)| *symbol == text).map(|(_, operator)| *operator)
    }

    fn factor(&mut self) -> Parsed<Expression> {
        let operator = match self.token().kind {
            TokenKind::Operator("-") => UnaryOp::Negative,
            TokenKind::Operator("+") => UnaryOp::Positive,
            TokenKind::Operator("~") => UnaryOp::Invert,
            _ => return self.power(),
        };
        let start = self.advance().span;
        let operand = self.nested(Self::factor)?;
        let kind = ExpressionKind::Unary(operator, boxed(operand));
        Ok(Expression { kind, span: self.span_from(start) })
    }

    fn power(&mut self) -> Parsed<Expression> {
        let base = self.await_or_primary()?;
        if !self.at("**") {
            return Ok(base);
        }
        self.advance();
        let exponent = self.nested(Self::factor)?;
        let span = self.span_from(base.span);
        Ok(Expression { kind: ExpressionKind::Binary(boxed(base), vec![(BinaryOp::Power, exponent)]), span })
    }

    fn await_or_primary(&mut self) -> Parsed<Expression> {
        if !self.at("await") {
            return self.primary();
        }
        let start = self.advance().span;
        let value = self.primary()?;
        Ok(Expression { kind: ExpressionKind::Await(boxed(value)), span: self.span_from(start) })
    }

    /// An atom and what follows it: `.name`, `(arguments)`, `[index]`.
    fn primary(&mut self) -> Parsed<Expression> {
        let longest = std::mem::take(&mut self.chain);
        let start = self.token().span;
        let mut value = self.atom()?;
        // What is in parentheses starts where they do once something follows.
        while let Some(kind) = self.link()? {
            self.chain += 1;
            if self.chain > MAX_CHAIN {
                return Err(Error::syntax("too many nested expressions", self.token().span).into());
            }
            let span = self.span_from(start);
            value = Expression { kind: link(kind, value), span };
        }
        self.chain = self.chain.max(longest);
        Ok(value)
    }

    fn link(&mut self) -> Parsed<Option<Link>> {
        let TokenKind::Operator(text) = self.token().kind else { return Ok(None) };
        Ok(Some(match text {
            "." => {
                self.advance();
                Link::Attribute(self.identifier()?)
            }
            "(" => Link::Call(self.call_arguments()?),
            "[" => {
                self.advance();
                let index = self.subscript_index()?;
                self.expect("]")?;
                Link::Subscript(index)
            }
            _ => return Ok(None),
        }))
    }

    fn subscript_index(&mut self) -> Parsed<Expression> {
        let start = self.token().span;
        let first = self.slice_or_item()?;
        if !self.at(",") {
            // `a[*b]` is a tuple even without a comma.
            return Ok(match first.kind {
                ExpressionKind::Starred(_) => {
                    Expression { span: first.span, kind: ExpressionKind::Tuple(vec![first]) }
                }
                _ => first,
            });
        }
        let mut items = vec![first];
        while self.eat(",") {
            if self.at("]") {
                break;
            }
            items.push(self.slice_or_item()?);
        }
        Ok(Expression { kind: ExpressionKind::Tuple(items), span: self.span_from(start) })
    }

    fn slice_or_item(&mut self) -> Parsed<Expression> {
        let start = self.token().span;
        if self.at("*") {
            return self.star_expression();
        }
        let first = if self.at(":") { None } else { Some(self.named_expression()?) };
        if !self.at(":") {
            return first.ok_or(Problem::Mismatch);
        }
        self.advance();
        let end = |parser: &Self| parser.at(":") || parser.at(",") || parser.at("]");
        let stop = if end(self) { None } else { Some(boxed(self.expression()?)) };
        let step = if self.eat(":") && !end(self) { Some(boxed(self.expression()?)) } else { None };
        let kind = ExpressionKind::Slice { start: first.map(boxed), stop, step };
        Ok(Expression { kind, span: self.span_from(start) })
    }
}

/// One step behind an atom.
enum Link {
    Attribute(Identifier),
    Call(Vec<Argument>),
    Subscript(Expression),
}

fn link(link: Link, value: Expression) -> ExpressionKind {
    let value = boxed(value);
    match link {
        Link::Attribute(name) => ExpressionKind::Attribute { value, name },
        Link::Call(arguments) => ExpressionKind::Call { function: value, arguments },
        Link::Subscript(index) => ExpressionKind::Subscript { value, index: boxed(index) },
    }
}
