//! Calling: whatever can be called, with arguments bound to parameters as CPython binds them.
//!
//! Not what happens in the frame then, which is in `interpret`. Begin with [`Vm::call`]; the arguments that do not simply fit are
//! bound in `binding`.

mod binding;
mod frames;
mod make_function;
mod spread;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::exception::Result;
use super::frame::Frame;
use super::function::{Args, Descriptor, Function, NativeCode};
use super::generator::{Generator, GeneratorKind, GeneratorState};
use super::native_frame::Flow;
use super::symbol::known;
use super::value::Value;
use super::weakref::WeakrefSlot;
use lang::code::CodeKind;

impl Vm {
    /// Calls anything.
    pub fn call(&mut self, callee: Value, args: Args) -> Result<Flow> {
        match &callee {
            Value::Function(function) => {
                let frame = self.bind(function, args)?;
                Ok(self.start(function, frame))
            }
            Value::Native(native) => match &native.code {
                NativeCode::Plain(function) => function(self, args).map(Flow::Value),
                NativeCode::Flow(function) => function(self, args),
                NativeCode::Closure(function) => function(self, args),
                NativeCode::Frame(_, without) => without(self, args),
                NativeCode::Stack(_) => {
                    Err(self.error("RuntimeError", format!("{}(): no current frame", native.name)))
                }
            },
            Value::Method(method) => {
                let args = args.prepend(method.receiver.clone());
                match &method.function {
                    function @ (Value::Function(_) | Value::Native(_)) => self.call(function.clone(), args),
                    // It may be a method in turn, and so on: not on Rust's stack.
                    other => Ok(Flow::Call(other.clone(), args)),
                }
            }
            Value::Class(class) => self.call_class(class, args),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => Ok(Flow::Call(function.clone(), args)),
                Descriptor::ClassMethod(_) => Err(self.type_error("'classmethod' object is not callable")),
                Descriptor::Property { .. } => Err(self.type_error("'property' object is not callable")),
            },
            Value::Instance(instance) if let Some(callable) = instance.callable(self) => {
                callable.call(self, instance, args)
            }
            other => match self.lookup_special(other, known::CALL) {
                Some(method) => Ok(Flow::Call(method, args)),
                None => {
                    let name = self.class_name(other);
                    Err(self.type_error(format!("'{name}' object is not callable")))
                }
            },
        }
    }

    /// Calls a function with the positional arguments that lie on the caller's stack from `from` on. The caller takes them away.
    pub(super) fn call_function_from_stack(
        &mut self,
        caller: &mut Frame,
        function: &Rc<Function>,
        from: usize,
    ) -> Result<Flow> {
        let given = caller.values.drain(from..);
        let frame = match function.first_default_for(given.len()) {
            Some(first_default) => self.simple_frame(function, given, first_default),
            None => self.bind_all(function, Args { positional: given.collect(), keywords: Vec::new() })?,
        };
        Ok(self.start(function, frame))
    }

    /// Runs a bound frame, or makes the generator or coroutine that will.
    fn start(&mut self, function: &Rc<Function>, mut frame: Box<Frame>) -> Flow {
        let kind = match function.code.compiled.kind {
            CodeKind::Function | CodeKind::Module | CodeKind::Class => return Flow::Enter(frame),
            CodeKind::Generator if function.attributes.contains(known::ITERABLE_COROUTINE) => {
                GeneratorKind::IterableCoroutine
            }
            CodeKind::Generator => GeneratorKind::Generator,
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
        };
        // It may wait for long, and beside thousands of others: it gets the room that it needs, and no more.
        let room = frame.values.len() + function.code.compiled.stack_size as usize;
        frame.values.shrink_to(room);
        frame.values.reserve_exact(room - frame.values.len());
        Flow::Value(Value::Generator(Rc::new(Generator {
            kind,
            name: RefCell::new(function.name.borrow().clone()),
            qualified_name: RefCell::new(function.qualified_name.borrow().clone()),
            code: function.code.clone(),
            state: RefCell::new(GeneratorState::Created(frame)),
            running_line: Cell::new(0),
            running_async: Cell::new(false),
            hooked: Cell::new(false),
            finalization: self.finalization.clone(),
            origin: RefCell::default(),
            weakrefs: WeakrefSlot::default(),
        })))
    }

    /// What error messages call something that can be called.
    pub fn callable_name(&mut self, callee: &Value) -> String {
        let mut callee = callee;
        while let Value::Method(method) = callee {
            callee = &method.function;
        }
        match callee {
            Value::Function(function) => {
                let module = &function.module.name;
                format!("{module}.{}", function.qualified_name.borrow())
            }
            Value::Native(native) => native.name.to_string(),
            Value::Class(class) => class.display_name(),
            other => self.class_name(other),
        }
    }
}
