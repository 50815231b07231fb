//! Statements with blocks: `if`, `while`, `for`, `with`, `try`. (`def` and `class` are in `definition.rs`, `match` in
//! `pattern.rs`.)

use super::{Parsed, Parser, Problem};
use crate::ast::{Branch, ExceptHandler, Statement, StatementKind, Try, WithItem};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;

impl Parser<'_> {
    /// A statement with a block, if one starts here.
    pub(super) fn compound_statement(&mut self) -> Parsed<Option<Statement>> {
        let start = self.token().span;
        let kind = match self.token().kind {
            TokenKind::Name if self.at_soft_keyword("match") => match self.match_statement()? {
                Some(kind) => kind,
                None => return Ok(None),
            },
            TokenKind::Operator("@") => self.decorated()?,
            TokenKind::Keyword(keyword) => match keyword {
                "if" => self.if_statement()?,
                "while" => self.while_statement()?,
                "for" => self.for_statement(false)?,
                "with" => self.with_statement(false)?,
                "try" => self.try_statement()?,
                "def" => self.function(Vec::new(), false)?,
                "class" => self.class(Vec::new())?,
                "async" => self.asynchronous()?,
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(Statement { kind, span: self.compound_span(start) }))
    }

    /// A block's last tokens are its line end and dedents; the statement ends before them.
    fn compound_span(&self, start: Span) -> Span {
        let mut index = self.position.saturating_sub(1);
        while index > 0 && matches!(self.tokens[index].kind, TokenKind::Newline | TokenKind::Dedent) {
            index -= 1;
        }
        start.to(self.tokens[index].span)
    }

    fn asynchronous(&mut self) -> Parsed<StatementKind> {
        self.advance();
        match self.token().kind {
            TokenKind::Keyword("def") => self.function(Vec::new(), true),
            TokenKind::Keyword("for") => self.for_statement(true),
            TokenKind::Keyword("with") => self.with_statement(true),
            _ => Err(Problem::Mismatch),
        }
    }

    fn if_statement(&mut self) -> Parsed<StatementKind> {
        let mut branches = Vec::new();
        let mut keyword = "'if' statement";
        loop {
            let start = self.advance().span;
            let test = self.named_expression()?;
            let body = self.colon_then_block(keyword, start)?;
            branches.push(Branch { test, body, span: start });
            if !self.at("elif") {
                break;
            }
            keyword = "'elif' statement";
        }
        Ok(StatementKind::If { branches, otherwise: self.else_block()? })
    }

    /// `else: …`, or nothing.
    fn else_block(&mut self) -> Parsed<Vec<Statement>> {
        if !self.at("else") {
            return Ok(Vec::new());
        }
        let start = self.advance().span;
        self.colon_and_block("'else' statement", start)
    }

    fn while_statement(&mut self) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let test = self.named_expression()?;
        let body = self.colon_then_block("'while' statement", start)?;
        Ok(StatementKind::While { test, body, otherwise: self.else_block()? })
    }

    fn for_statement(&mut self, asynchronous: bool) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let target = self.loop_target()?;
        self.expect("in")?;
        let iterable = self.star_expressions()?;
        let body = self.colon_then_block("'for' statement", start)?;
        Ok(StatementKind::For { asynchronous, target, iterable, body, otherwise: self.else_block()? })
    }

    fn with_statement(&mut self, asynchronous: bool) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let items = match self.attempt(Self::parenthesized_with_items)? {
            Some(items) => items,
            None => self.with_items()?,
        };
        let body = self.colon_then_block("'with' statement", start)?;
        Ok(StatementKind::With { asynchronous, items, body })
    }

    /// `(a as b, c as d,):`
    fn parenthesized_with_items(&mut self) -> Parsed<Vec<WithItem>> {
        self.expect("(")?;
        let mut items = vec![self.with_item()?];
        while self.eat(",") && !self.at(")") {
            items.push(self.with_item()?);
        }
        self.expect(")")?;
        let line_ends = self.diagnosing && self.at_kind(TokenKind::Newline);
        if self.at(":") || line_ends { Ok(items) } else { Err(Problem::Mismatch) }
    }

    fn with_items(&mut self) -> Parsed<Vec<WithItem>> {
        let mut items = vec![self.with_item()?];
        while self.eat(",") {
            items.push(self.with_item()?);
        }
        Ok(items)
    }

    fn with_item(&mut self) -> Parsed<WithItem> {
        let context = self.expression()?;
        if !self.eat("as") {
            return Ok(WithItem { context, target: None });
        }
        let target = self.star_expression()?;
        self.check_with_target(&target)?;
        Ok(WithItem { context, target: Some(target) })
    }

    fn try_statement(&mut self) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let body = self.colon_and_block("'try' statement", start)?;
        let mut handlers: Vec<ExceptHandler> = Vec::new();
        let mut group = None;
        while self.at("except") {
            let keyword = self.token().span;
            let (handler, starred) = self.except_clause()?;
            if group.is_some_and(|group| group != starred) {
                let message = "cannot have both 'except' and 'except*' on the same 'try'";
                return Err(Error::syntax(message, keyword).into());
            }
            group = Some(starred);
            handlers.push(handler);
        }
        if let Some(bare) = handlers.iter().rev().skip(1).find(|handler| handler.exception.is_none()) {
            return Err(Error::syntax("default 'except:' must be last", bare.span).into());
        }
        let otherwise = if handlers.is_empty() { Vec::new() } else { self.else_block()? };
        let finally = if self.at("finally") {
            let start = self.advance().span;
            self.colon_and_block("'finally' statement", start)?
        } else {
            Vec::new()
        };
        if handlers.is_empty() && finally.is_empty() {
            if self.diagnosing {
                let span = self.token().span;
                return Err(Error::syntax("expected 'except' or 'finally' block", span).into());
            }
            return Err(Problem::Mismatch);
        }
        let group = group == Some(true);
        Ok(StatementKind::Try(Box::new(Try { body, handlers, otherwise, finally, group })))
    }

    /// A clause, and whether it is `except*`.
    fn except_clause(&mut self) -> Parsed<(ExceptHandler, bool)> {
        let start = self.advance().span;
        let group = self.eat("*");
        let owner = if group { "'except*' statement" } else { "'except' statement" };
        if !group && (self.at(":") || self.at_kind(TokenKind::Newline)) {
            let body = self.colon_then_block(owner, start)?;
            let span = self.compound_span(start);
            return Ok((ExceptHandler { exception: None, name: None, body, span }, false));
        }
        if group && self.diagnosing && (self.at(":") || self.at_kind(TokenKind::Newline)) {
            let message = "expected one or more exception types";
            return Err(Error::syntax(message, self.token().span).into());
        }
        let exception = self.expression()?;
        if self.diagnosing && self.at(",") {
            self.explain_except_tuple(&exception)?;
        }
        let name = if self.eat("as") { Some(self.identifier()?) } else { None };
        let body = self.colon_then_block(owner, start)?;
        let span = self.compound_span(start);
        Ok((ExceptHandler { exception: Some(exception), name, body, span }, group))
    }
}
