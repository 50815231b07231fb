//! `try … except*`.
//!
//! While the clauses run, `previous original list rest` lie on the stack: the exception handled before, the group, a list of what
//! the clauses raised and of what is left at the end, and what no clause has matched yet (perhaps None).

use super::unit::{Block, Label};
use super::{Compiler, Done};
use crate::ast::{ExceptHandler, Try};
use crate::code::{CompareOp, Const, Op};
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn try_except_group(&mut self, statement: &'a Try, span: Span) -> Done {
        let (cleanup, end) = self.try_body(statement, span)?;
        self.emit(Op::Copy(1));
        self.emit(Op::BuildList(0));
        self.emit(Op::Swap(2));
        for handler in &statement.handlers {
            self.group_handler(handler)?;
        }
        self.emit(Op::ListAppend(1));
        self.emit(Op::RaiseGroupRemainder);
        let reraise = self.new_label();
        self.emit(Op::Copy(1));
        self.jump_unless_none(reraise)?;
        self.emit(Op::Pop);
        self.unit().suspend(cleanup);
        self.emit(Op::PopHandled);
        self.unit().jump(Op::Jump, end);
        self.place(reraise);
        self.emit(Op::Swap(2));
        self.emit(Op::PopHandled);
        self.emit(Op::Reraise);
        self.end_handler(cleanup);
        self.place(end);
        Ok(())
    }

    /// One clause: `original list rest` on the stack, before and after.
    fn group_handler(&mut self, handler: &'a ExceptHandler) -> Done {
        let (matched, raised, next) = (self.new_label(), self.new_label(), self.new_label());
        self.statement_line(handler.span.line);
        self.expressions(&handler.exception)?;
        self.emit(Op::MatchExceptionGroup);
        self.emit(Op::Copy(1));
        self.jump_unless_none(matched)?;
        self.emit(Op::Pop);
        self.unit().jump(Op::Jump, next);
        self.place(matched);
        match &handler.name {
            Some(name) => self.store_name(&name.name, name.span)?,
            None => self.emit(Op::Pop),
        }
        let region = self.unit().open_region(raised);
        self.push_block(Block::Try { region }, handler.span)?;
        self.push_block(Block::Group, handler.span)?;
        self.statements(&handler.body)?;
        self.pop_block();
        self.pop_block();
        self.unit().suspend(region);
        self.unit().line = handler.span.line;
        if let Some(name) = &handler.name {
            self.clear_name(&name.name, name.span)?;
        }
        self.unit().jump(Op::Jump, next);
        // What the clause raises is kept until all clauses have run.
        self.unit().place_handler(region);
        if let Some(name) = &handler.name {
            self.clear_name(&name.name, name.span)?;
        }
        self.emit(Op::ListAppend(2));
        self.place(next);
        Ok(())
    }

    /// `value ->`
    fn jump_unless_none(&mut self, target: Label) -> Done {
        self.constant(Const::None)?;
        self.emit(Op::Compare(CompareOp::Is));
        self.unit().jump(Op::PopJumpIfFalse, target);
        Ok(())
    }
}
