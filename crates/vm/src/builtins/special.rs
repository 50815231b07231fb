//! The operations that a program writes out, where a special method of its own answers: `len(x)`, `x in y`, `a < b`, `a + b`,
//! `str(x)`. Such a method is called as any function is, so that it may wait for a lock, and nest as deep as calls may. What a
//! built-in operation needs in its middle (sorting, a dict that looks for a key) runs it at once: [`Vm::call_sync`].

use super::receiver::text_of;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::{Symbol, known};
use crate::value::Value;
use lang::code::CompareOp;

impl Vm {
    /// The special method of an object, if it is written in Python.
    pub(crate) fn program_method(&self, object: &Value, name: Symbol) -> Option<Value> {
        if !matches!(object, Value::Instance(_) | Value::Class(_)) {
            return None;
        }
        self.lookup_special(object, name).filter(|method| match method {
            Value::Method(method) => matches!(method.function, Value::Function(_)),
            _ => false,
        })
    }

    /// `len(value)`
    pub(crate) fn length_flow(&mut self, value: &Value) -> Result<Flow> {
        match self.program_method(value, known::LEN) {
            Some(method) => Ok(Flow::then(method, Args::default(), |vm, answer| {
                vm.length_answered(&answer).map(|length| Value::from_usize(length).into())
            })),
            None => self.length(value).map(|length| Value::from_usize(length).into()),
        }
    }

    /// `a op b` for any comparison operator.
    pub(crate) fn compare_flow(&mut self, op: CompareOp, a: Value, b: Value) -> Result<Flow> {
        let by_program = |value: &Value| matches!(value, Value::Instance(_) | Value::Class(_));
        match op {
            CompareOp::In | CompareOp::NotIn => {
                let Some(method) = self.program_method(&b, known::CONTAINS) else {
                    return self.compare(op, &a, &b).map(Flow::Value);
                };
                Ok(Flow::then(method, Args::one(a), move |vm, answer| {
                    let found = vm.truth(&answer)?;
                    Ok(Value::Bool(found == (op == CompareOp::In)).into())
                }))
            }
            CompareOp::Is | CompareOp::IsNot => self.compare(op, &a, &b).map(Flow::Value),
            _ if by_program(&a) || by_program(&b) => {
                let reflected_first = self.is_reflected_first(op, &a, &b);
                self.compare_from(op, a, b, reflected_first, 0)
            }
            _ => self.compare(op, &a, &b).map(Flow::Value),
        }
    }

    /// Asks one side after the other, from the one at `at` on.
    fn compare_from(
        &mut self,
        op: CompareOp,
        a: Value,
        b: Value,
        reflected_first: bool,
        at: usize,
    ) -> Result<Flow> {
        for at in at..2 {
            let reflects = (at == 0) == reflected_first;
            let (asks, asked, other) = if reflects {
                (super::compare::reflected(op), b.clone(), a.clone())
            } else {
                (op, a.clone(), b.clone())
            };
            // `object.__ne__` is the opposite of what `__eq__` says.
            let by_equality = asks == CompareOp::NotEqual && self.has_default(&asked, known::NE);
            let name = super::compare::method_of(if by_equality { CompareOp::Equal } else { asks });
            if let Some(method) = self.program_method(&asked, name) {
                return Ok(Flow::then(method, Args::one(other), move |vm, answer| match answer {
                    Value::NotImplemented => vm.compare_from(op, a, b, reflected_first, at + 1),
                    answer if by_equality => vm.truth(&answer).map(|equal| Value::Bool(!equal).into()),
                    answer => Ok(Flow::Value(answer)),
                }));
            }
            if let Some(answer) = self.ask(asks, &asked, &other)? {
                return Ok(Flow::Value(answer));
            }
        }
        self.compare_without_answer(op, &a, &b).map(Flow::Value)
    }

    /// `str(value)` if a method of the program makes it: that method, and its name for messages.
    pub(crate) fn text_method(&self, value: &Value) -> Option<(Value, &'static str)> {
        if let Some(method) = self.program_method(value, known::STR) {
            return Some((method, "__str__"));
        }
        if !self.has_default(value, known::STR) {
            return None;
        }
        self.program_method(value, known::REPR).map(|method| (method, "__repr__"))
    }

    /// Whether a special method is the one that every object has.
    fn has_default(&self, value: &Value, name: Symbol) -> bool {
        match (self.class_of(value).lookup(name), self.types.object.attributes.get(name)) {
            (Some(method), Some(default)) => method.is(&default),
            _ => false,
        }
    }

    /// What a method of the program answered, if it is a text.
    pub(crate) fn text_answered(&mut self, answer: &Value, method: &str) -> Result<Value> {
        match text_of(answer) {
            Some(text) => Ok(Value::Str(text)),
            None => {
                let name = self.class_name(answer);
                Err(self.type_error(format!("{method} returned non-string (type {name})")))
            }
        }
    }
}
