//! What expressions become: each leaves its value on the stack.

use super::{Compiler, Done, constant};
use crate::ast::{Constant, Expression, ExpressionKind, Identifier, ScopeId};
use crate::code::{BinaryOp, CodeKind, CompareOp, Const, Op, UnaryOp};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::ScopeKind;

impl<'a> Compiler<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expression) -> Done {
        let outer = std::mem::replace(&mut self.unit().line, expression.span.line);
        let done = self.expression_on_its_line(expression);
        self.unit().line = outer;
        done
    }

    pub(super) fn expressions(&mut self, expressions: impl IntoIterator<Item = &'a Expression>) -> Done {
        expressions.into_iter().try_for_each(|expression| self.expression(expression))
    }

    /// `2j`: few programs have any, so that there is no constant of the kind.
    fn imaginary(&mut self, value: f64) -> Done {
        let make = self.unit().name("_imaginary");
        self.emit(Op::LoadGlobal(make));
        self.constant(Const::Float(value))?;
        self.emit(Op::Call(1));
        Ok(())
    }

    fn expression_on_its_line(&mut self, expression: &'a Expression) -> Done {
        let span = expression.span;
        if let Some(value) = constant::fold(expression) {
            return self.constant(value);
        }
        match &expression.kind {
            ExpressionKind::Constant(Constant::Imaginary(value)) => self.imaginary(*value),
            // Folded above.
            ExpressionKind::Constant(_) => Ok(()),
            ExpressionKind::FString(parts) => self.fstring(parts),
            ExpressionKind::Name(name) => self.load_name(name, span),
            ExpressionKind::Tuple(items) => self.tuple(items),
            ExpressionKind::List(items) => self.list(items, 0),
            ExpressionKind::Set(items) => self.set(items),
            ExpressionKind::Dict(items) => self.dict(items),
            ExpressionKind::Starred(_) => Err(Error::syntax("can't use starred expression here", span)),
            ExpressionKind::Unary(UnaryOp::Not, operand) => self.not(operand),
            ExpressionKind::Unary(operator, operand) => {
                self.expression(operand)?;
                self.emit(Op::Unary(*operator));
                Ok(())
            }
            ExpressionKind::Binary(first, rest) => self.binary(first, rest),
            ExpressionKind::And(items) => self.short_circuit(items, Op::JumpIfFalseOrPop),
            ExpressionKind::Or(items) => self.short_circuit(items, Op::JumpIfTrueOrPop),
            ExpressionKind::Compare(first, rest) => self.comparison(first, rest),
            ExpressionKind::Conditional { test, body, otherwise } => self.conditional(test, body, otherwise),
            ExpressionKind::Lambda(lambda) => self.lambda(lambda, span),
            ExpressionKind::Comprehension(comprehension) => self.comprehension(comprehension, span),
            ExpressionKind::Call { function, arguments } => self.call(function, arguments, span),
            ExpressionKind::Attribute { value, name } => self.attribute(value, name),
            ExpressionKind::Subscript { value, index } => {
                self.expressions([&**value, &**index])?;
                self.emit(Op::LoadSubscript);
                Ok(())
            }
            ExpressionKind::Slice { start, stop, step } => {
                self.slice(start.as_deref(), stop.as_deref(), step.as_deref())
            }
            ExpressionKind::Await(value) => {
                self.check_await(span)?;
                self.expression(value)?;
                self.emit_await()
            }
            ExpressionKind::Yield(value) => self.yield_value(value.as_deref(), span),
            ExpressionKind::YieldFrom(value) => self.yield_from(value, span),
            ExpressionKind::Walrus { target, value } => {
                self.expression(value)?;
                self.emit(Op::Copy(1));
                self.store_name(&target.name, target.span)
            }
        }
    }

    fn not(&mut self, operand: &'a Expression) -> Done {
        self.expression(operand)?;
        self.emit(Op::Unary(UnaryOp::Not));
        Ok(())
    }

    fn binary(&mut self, first: &'a Expression, rest: &'a [(BinaryOp, Expression)]) -> Done {
        self.expression(first)?;
        for (operator, operand) in rest {
            self.expression(operand)?;
            self.emit(Op::Binary(*operator));
        }
        Ok(())
    }

    fn short_circuit(&mut self, items: &'a [Expression], jump: fn(u32) -> Op) -> Done {
        let end = self.new_label();
        let Some((last, before)) = items.split_last() else { return Ok(()) };
        for item in before {
            self.expression(item)?;
            self.unit().jump(jump, end);
        }
        self.expression(last)?;
        self.place(end);
        Ok(())
    }

    /// `a < b < c`: `b` is evaluated once, and `c` only if the first half holds.
    fn comparison(&mut self, first: &'a Expression, rest: &'a [(CompareOp, Expression)]) -> Done {
        self.expression(first)?;
        let Some(((operator, last), before)) = rest.split_last() else { return Ok(()) };
        if before.is_empty() {
            self.expression(last)?;
            self.emit(Op::Compare(*operator));
            return Ok(());
        }
        let (fails, end) = (self.new_label(), self.new_label());
        for (operator, operand) in before {
            self.expression(operand)?;
            self.emit(Op::Swap(2));
            self.emit(Op::Copy(2));
            self.emit(Op::Compare(*operator));
            self.unit().jump(Op::JumpIfFalseOrPop, fails);
        }
        self.expression(last)?;
        self.emit(Op::Compare(*operator));
        self.unit().jump(Op::Jump, end);
        self.place(fails);
        self.emit(Op::Swap(2));
        self.emit(Op::Pop);
        self.place(end);
        Ok(())
    }

    fn conditional(&mut self, test: &'a Expression, body: &'a Expression, otherwise: &'a Expression) -> Done {
        let (no, end) = (self.new_label(), self.new_label());
        self.jump_if(test, no, false)?;
        self.expression(body)?;
        self.unit().jump(Op::Jump, end);
        self.place(no);
        self.expression(otherwise)?;
        self.place(end);
        Ok(())
    }

    fn attribute(&mut self, value: &'a Expression, name: &'a Identifier) -> Done {
        self.expression(value)?;
        let index = self.attribute_name(&name.name);
        self.line_of_attribute(name);
        self.emit(Op::LoadAttr(index));
        Ok(())
    }

    /// In a chain of calls over several lines each call is on the line of its name.
    pub(super) fn line_of_attribute(&mut self, name: &Identifier) {
        self.unit().line = name.span.line;
    }

    fn slice(
        &mut self,
        start: Option<&'a Expression>,
        stop: Option<&'a Expression>,
        step: Option<&'a Expression>,
    ) -> Done {
        for bound in [start, stop] {
            match bound {
                Some(bound) => self.expression(bound)?,
                None => self.constant(crate::code::Const::None)?,
            }
        }
        self.expressions(step)?;
        self.emit(Op::BuildSlice(if step.is_some() { 3 } else { 2 }));
        Ok(())
    }

    fn yield_value(&mut self, value: Option<&'a Expression>, span: Span) -> Done {
        self.check_function("yield", span)?;
        match value {
            Some(value) => self.expression(value)?,
            None => self.constant(crate::code::Const::None)?,
        }
        self.emit(Op::Yield);
        Ok(())
    }

    fn yield_from(&mut self, value: &'a Expression, span: Span) -> Done {
        self.check_function("yield", span)?;
        if self.unit().kind == CodeKind::AsyncGenerator {
            return Err(Error::syntax("'yield from' inside async function", span));
        }
        self.expression(value)?;
        self.emit(Op::GetYieldFrom);
        self.constant(crate::code::Const::None)?;
        self.emit(Op::YieldFrom);
        Ok(())
    }

    fn check_function(&mut self, word: &str, span: Span) -> Done {
        if self.scope().kind.is_function() {
            return Ok(());
        }
        Err(Error::syntax(format!("'{word}' outside function"), span))
    }

    fn check_await(&mut self, span: Span) -> Done {
        self.check_function("await", span)?;
        let scope = self.scope();
        if scope.asynchronous || matches!(scope.kind, ScopeKind::Comprehension(_)) {
            return Ok(());
        }
        Err(Error::syntax("'await' outside async function", span))
    }

    /// What calling the code of a scope makes.
    pub(super) fn code_kind(&self, id: ScopeId) -> CodeKind {
        let scope = self.table.scope(id);
        match (scope.coroutine, scope.generator) {
            (false, false) => CodeKind::Function,
            (false, true) => CodeKind::Generator,
            (true, false) => CodeKind::Coroutine,
            (true, true) => CodeKind::AsyncGenerator,
        }
    }
}
