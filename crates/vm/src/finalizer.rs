//! Finalizers: what is still to be done for objects that were dropped. Coroutines that nobody awaited are warned of, generators with
//! something to clean up are closed, and the library says its messages. The code of the program that this runs may wait.
//!
//! CPython does it where the last reference goes (`tp_finalize`); here an object that is dropped only queues it, and it is done before
//! the next line. Callbacks of weak references wait in the same queue: see `weakref`. Begin with [`Vm::finalizers`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::Vm;
use super::class::{Class, Instance};
use super::code::Code;
use super::exception::{Raised, Result};
use super::frame::Frame;
use super::function::Args;
use super::generator::{Generator, GeneratorKind, GeneratorState};
use super::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use super::symbol::known;
use super::value::Value;
use super::weakref::{CallbackQueue, WeakrefSlot};

/// What is to be done for an object that was dropped.
#[derive(Debug)]
pub enum Finalizer {
    /// A coroutine was never awaited; its qualified name.
    NeverAwaited(Rc<str>),
    /// A generator was suspended whose `finally` and `with` must still run.
    Close {
        /// Its frame.
        frame: Box<Frame>,
        /// Its kind.
        kind: GeneratorKind,
        /// Its code.
        code: Rc<Code>,
    },
    /// An object is gone whose class has a `__del__`.
    Del(Rc<Instance>),
    /// The library has something to say: a task destroyed while pending, an exception never retrieved.
    Message(Box<FinalizerMessage>),
}

/// What the library says of an object that was dropped.
#[derive(Debug)]
pub struct FinalizerMessage {
    /// What kind of warning it is.
    pub kind: trace::WarningKind,
    /// The text, without a newline at its end.
    pub text: String,
    /// The exception that nobody saw, if there is one.
    pub exception: Option<Raised>,
}

/// What waits for the VM to look, between lines. Objects that have something to add when they are dropped share it.
#[derive(Debug, Default)]
pub struct FinalizationQueue {
    finalizers: RefCell<Vec<Finalizer>>,
    any: Cell<bool>,
    dels: Cell<bool>,
    /// Callbacks of weak references whose objects are gone.
    pub(super) callbacks: CallbackQueue,
}

impl FinalizationQueue {
    /// Adds one.
    pub fn push(&self, finalizer: Finalizer) {
        // A drop can happen while the list is being taken; what cannot be noted then is lost, and nothing else.
        if let Ok(mut finalizers) = self.finalizers.try_borrow_mut() {
            finalizers.push(finalizer);
            self.any.set(true);
        }
    }

    /// Adds the call of an object's `__del__`.
    pub fn push_del(&self, object: Rc<Instance>) {
        self.push(Finalizer::Del(object));
        self.dels.set(true);
    }

    /// Whether there is any `__del__` among them: these do not wait for the next line.
    #[inline]
    pub fn any_del(&self) -> bool {
        self.dels.get()
    }

    /// Whether there is any.
    #[inline]
    pub fn any(&self) -> bool {
        self.any.get()
    }

    /// Takes all.
    pub fn take(&self) -> Vec<Finalizer> {
        self.any.set(false);
        self.dels.set(false);
        self.finalizers.take()
    }
}

/// Runs finalizers, one after the other. What lies below goes on as if nothing had been.
struct RunFinalizers {
    left: VecDeque<Finalizer>,
    /// Whether a generator is being closed or a `__del__` runs: what it raises is shown.
    closes: bool,
    /// The `__del__` that runs, for that message.
    del: Option<Value>,
    /// What lies below is resumed with.
    then: Option<Input>,
    /// The line that is executing.
    line: u32,
}

impl NativeFrame for RunFinalizers {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Input::Raised(raised) = input
            && std::mem::take(&mut self.closes)
            && (self.del.is_some()
                || !vm.is_exception(&raised, "GeneratorExit") && !vm.is_stop_iteration(&raised))
        {
            vm.report_unraisable(&raised, self.del.as_ref());
        }
        self.closes = false;
        self.del = None;
        vm.recorder.set_line(self.line);
        while let Some(finalizer) = self.left.pop_front() {
            match finalizer {
                Finalizer::Del(object) => {
                    let object = Value::Instance(object);
                    let Some(method) = vm.lookup_special(&object, known::DEL) else { continue };
                    self.del = Some(match &method {
                        Value::Method(method) => method.function.clone(),
                        other => other.clone(),
                    });
                    self.closes = true;
                    return Ok(Next::Call(method, Args::default()));
                }
                Finalizer::NeverAwaited(name) => vm.report_never_awaited(&name),
                Finalizer::Message(message) => match vm.finalizer_reporter {
                    Some(report) => {
                        let said = report(vm, *message);
                        return Ok(Next::Start(Box::new(RunFlow(Some(said)))));
                    }
                    None => vm.report_finalizer_message(&message),
                },
                Finalizer::Close { frame, kind, code } => {
                    let generator = Rc::new(Generator {
                        kind,
                        name: RefCell::new(code.name.clone()),
                        qualified_name: RefCell::new(code.qualified_name.clone()),
                        code,
                        state: RefCell::new(GeneratorState::Suspended(frame)),
                        running_line: Cell::new(0),
                        running_async: Cell::new(false),
                        hooked: Cell::new(true),
                        finalization: vm.finalization.clone(),
                        origin: RefCell::default(),
                        weakrefs: WeakrefSlot::default(),
                    });
                    if kind == GeneratorKind::AsyncGenerator && vm.adopt_async_generator(&generator) {
                        continue;
                    }
                    let class = vm.exceptions.generator_exit();
                    let exit = vm.exception(&class, vec![]);
                    self.closes = true;
                    return Ok(Next::Resume(generator, Resumption::Throw(exit)));
                }
            }
        }
        // What was dropped meanwhile has its turn at once, as in CPython.
        if vm.finalization.any_del() {
            self.left = vm.finalization.take().into();
            return self.resume(vm, Input::Start);
        }
        Ok(Next::Restore(self.then.take().unwrap_or(Input::Start)))
    }
}

/// Runs a flow, within a native frame that goes on afterwards.
struct RunFlow(Option<Flow>);

impl NativeFrame for RunFlow {
    fn resume(&mut self, _: &mut Vm, _: Input) -> Result<Next> {
        Ok(Next::Become(self.0.take().unwrap_or(Flow::Value(Value::None))))
    }
}

impl Vm {
    /// What runs the finalizers that wait, if any do. What lies below it is resumed as at its start.
    #[inline]
    pub fn finalizers(&mut self) -> Option<Box<dyn NativeFrame>> {
        if self.finalization.any() { Some(self.take_finalizers()) } else { None }
    }

    #[cold]
    fn take_finalizers(&mut self) -> Box<dyn NativeFrame> {
        let line = self.recorder.line();
        Box::new(RunFinalizers {
            left: self.finalization.take().into(),
            closes: false,
            del: None,
            then: None,
            line,
        })
    }

    /// The same between a frame that is over and the one below, which is resumed with `then` afterwards.
    #[cold]
    pub(super) fn finalizers_before(&mut self, then: Input) -> Box<dyn NativeFrame> {
        let line = self.recorder.line();
        let left = self.finalization.take().into();
        Box::new(RunFinalizers { left, closes: false, del: None, then: Some(then), line })
    }

    /// Notes an object that would notice a collection.
    pub fn note_noticing(&mut self, object: &Value) {
        if let Value::Instance(instance) = object {
            self.noticing.add(instance);
        }
    }

    /// The objects that would notice a collection.
    pub fn noticing_objects(&self) -> impl Iterator<Item = Rc<Instance>> {
        self.noticing.alive()
    }

    /// Whether any class has a `__del__`.
    pub fn has_finalizers(&self) -> bool {
        self.classes.alive().any(|class| class.finalization.borrow().is_some())
    }

    /// Calls an object's `__del__`, if it has one that was not called yet, and says whether it did.
    pub fn finalize_now(&mut self, object: &Rc<Instance>) -> bool {
        let queued = self.queue_del(object);
        if queued {
            self.run_finalizers();
        }
        queued
    }

    /// Queues the call of an object's `__del__`, if it has one that was not called yet, and says whether it did.
    pub fn queue_del(&self, object: &Rc<Instance>) -> bool {
        if object.class().finalization.borrow().is_none() || object.attributes.is_finalized() {
            return false;
        }
        object.attributes.set_finalized();
        self.finalization.push_del(object.clone());
        true
    }

    /// Takes apart what only refers to itself.
    pub fn clear_garbage(&mut self, garbage: Vec<Value>) {
        let mut taken = super::traverse::Taken::default();
        garbage.iter().for_each(|value| value.clear(&mut taken));
        drop(garbage);
    }

    /// Notes whether instances of a class have a `__del__`.
    pub(super) fn note_finalizer(&mut self, class: &Class) {
        let has_del = self.overrides(class, known::DEL);
        let queue = has_del.then(|| self.finalization.clone());
        drop(class.finalization.replace(queue));
    }

    /// The same where nothing may wait, and the callbacks of weak references.
    pub fn run_finalizers(&mut self) {
        if let Some(finalizers) = self.finalizers() {
            // Whatever goes wrong in it has been shown.
            self.run_sync(Flow::Start(finalizers)).ok();
        }
        self.run_weakref_callbacks();
    }
}
