//! Names, literals, and everything in brackets: tuples, lists, sets, dicts and comprehensions.

use super::expression::boxed;
use super::{Parsed, Parser, Problem};
use crate::ast::{Clause, Comprehension, ComprehensionKind, Constant, Expression, ExpressionKind};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;
use std::rc::Rc;

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Parsed<Expression> {
        let token = self.token();
        let constant = match token.kind {
            TokenKind::Name => {
                self.advance();
                let kind = ExpressionKind::Name(Rc::from(self.text(token)));
                return Ok(Expression { kind, span: token.span });
            }
            TokenKind::Number => super::number::value(self.text(token), token.span)?,
            TokenKind::String => return self.strings(),
            TokenKind::Keyword("None") => Constant::None,
            TokenKind::Keyword("True") => Constant::Bool(true),
            TokenKind::Keyword("False") => Constant::Bool(false),
            TokenKind::Operator("...") => Constant::Ellipsis,
            TokenKind::Operator("(") => return self.parenthesized(),
            TokenKind::Operator("[") => return self.list(),
            TokenKind::Operator("{") => return self.braces(),
            _ => return Err(Problem::Mismatch),
        };
        self.advance();
        Ok(Expression { kind: ExpressionKind::Constant(constant), span: token.span })
    }

    /// `()`, `(a)`, `(a, b)`, `(yield a)`, `(a for …)`
    fn parenthesized(&mut self) -> Parsed<Expression> {
        let start = self.advance().span;
        if self.eat(")") {
            return Ok(Expression { kind: ExpressionKind::Tuple(Vec::new()), span: self.span_from(start) });
        }
        if self.at("yield") {
            let value = self.yield_expression()?;
            self.expect(")")?;
            return Ok(value);
        }
        if self.diagnosing && self.at("**") {
            self.explain_double_star()?;
        }
        let first = self.star_named_expression()?;
        if self.at_clause() {
            self.check_element(&first)?;
            return self.comprehension(ComprehensionKind::Generator, first, None, start, ")");
        }
        if !self.at(",") {
            if let ExpressionKind::Starred(_) = first.kind
                && self.at(")")
            {
                return Err(Error::syntax("cannot use starred expression here", first.span).into());
            }
            self.expect(")")?;
            return Ok(first);
        }
        let items = self.items_after(first, ")")?;
        self.expect(")")?;
        Ok(Expression { kind: ExpressionKind::Tuple(items), span: self.span_from(start) })
    }

    fn list(&mut self) -> Parsed<Expression> {
        let start = self.advance().span;
        if self.eat("]") {
            return Ok(Expression { kind: ExpressionKind::List(Vec::new()), span: self.span_from(start) });
        }
        let first = self.star_named_expression()?;
        if self.at_clause() {
            self.check_element(&first)?;
            return self.comprehension(ComprehensionKind::List, first, None, start, "]");
        }
        let items = self.items_after(first, "]")?;
        if self.diagnosing && self.at_clause() {
            self.explain_bare_tuple_element(&items)?;
        }
        self.expect("]")?;
        Ok(Expression { kind: ExpressionKind::List(items), span: self.span_from(start) })
    }

    fn items_after(&mut self, first: Expression, closing: &str) -> Parsed<Vec<Expression>> {
        let mut items = vec![first];
        while self.eat(",") && !self.at(closing) {
            items.push(self.star_named_expression()?);
        }
        Ok(items)
    }

    /// A dict or a set.
    fn braces(&mut self) -> Parsed<Expression> {
        let start = self.advance().span;
        if self.eat("}") {
            return Ok(Expression { kind: ExpressionKind::Dict(Vec::new()), span: self.span_from(start) });
        }
        if self.at("**") {
            return self.dict(None, start);
        }
        let first = self.star_named_expression()?;
        if self.at(":") {
            if let ExpressionKind::Starred(_) = first.kind {
                return Err(Problem::Mismatch);
            }
            return self.dict(Some(first), start);
        }
        if self.at_clause() {
            self.check_element(&first)?;
            return self.comprehension(ComprehensionKind::Set, first, None, start, "}");
        }
        let items = self.items_after(first, "}")?;
        if self.diagnosing && self.at_clause() {
            self.explain_bare_tuple_element(&items)?;
        }
        self.expect("}")?;
        Ok(Expression { kind: ExpressionKind::Set(items), span: self.span_from(start) })
    }

    /// A dict, whose first key has been read unless it starts with `**`.
    fn dict(&mut self, mut key: Option<Expression>, start: Span) -> Parsed<Expression> {
        let mut items = Vec::new();
        loop {
            let item = match key.take() {
                Some(key) => (Some(key), self.dict_value()?),
                None if self.at("**") => {
                    let stars = self.advance().span;
                    let mapping = self.bitwise_or()?;
                    if items.is_empty() && self.at_clause() {
                        let message = "dict unpacking cannot be used in dict comprehension";
                        return Err(Error::syntax(message, stars).into());
                    }
                    (None, mapping)
                }
                None => {
                    let key = self.expression()?;
                    if self.diagnosing && !self.at(":") {
                        return Err(missing_colon(&key));
                    }
                    (Some(key), self.dict_value()?)
                }
            };
            if items.is_empty() && self.at_clause() {
                if let (Some(key), value) = item {
                    return self.comprehension(ComprehensionKind::Dict, key, Some(value), start, "}");
                }
                return Err(Problem::Mismatch);
            }
            items.push(item);
            if !self.eat(",") || self.at("}") {
                break;
            }
        }
        self.expect("}")?;
        Ok(Expression { kind: ExpressionKind::Dict(items), span: self.span_from(start) })
    }

    fn dict_value(&mut self) -> Parsed<Expression> {
        let colon = self.expect(":")?;
        if self.diagnosing {
            self.explain_dict_value(colon.span)?;
        }
        self.expression()
    }

    /// Does a comprehension's `for` follow?
    pub(super) fn at_clause(&self) -> bool {
        self.at("for") || (self.at("async") && self.token_is(1, "for"))
    }

    /// `*a` and `**a` cannot be the element of a comprehension.
    fn check_element(&self, element: &Expression) -> Parsed<()> {
        if let ExpressionKind::Starred(_) = element.kind {
            let message = "iterable unpacking cannot be used in comprehension";
            return Err(Error::syntax(message, element.span).into());
        }
        Ok(())
    }

    /// The clauses behind an element, up to the closing bracket.
    pub(super) fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: Expression,
        value: Option<Expression>,
        start: Span,
        closing: &str,
    ) -> Parsed<Expression> {
        let scope = self.new_scope();
        let clauses = self.clauses()?;
        self.expect(closing)?;
        let comprehension = Comprehension { scope, kind, element, value, clauses };
        let kind = ExpressionKind::Comprehension(Box::new(comprehension));
        Ok(Expression { kind, span: self.span_from(start) })
    }

    pub(super) fn clauses(&mut self) -> Parsed<Vec<Clause>> {
        let mut clauses = Vec::new();
        while self.at_clause() {
            clauses.push(self.clause()?);
        }
        Ok(clauses)
    }

    fn clause(&mut self) -> Parsed<Clause> {
        let asynchronous = self.eat("async");
        self.expect("for")?;
        let target = self.loop_target()?;
        self.expect("in")?;
        let iterable = self.disjunction()?;
        let mut conditions = Vec::new();
        while self.eat("if") {
            conditions.push(self.disjunction()?);
        }
        Ok(Clause { asynchronous, target, iterable, conditions })
    }

    /// What stands between `for` and `in`.
    pub(super) fn loop_target(&mut self) -> Parsed<Expression> {
        let target = self.tuple_of(|parser| {
            if parser.at("*") {
                let start = parser.advance().span;
                let value = parser.bitwise_or()?;
                let kind = ExpressionKind::Starred(boxed(value));
                return Ok(Expression { kind, span: parser.span_from(start) });
            }
            parser.bitwise_or()
        })?;
        self.check_loop_target(&target)?;
        Ok(target)
    }
}

/// `{a: b, c}`: marks the end of the key.
fn missing_colon(key: &Expression) -> Problem {
    let column = key.span.end_column.saturating_sub(1).max(1);
    let span = Span { line: key.span.end_line, column, ..key.span };
    Error::syntax("':' expected after dictionary key", span).into()
}
