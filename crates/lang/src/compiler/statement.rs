//! What statements become. Each leaves the stack as it found it.

use super::{Compiler, Done};
use crate::ast::{Expression, ExpressionKind, Statement, StatementKind};
use crate::code::{CodeKind, Op};
use crate::error::Error;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn statement(&mut self, statement: &'a Statement) -> Done {
        let span = statement.span;
        self.unit().line = span.line;
        if is_marked_at_start(&statement.kind) {
            self.statement_line(span.line);
        }
        match &statement.kind {
            StatementKind::Function(function) => self.function(function, span),
            StatementKind::Class(class) => self.class(class, span),
            StatementKind::Return(value) => self.return_statement(value.as_ref(), span),
            StatementKind::Delete(targets) => targets.iter().try_for_each(|target| self.delete(target)),
            StatementKind::Assign { targets, value } => self.assignment(targets, value),
            StatementKind::AugmentedAssign { target, operator, value } => {
                self.augmented(target, *operator, value)
            }
            StatementKind::AnnotatedAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_ref(), *simple)
            }
            StatementKind::For { asynchronous: false, target, iterable, body, otherwise } => {
                self.for_loop(target, iterable, body, otherwise, span)
            }
            StatementKind::For { target, iterable, body, otherwise, .. } => {
                self.async_for_loop(target, iterable, body, otherwise, span)
            }
            StatementKind::While { test, body, otherwise } => self.while_loop(test, body, otherwise, span),
            StatementKind::If { branches, otherwise } => self.if_statement(branches, otherwise),
            StatementKind::With { asynchronous, items, body } => {
                self.with_statement(*asynchronous, items, body, span)
            }
            StatementKind::Match { subject, cases } => self.match_statement(subject, cases),
            StatementKind::Raise { exception, cause } => self.raise(exception.as_ref(), cause.as_ref()),
            StatementKind::Try(statement) => self.try_statement(statement, span),
            StatementKind::Assert { test, message } => self.assert(test, message.as_ref()),
            StatementKind::Import(aliases) => self.import(aliases, span),
            StatementKind::ImportFrom { module, level, names } => {
                self.import_from(module, *level, names, span)
            }
            StatementKind::Expression(value) => self.expression_statement(value),
            StatementKind::Break => self.break_loop(span),
            StatementKind::Continue => self.continue_loop(span),
            StatementKind::Global(_) | StatementKind::Nonlocal(_) | StatementKind::Pass => Ok(()),
        }
    }

    fn expression_statement(&mut self, value: &'a Expression) -> Done {
        if matches!(value.kind, ExpressionKind::Constant(_)) {
            return Ok(());
        }
        self.expression(value)?;
        self.emit(Op::Pop);
        Ok(())
    }

    fn return_statement(&mut self, value: Option<&'a Expression>, span: Span) -> Done {
        if !self.scope().kind.is_function() {
            return Err(Error::syntax("'return' outside function", span));
        }
        if value.is_some() && self.unit().kind == CodeKind::AsyncGenerator {
            return Err(Error::syntax("'return' with value in async generator", span));
        }
        let constant = value.is_none_or(|value| super::constant::fold(value).is_some());
        if let (Some(value), false) = (value, constant) {
            self.expression(value)?;
        }
        self.unwind_all(!constant, span)?;
        self.unit().line = span.line;
        if constant {
            let value = value.and_then(super::constant::fold);
            self.constant(value.unwrap_or(crate::code::Const::None))?;
        }
        self.emit(Op::Return);
        self.resume_all();
        Ok(())
    }

    fn raise(&mut self, exception: Option<&'a Expression>, cause: Option<&'a Expression>) -> Done {
        self.expressions(exception.into_iter().chain(cause))?;
        let count = u8::from(exception.is_some()) + u8::from(cause.is_some());
        self.emit(Op::Raise(count));
        Ok(())
    }

    fn assert(&mut self, test: &'a Expression, message: Option<&'a Expression>) -> Done {
        let holds = self.new_label();
        self.jump_if(test, holds, true)?;
        self.emit(Op::LoadAssertionError);
        if let Some(message) = message {
            self.expression(message)?;
            self.emit(Op::Call(1));
        }
        self.emit(Op::Raise(1));
        self.place(holds);
        Ok(())
    }
}

/// Loops mark their line at each turn, definitions that of each decorator, and declarations do nothing when they run.
fn is_marked_at_start(kind: &StatementKind) -> bool {
    !matches!(
        kind,
        StatementKind::While { .. }
            | StatementKind::If { .. }
            | StatementKind::Function(_)
            | StatementKind::Class(_)
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
    )
}
