//! Comprehensions: functions of one argument, `.0`, the iterator over the outermost iterable.

use super::{Compiler, Done, tiny};
use crate::ast::{Clause, Comprehension, ComprehensionKind, Name};
use crate::code::{self, CodeKind, Const, FunctionParts, Op};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::ScopeKind;

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, comprehension: &'a Comprehension, span: Span) -> Done {
        let Some(outermost) = comprehension.clauses.first() else { return Ok(()) };
        let generator = comprehension.kind == ComprehensionKind::Generator;
        let kind = self.code_kind(comprehension.scope);
        let awaited = kind == CodeKind::Coroutine;
        let scope = self.scope();
        if awaited && !scope.asynchronous && !matches!(scope.kind, ScopeKind::Comprehension(_)) {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return Err(Error::syntax(message, span));
        }
        let name = match comprehension.kind {
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
            ComprehensionKind::Generator => "<genexpr>",
        };
        self.enter(comprehension.scope, name, span.line, kind);
        self.comprehension_body(comprehension, generator, span)?;
        let code = self.leave()?;
        self.make_function(code, FunctionParts::default(), span)?;
        self.expression(&outermost.iterable)?;
        self.emit(if outermost.asynchronous { Op::GetAsyncIter } else { Op::GetIter });
        self.emit(Op::Call(1));
        if awaited {
            self.emit_await()?;
        }
        Ok(())
    }

    fn comprehension_body(&mut self, comprehension: &'a Comprehension, generator: bool, span: Span) -> Done {
        self.unit().parameters = code::Parameters { positional: 1, ..code::Parameters::default() };
        self.unit().local(&Name::from(".0"));
        match comprehension.kind {
            ComprehensionKind::List => self.emit(Op::BuildList(0)),
            ComprehensionKind::Set => self.emit(Op::BuildSet(0)),
            ComprehensionKind::Dict => self.emit(Op::BuildDict(0)),
            ComprehensionKind::Generator => {}
        }
        self.clause(comprehension, 0, span)?;
        if generator {
            self.constant(Const::None)?;
        }
        self.emit(Op::Return);
        Ok(())
    }

    /// The loop of one clause, with those within it.
    fn clause(&mut self, comprehension: &'a Comprehension, index: usize, span: Span) -> Done {
        let Some(clause) = comprehension.clauses.get(index) else {
            return self.element(comprehension, span);
        };
        if index >= 20 {
            return Err(Error::syntax("too many statically nested blocks", span));
        }
        let (head, next, exit) = (self.new_label(), self.new_label(), self.new_label());
        if index == 0 {
            self.emit(Op::LoadLocal(0));
        } else {
            self.expression(&clause.iterable)?;
            self.emit(if clause.asynchronous { Op::GetAsyncIter } else { Op::GetIter });
        }
        self.place(head);
        let innermost = index + 1 == comprehension.clauses.len();
        if clause.asynchronous {
            let region = self.unit().open_region(exit);
            self.emit(Op::GetAsyncNext);
            self.emit_await()?;
            self.unit().suspend(region);
            self.clause_turn(comprehension, clause, innermost, index, next, span)?;
            self.unit().jump(Op::Jump, head);
            self.unit().place_handler(region);
            self.emit(Op::EndAsyncFor);
        } else {
            self.unit().jump(Op::ForIter, exit);
            self.clause_turn(comprehension, clause, innermost, index, next, span)?;
            self.unit().jump(Op::Jump, head);
            self.place(exit);
        }
        Ok(())
    }

    /// What happens with each item of a clause.
    fn clause_turn(
        &mut self,
        comprehension: &'a Comprehension,
        clause: &'a Clause,
        innermost: bool,
        index: usize,
        next: super::Label,
        span: Span,
    ) -> Done {
        if innermost {
            let outer = self.unit().line;
            self.statement_line(comprehension.element.span.line);
            self.unit().line = outer;
        }
        self.store(&clause.target)?;
        for condition in &clause.conditions {
            self.jump_if(condition, next, false)?;
        }
        self.clause(comprehension, index + 1, span)?;
        self.place(next);
        Ok(())
    }

    fn element(&mut self, comprehension: &'a Comprehension, span: Span) -> Done {
        // The iterators of all clauses lie between the element and its container.
        let below = tiny(comprehension.clauses.len() + 1, span)?;
        self.expression(&comprehension.element)?;
        self.expressions(&comprehension.value)?;
        let outer = std::mem::replace(&mut self.unit().line, comprehension.element.span.line);
        match comprehension.kind {
            ComprehensionKind::List => self.emit(Op::ListAppend(below)),
            ComprehensionKind::Set => self.emit(Op::SetAdd(below)),
            ComprehensionKind::Dict => self.emit(Op::DictInsert(below)),
            ComprehensionKind::Generator => {
                self.emit(Op::Yield);
                self.emit(Op::Pop);
            }
        }
        self.unit().line = outer;
        Ok(())
    }
}
