//! Generators, coroutines and asynchronous generators: frames that can be resumed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::code::Code;
use super::frame::Frame;
use super::value::Value;

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
    /// For an asynchronous generator: whether `aclose`, `athrow` or `__anext__` runs it now; and whether it was closed.
    pub running_async: Cell<bool>,
    /// Whether the loop's hook knows of it.
    pub hooked: Cell<bool>,
    /// Where it goes when it is dropped before its end.
    pub abandoned: Rc<Abandoned>,
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

/// What was dropped and still has something to say: the VM looks here between lines.
#[derive(Debug, Default)]
pub struct Abandoned {
    waiting: RefCell<Vec<Orphan>>,
    any: Cell<bool>,
}

/// Something that was dropped before its time.
#[derive(Debug)]
pub enum Orphan {
    /// A coroutine that was never awaited, by its qualified name.
    NeverAwaited(Rc<str>),
    /// A suspended generator whose `finally` and `with` must still run.
    Generator {
        /// Its frame.
        frame: Box<Frame>,
        /// Its kind.
        kind: GeneratorKind,
        /// Its code.
        code: Rc<Code>,
    },
    /// A message of the library: a task destroyed while pending, an exception never retrieved.
    Message(Box<OrphanMessage>),
}

/// What the library says of something that was dropped.
#[derive(Debug)]
pub struct OrphanMessage {
    /// What kind of warning it is.
    pub kind: trace::WarningKind,
    /// The text, without a newline at its end.
    pub text: String,
    /// The exception that nobody saw, if there is one.
    pub exception: Option<super::exception::Raised>,
}

impl Abandoned {
    /// Adds one.
    pub fn push(&self, orphan: Orphan) {
        // A drop can happen while the list is being taken; what cannot be noted then is lost, and nothing else.
        if let Ok(mut waiting) = self.waiting.try_borrow_mut() {
            waiting.push(orphan);
            self.any.set(true);
        }
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        self.any.get()
    }

    /// Takes all.
    pub fn take(&self) -> Vec<Orphan> {
        self.any.set(false);
        std::mem::take(&mut *self.waiting.borrow_mut())
    }
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

    /// The line at which it is suspended, or where it is defined if it has not begun.
    pub fn line(&self) -> Option<u32> {
        match &*self.state.borrow() {
            GeneratorState::Suspended(frame) => Some(frame.line()),
            GeneratorState::Created(_) => Some(self.code.compiled.first_line),
            _ => None,
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        match std::mem::replace(self.state.get_mut(), GeneratorState::Finished) {
            GeneratorState::Created(_) if self.kind == GeneratorKind::Coroutine => {
                self.abandoned.push(Orphan::NeverAwaited(self.qualified_name.borrow().clone()));
            }
            GeneratorState::Suspended(frame) if frame.has_cleanup() => {
                self.abandoned.push(Orphan::Generator { frame, kind: self.kind, code: self.code.clone() });
            }
            _ => {}
        }
    }
}
