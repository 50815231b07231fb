//! `try` with `except`, `else` and `finally`.
//!
//! A handler starts with the exception on the stack; `PushHandled` puts the one handled before below it. If the handler itself
//! raises, a cleanup handler puts that one back and raises again.

use super::unit::{Block, Label, RegionId};
use super::{Compiler, Done};
use crate::Error;
use crate::ast::{ExceptHandler, Statement, Try};
use crate::code::Op;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, statement: &'a Try, span: Span) -> Done {
        if statement.finally.is_empty() {
            return self.try_except(statement, span);
        }
        let raised = self.new_label();
        let end = self.new_label();
        let region = self.unit().open_region(raised);
        self.push_block(Block::Finally { region, body: &statement.finally }, span)?;
        if statement.handlers.is_empty() {
            self.statements(&statement.body)?;
        } else {
            self.try_except(statement, span)?;
        }
        self.pop_block();
        self.unit().suspend(region);
        self.statements(&statement.finally)?;
        self.unit().jump(Op::Jump, end);
        self.unit().place_handler(region);
        self.finally_raised(&statement.finally, span)?;
        self.place(end);
        Ok(())
    }

    /// The `finally` block once more, for when an exception passes through.
    fn finally_raised(&mut self, body: &'a [Statement], span: Span) -> Done {
        self.unit().line = span.line;
        let cleanup = self.begin_handling();
        self.push_block(Block::FinallyRaised { region: cleanup }, span)?;
        self.statements(body)?;
        self.pop_block();
        self.emit(Op::Reraise);
        self.end_handler(cleanup);
        Ok(())
    }

    /// `exception -> previous exception`, and a region whose handler undoes it.
    pub(super) fn begin_handling(&mut self) -> RegionId {
        self.emit(Op::PushHandled);
        let cleanup = self.new_label();
        // Of `previous exception` only the former is kept for the cleanup.
        self.unit().open_region_below(cleanup, 1)
    }

    /// The cleanup handler: `previous exception -> `, raised again.
    pub(super) fn end_handler(&mut self, cleanup: RegionId) {
        self.unit().suspend(cleanup);
        self.unit().place_handler(cleanup);
        self.emit(Op::Swap(2));
        self.emit(Op::PopHandled);
        self.emit(Op::Reraise);
    }

    fn try_except(&mut self, statement: &'a Try, span: Span) -> Done {
        if statement.group {
            return self.try_except_group(statement, span);
        }
        let (cleanup, end) = self.try_body(statement, span)?;
        for handler in &statement.handlers {
            self.handler(handler, cleanup, end)?;
        }
        self.emit(Op::Reraise);
        self.end_handler(cleanup);
        self.place(end);
        Ok(())
    }

    /// All but the handlers, which begin where this ends: with the region that undoes them, and the label behind the statement.
    pub(super) fn try_body(&mut self, statement: &'a Try, span: Span) -> Result<(RegionId, Label), Error> {
        let (raised, end) = (self.new_label(), self.new_label());
        let region = self.unit().open_region(raised);
        self.push_block(Block::Try { region }, span)?;
        self.statements(&statement.body)?;
        self.pop_block();
        self.unit().suspend(region);
        self.statements(&statement.otherwise)?;
        self.unit().jump(Op::Jump, end);
        self.unit().place_handler(region);
        Ok((self.begin_handling(), end))
    }

    /// One `except` clause: `previous exception` on the stack; afterwards the same if it does not match.
    fn handler(&mut self, handler: &'a ExceptHandler, cleanup: RegionId, end: Label) -> Done {
        let next = self.new_label();
        self.statement_line(handler.span.line);
        if let Some(exception) = &handler.exception {
            self.expression(exception)?;
            self.emit(Op::MatchException);
            self.unit().jump(Op::PopJumpIfFalse, next);
        }
        match &handler.name {
            Some(name) => {
                self.store_name(&name.name, name.span)?;
                let raised = self.new_label();
                let region = self.unit().open_region(raised);
                let named = Some((region, name.name.clone()));
                self.handler_body(Block::Handler { region: cleanup, named }, handler)?;
                self.unit().suspend(region);
                self.unit().line = handler.span.line;
                self.emit(Op::PopHandled);
                self.unit().suspend(cleanup);
                self.clear_name(&name.name, name.span)?;
                self.unit().jump(Op::Jump, end);
                self.unit().resume(cleanup);
                self.unit().place_handler(region);
                self.clear_name(&name.name, name.span)?;
                self.emit(Op::Reraise);
            }
            None => {
                self.emit(Op::Pop);
                self.handler_body(Block::Handler { region: cleanup, named: None }, handler)?;
                self.unit().line = handler.span.line;
                self.unit().suspend(cleanup);
                self.emit(Op::PopHandled);
                self.unit().jump(Op::Jump, end);
                self.unit().resume(cleanup);
            }
        }
        self.place(next);
        Ok(())
    }

    fn handler_body(&mut self, block: Block<'a>, handler: &'a ExceptHandler) -> Done {
        self.push_block(block, handler.span)?;
        self.statements(&handler.body)?;
        self.pop_block();
        Ok(())
    }
}
