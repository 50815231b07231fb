//! Generators, coroutines and asynchronous generators: frames that can be resumed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::code::Code;
use super::finalizer::{FinalizationQueue, Finalizer};
use super::frame::Frame;
use super::traverse::{Taken, Traverse, drop_references};
use super::value::Value;
use super::weakref::WeakrefSlot;

/// A generator, coroutine or asynchronous generator.
#[derive(Debug)]
pub struct Generator {
    /// Which of them.
    pub kind: GeneratorKind,
    /// `__name__`
    pub name: RefCell<Rc<str>>,
    /// `__qualname__`
    pub qualified_name: RefCell<Rc<str>>,
    /// Its code.
    pub code: Rc<Code>,
    /// Where it is.
    pub state: RefCell<GeneratorState>,
    /// The line of the program at which it is while its frame is on a thread's stack; 0 in the library, which has no lines.
    pub(super) running_line: Cell<u32>,
    /// For an asynchronous generator: whether `aclose`, `athrow` or `__anext__` runs it now; and whether it was closed.
    pub running_async: Cell<bool>,
    /// Whether the loop's hook knows of it.
    pub hooked: Cell<bool>,
    /// Who finalizes it when it is dropped before its end.
    pub finalization: Rc<FinalizationQueue>,
    /// Where it was made: pairs of file, line and function, the innermost first. Only if somebody has asked for that before.
    pub origin: RefCell<Option<Value>>,
    /// The weak references to it that have callbacks.
    pub(super) weakrefs: WeakrefSlot,
}

/// Which kind of resumable frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratorKind {
    /// `def` with `yield`.
    Generator,
    /// `async def`.
    Coroutine,
    /// `async def` with `yield`.
    AsyncGenerator,
    /// A generator that may be awaited: `@asyncio.coroutine`, `@types.coroutine`.
    IterableCoroutine,
}

/// Where a generator is.
#[derive(Debug)]
pub enum GeneratorState {
    /// It has not begun.
    Created(Box<Frame>),
    /// It waits at a `yield` or `await`.
    Suspended(Box<Frame>),
    /// Its frame is on a thread's stack.
    Running,
    /// It is over.
    Finished,
}

impl Generator {
    /// What `repr` and messages call its kind.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            GeneratorKind::Generator | GeneratorKind::IterableCoroutine => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async_generator",
        }
    }

    /// Whether `await` takes it.
    pub fn is_awaitable(&self) -> bool {
        matches!(self.kind, GeneratorKind::Coroutine | GeneratorKind::IterableCoroutine)
    }

    /// Whether it is over.
    pub fn is_finished(&self) -> bool {
        matches!(*self.state.borrow(), GeneratorState::Finished)
    }

    /// Whether it has begun, and waits to be resumed.
    pub fn is_suspended(&self) -> bool {
        matches!(*self.state.borrow(), GeneratorState::Suspended(_))
    }

    /// What it waits for, if it is suspended at an `await` or `yield from`.
    pub fn awaiting(&self) -> Option<Value> {
        match &*self.state.borrow() {
            GeneratorState::Suspended(frame) => frame.delegate().cloned(),
            _ => None,
        }
    }

    /// The line at which it runs or is suspended, or where it is defined if it has not begun. None if it is over, or runs in the
    /// library.
    pub fn line(&self) -> Option<u32> {
        match &*self.state.borrow() {
            GeneratorState::Suspended(frame) => Some(frame.line()),
            GeneratorState::Created(_) => Some(self.code.compiled.first_line),
            GeneratorState::Running => Some(self.running_line.get()).filter(|line| *line > 0),
            GeneratorState::Finished => None,
        }
    }
}

impl Traverse for Generator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let GeneratorState::Created(frame) | GeneratorState::Suspended(frame) = &*self.state.borrow() {
            frame.traverse(visit);
        }
    }

    fn clear(&self, taken: &mut Taken) {
        let state = self.state.replace(GeneratorState::Finished);
        if let GeneratorState::Created(mut frame) | GeneratorState::Suspended(mut frame) = state {
            frame.take(taken);
        }
    }

    /// Gives up its frame; but what has yet to be finalized keeps it until then.
    fn take(&mut self, taken: &mut Taken) {
        match std::mem::replace(self.state.get_mut(), GeneratorState::Finished) {
            GeneratorState::Created(mut frame) => {
                if self.kind == GeneratorKind::Coroutine {
                    let name = self.qualified_name.borrow().clone();
                    self.finalization.push(Finalizer::NeverAwaited(name));
                }
                frame.take(taken);
            }
            GeneratorState::Suspended(frame) if frame.has_cleanup() => {
                let (kind, code) = (self.kind, self.code.clone());
                self.finalization.push(Finalizer::Close { frame, kind, code });
            }
            GeneratorState::Suspended(mut frame) => frame.take(taken),
            GeneratorState::Running | GeneratorState::Finished => {}
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        drop_references(self);
    }
}
