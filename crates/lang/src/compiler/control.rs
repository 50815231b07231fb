//! `if`, `while`, `for`, `async for`, and leaving loops.

use super::unit::Block;
use super::{Compiler, Done};
use crate::ast::{Branch, Expression, Statement};
use crate::code::{Const, Op};
use crate::error::Error;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn if_statement(&mut self, branches: &'a [Branch], otherwise: &'a [Statement]) -> Done {
        let end = self.new_label();
        for (index, branch) in branches.iter().enumerate() {
            let next = self.new_label();
            self.statement_line(branch.span.line);
            self.jump_if(&branch.test, next, false)?;
            self.statements(&branch.body)?;
            if index + 1 < branches.len() || !otherwise.is_empty() {
                self.unit().jump(Op::Jump, end);
            }
            self.place(next);
        }
        self.statements(otherwise)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn while_loop(
        &mut self,
        test: &'a Expression,
        body: &'a [Statement],
        otherwise: &'a [Statement],
        span: Span,
    ) -> Done {
        let (next, exit, end) = (self.new_label(), self.new_label(), self.new_label());
        self.place(next);
        self.statement_line(span.line);
        self.jump_if(test, exit, false)?;
        self.push_block(Block::Loop { next, end, iterator: false }, span)?;
        self.statements(body)?;
        self.unit().jump(Op::Jump, next);
        self.pop_block();
        self.place(exit);
        self.statements(otherwise)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expression,
        iterable: &'a Expression,
        body: &'a [Statement],
        otherwise: &'a [Statement],
        span: Span,
    ) -> Done {
        let (head, next, exit, end) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.expression(iterable)?;
        self.emit(Op::GetIter);
        self.place(head);
        self.unit().jump(Op::ForIter, exit);
        self.push_block(Block::Loop { next, end, iterator: true }, span)?;
        self.store(target)?;
        self.statements(body)?;
        // The header's line is shown again before each further item.
        self.place(next);
        self.statement_line(span.line);
        self.unit().jump(Op::Jump, head);
        self.pop_block();
        self.place(exit);
        self.statements(otherwise)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn async_for_loop(
        &mut self,
        target: &'a Expression,
        iterable: &'a Expression,
        body: &'a [Statement],
        otherwise: &'a [Statement],
        span: Span,
    ) -> Done {
        self.check_asynchronous("async for", span)?;
        let (head, next, stop, end) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.expression(iterable)?;
        self.emit(Op::GetAsyncIter);
        self.place(head);
        let region = self.unit().open_region(stop);
        self.emit(Op::GetAsyncNext);
        self.emit_await()?;
        self.unit().suspend(region);
        self.push_block(Block::Loop { next, end, iterator: true }, span)?;
        self.store(target)?;
        self.statements(body)?;
        self.place(next);
        self.statement_line(span.line);
        self.unit().jump(Op::Jump, head);
        self.pop_block();
        self.unit().place_handler(region);
        self.unit().line = iterable.span.line;
        self.emit(Op::EndAsyncFor);
        self.statements(otherwise)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn check_asynchronous(&mut self, what: &str, span: Span) -> Done {
        if self.scope().asynchronous {
            return Ok(());
        }
        Err(Error::syntax(format!("'{what}' outside async function"), span))
    }

    pub(super) fn break_loop(&mut self, span: Span) -> Done {
        let Some(Block::Loop { end, .. }) = self.unwind_to_loop(true, span)? else {
            return Err(Error::syntax("'break' outside loop", span));
        };
        self.unit().line = span.line;
        self.unit().jump(Op::Jump, end);
        self.resume_all();
        Ok(())
    }

    pub(super) fn continue_loop(&mut self, span: Span) -> Done {
        let Some(Block::Loop { next, .. }) = self.unwind_to_loop(false, span)? else {
            return Err(Error::syntax("'continue' not properly in loop", span));
        };
        self.unit().line = span.line;
        self.unit().jump(Op::Jump, next);
        self.resume_all();
        Ok(())
    }

    /// `None` three times, and a call: how `with` says that all is well.
    pub(super) fn call_exit(&mut self) -> Done {
        for _ in 0..3 {
            self.constant(Const::None)?;
        }
        self.emit(Op::Call(3));
        Ok(())
    }
}
