//! Frames: the data of one running or suspended piece of code.

use std::rc::Rc;

use super::class::Instance;
use super::code::Code;
use super::dict::Dict;
use super::exception::Raised;
use super::generator::Generator;
use super::module::Module;
use super::traverse::Taken;
use super::value::{Value, VariableCell};
use lang::code::Op;

/// A piece of code with its variables, its value stack and its place.
#[derive(Debug)]
pub struct Frame {
    /// What it runs.
    pub code: Rc<Code>,
    /// Whose globals it uses.
    pub module: Rc<Module>,
    /// The operation that is executed next.
    pub next_op: usize,
    /// Local slots first, then the value stack.
    pub values: Vec<Value>,
    /// Captured variables: its own, then those of the closure.
    pub cells: Vec<Rc<VariableCell>>,
    /// The exception that is being handled here.
    pub handled: Option<Raised>,
    /// What becomes of its result.
    pub role: Role,
    /// Whether it is a generator's, put aside at a `yield` or `await`.
    pub suspended: bool,
    /// Whether the trace says that it runs.
    pub entered: bool,
}

/// What becomes of a frame's result.
#[derive(Debug)]
pub enum Role {
    /// It goes to the caller.
    Call,
    /// It must be None, and the caller gets this instance: `__init__`.
    Init(Rc<Instance>),
    /// The caller gets this module: an import ran it.
    Import(Rc<Module>),
    /// The frame fills this namespace; its result is the `__class__` cell or None.
    ClassBody(Rc<Dict>),
    /// The frame belongs to this generator.
    Generator(Rc<Generator>),
}

impl Frame {
    /// The line of the operation that is being executed, or was when it was suspended.
    pub fn line(&self) -> u32 {
        let lines = &self.code.compiled.lines;
        let executing = self.next_op.saturating_sub(1).min(lines.len().saturating_sub(1));
        lines.get(executing).copied().unwrap_or(self.code.compiled.first_line)
    }

    /// A line of the program begins: others may ask its generator for it while this frame runs.
    #[inline]
    pub(super) fn note_line(&self, line: u32) {
        if let Role::Generator(generator) = &self.role {
            generator.running_line.set(line);
        }
    }

    /// What it waits for, while it is suspended at an `await` or `yield from`.
    pub fn delegate(&self) -> Option<&Value> {
        let executed = self.code.compiled.ops.get(self.next_op.checked_sub(1)?)?;
        if matches!(executed, Op::YieldFrom) { self.values.last() } else { None }
    }

    /// Whether an exception raised where it is suspended would run some of its code.
    pub fn has_cleanup(&self) -> bool {
        let at = self.next_op.saturating_sub(1) as u32;
        self.code.compiled.handlers.iter().any(|handler| (handler.start..handler.end).contains(&at))
    }

    /// Hands each reference to `visit`, once: see [`Traverse::traverse`](super::traverse::Traverse::traverse).
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.values.iter().for_each(&mut *visit);
        self.cells.iter().for_each(|cell| visit(&Value::Cell(cell.clone())));
        self.handled.iter().for_each(|raised| visit(&raised.value()));
        match &self.role {
            Role::Generator(generator) => visit(&Value::Generator(generator.clone())),
            Role::Init(instance) => visit(&Value::Instance(instance.clone())),
            Role::ClassBody(namespace) => visit(&Value::Dict(namespace.clone())),
            Role::Call | Role::Import(_) => {}
        }
    }

    /// Gives up all references, to be dropped in the order of its variables.
    pub(super) fn take(&mut self, taken: &mut Taken) {
        taken.add_in_order(|taken| {
            self.values.drain(..).for_each(|value| taken.add(value));
            self.cells.drain(..).for_each(|cell| taken.add(Value::Cell(cell)));
            self.handled.take().into_iter().for_each(|raised| taken.add(Value::Instance(raised.0)));
            match std::mem::replace(&mut self.role, Role::Call) {
                Role::Generator(generator) => taken.add(Value::Generator(generator)),
                Role::Init(instance) => taken.add(Value::Instance(instance)),
                Role::ClassBody(namespace) => taken.add(Value::Dict(namespace)),
                Role::Call | Role::Import(_) => {}
            }
        });
    }

    /// The number of local slots.
    pub fn local_count(&self) -> usize {
        self.code.compiled.locals.len()
    }
}
