//! `with` and `async with`.

use super::unit::Block;
use super::{Compiler, Done};
use crate::ast::{Statement, WithItem};
use crate::code::Op;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn with_statement(
        &mut self,
        asynchronous: bool,
        items: &'a [WithItem],
        body: &'a [Statement],
        span: Span,
    ) -> Done {
        if asynchronous {
            self.check_asynchronous("async with", span)?;
        }
        let Some((item, rest)) = items.split_first() else { return self.statements(body) };
        let line = item.context.span.line;
        let (raised, suppressed, end) = (self.new_label(), self.new_label(), self.new_label());
        self.expression(&item.context)?;
        self.unit().line = line;
        self.emit(if asynchronous { Op::BeforeAsyncWith } else { Op::BeforeWith });
        if asynchronous {
            self.emit_await()?;
        }
        let region = self.unit().open_region_below(raised, 1);
        self.push_block(Block::With { region, asynchronous, line }, span)?;
        match &item.target {
            Some(target) => self.store(target)?,
            None => self.emit(Op::Pop),
        }
        self.with_statement(asynchronous, rest, body, span)?;
        self.pop_block();
        self.unit().suspend(region);
        self.unit().line = line;
        self.call_exit()?;
        if asynchronous {
            self.emit_await()?;
        }
        self.emit(Op::Pop);
        self.unit().jump(Op::Jump, end);
        self.unit().place_handler(region);
        // `exit exception`: the manager decides whether it goes on.
        let cleanup = self.begin_handling();
        self.emit(Op::WithExceptionExit);
        if asynchronous {
            self.emit_await()?;
        }
        self.unit().jump(Op::PopJumpIfTrue, suppressed);
        self.emit(Op::Reraise);
        self.end_handler(cleanup);
        self.place(suppressed);
        self.emit(Op::Pop);
        self.emit(Op::PopHandled);
        self.emit(Op::Pop);
        self.place(end);
        Ok(())
    }
}
