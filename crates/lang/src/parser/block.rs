//! Blocks: what follows a colon.

use super::{Parsed, Parser, Problem};
use crate::ast::Statement;
use crate::error::{Error, ErrorKind};
use crate::span::Span;
use crate::token::TokenKind;

impl Parser<'_> {
    /// `:`, which must be there, and a block. `owner` says what it belongs to (`'if' statement`) and `start` where that stands.
    pub(super) fn colon_and_block(&mut self, owner: &str, start: Span) -> Parsed<Vec<Statement>> {
        self.demand(":")?;
        self.block(owner, start)
    }

    /// As [`Parser::colon_and_block`], where something else than `:` may be the mistake.
    pub(super) fn colon_then_block(&mut self, owner: &str, start: Span) -> Parsed<Vec<Statement>> {
        self.colon()?;
        self.block(owner, start)
    }

    /// The statements on the same line, or the lines that are deeper.
    pub(super) fn block(&mut self, owner: &str, start: Span) -> Parsed<Vec<Statement>> {
        if !self.at_kind(TokenKind::Newline) {
            let mut statements = Vec::new();
            self.simple_statements(&mut statements)?;
            return Ok(statements);
        }
        self.advance();
        if !self.at_kind(TokenKind::Indent) {
            if !self.diagnosing {
                return Err(Problem::Mismatch);
            }
            let message = format!("expected an indented block after {owner} on line {}", start.line);
            return Err(Error::new(ErrorKind::Indentation, message, self.token().span.start()).into());
        }
        self.advance();
        let statements = self.statements_until(TokenKind::Dedent)?;
        if self.at_kind(TokenKind::Dedent) {
            self.advance();
        } else if statements.is_empty() {
            return Err(Problem::Mismatch);
        }
        Ok(statements)
    }
}
