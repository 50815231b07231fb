//! What `await`, `yield from` and `async for` do: resuming something that can be suspended. The methods of generators are in
//! `methods`. Begin with [`Vm::resume_delegate`].

mod methods;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::class::{Instance, Native, Payload};
use super::exception::{Raised, Result};
use super::function::Args;
use super::generator::{Generator, GeneratorKind, GeneratorState};
use super::native_frame::{Flow, Input, Resumption};
use super::symbol::known;
use super::traverse::Taken;
use super::value::Value;

pub(super) use methods::install;

/// What comes of resuming a delegate.
pub(super) enum DelegateOutcome {
    /// This must run first.
    Flow(Flow),
    /// It answers at once.
    Input(Input),
}

/// The payload of what `__anext__`, `asend`, `athrow` and `aclose` return.
struct AsyncStep {
    generator: Rc<Generator>,
    /// What the first step does; None afterwards.
    first: RefCell<Option<Resumption>>,
    kind: StepKind,
    /// Whether it is over: it serves once.
    over: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StepKind {
    /// `__anext__`, `asend`
    Send,
    /// `athrow`
    Throw,
    /// `aclose`
    Close,
}

/// What `coroutine.__await__()` returns: an iterator that runs it.
struct CoroutineWrapper(Rc<Generator>);

impl Native for CoroutineWrapper {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Generator(self.0.clone()));
    }
}

/// The collector does not follow it: the loop closes asynchronous generators that are left.
impl Native for AsyncStep {
    fn take(&mut self, taken: &mut Taken) {
        taken.add(Value::Generator(self.generator.clone()));
        match self.first.take() {
            Some(Resumption::Send(value)) => taken.add(value),
            Some(Resumption::Throw(raised)) => taken.add(Value::Instance(raised.0)),
            None => {}
        }
    }
}

impl Vm {
    /// Resumes what a frame waits for. An error means that it did not take the exception that was thrown.
    pub(super) fn resume_delegate(
        &mut self,
        delegate: &Value,
        resumption: Resumption,
    ) -> Result<DelegateOutcome> {
        match delegate {
            Value::Generator(generator) => {
                Ok(DelegateOutcome::Flow(Flow::Resume(generator.clone(), resumption)))
            }
            Value::Iter(iter) => match resumption {
                Resumption::Throw(raised) => Err(raised),
                Resumption::Send(value) if !value.is_none() => {
                    self.get_attribute(delegate, known::SEND)?;
                    Err(self.type_error("an iterator takes nothing"))
                }
                Resumption::Send(_) => Ok(DelegateOutcome::Input(match iter.next(self)? {
                    Some(item) => Input::Yielded(item),
                    None => Input::Ended(Value::None),
                })),
            },
            Value::Instance(instance) => {
                if let Some(awaitable) = instance.awaitable() {
                    return match resumption {
                        Resumption::Throw(raised) => Err(raised),
                        Resumption::Send(_) => Ok(DelegateOutcome::Input(awaitable.step(self, instance))),
                    };
                }
                if let Some(wrapper) = instance.native::<CoroutineWrapper>() {
                    return Ok(DelegateOutcome::Flow(Flow::Resume(wrapper.0.clone(), resumption)));
                }
                if let Some(step) = instance.native::<AsyncStep>() {
                    return self.resume_async_step(step, resumption);
                }
                self.resume_object(delegate, resumption)
            }
            other => self.resume_object(other, resumption),
        }
    }

    /// Resumes an iterator of the program's own classes.
    fn resume_object(&mut self, delegate: &Value, resumption: Resumption) -> Result<DelegateOutcome> {
        match resumption {
            Resumption::Send(Value::None) => Ok(DelegateOutcome::Flow(self.next_flow(delegate)?)),
            Resumption::Send(value) => {
                let send = self.get_attribute(delegate, known::SEND)?;
                Ok(DelegateOutcome::Flow(Flow::Call(send, Args::one(value))))
            }
            Resumption::Throw(raised) => match self.find_attribute(delegate, known::THROW)? {
                Some(throw) => Ok(DelegateOutcome::Flow(Flow::Call(throw, Args::one(raised.value())))),
                None => Err(raised),
            },
        }
    }

    fn resume_async_step(&mut self, step: &AsyncStep, resumption: Resumption) -> Result<DelegateOutcome> {
        if step.over.get() {
            let what = match step.kind {
                StepKind::Send => "__anext__()/asend()",
                StepKind::Throw | StepKind::Close => "aclose()/athrow()",
            };
            return Err(self.error("RuntimeError", format!("cannot reuse already awaited {what}")));
        }
        let closing = step.kind == StepKind::Close;
        let first = step.first.borrow_mut().take();
        let resumption = match (first, resumption) {
            (Some(first), Resumption::Send(_)) => {
                if step.generator.running_async.get() {
                    let what = match step.kind {
                        StepKind::Send => "anext",
                        StepKind::Throw => "athrow",
                        StepKind::Close => "aclose",
                    };
                    step.over.set(true);
                    let what = format!("{what}(): asynchronous generator is already running");
                    return Err(self.error("RuntimeError", what));
                }
                self.adopt_on_first_step(&step.generator);
                first
            }
            (_, thrown_or_sent) => thrown_or_sent,
        };
        if step.generator.is_finished() {
            step.over.set(true);
            return Ok(DelegateOutcome::Input(match resumption {
                _ if step.kind != StepKind::Send => Input::Ended(Value::None),
                Resumption::Throw(raised) => Input::Raised(raised),
                Resumption::Send(_) => Input::Raised(self.stop_async_iteration()),
            }));
        }
        if closing && matches!(*step.generator.state.borrow(), GeneratorState::Created(_)) {
            step.over.set(true);
            *step.generator.state.borrow_mut() = GeneratorState::Finished;
            return Ok(DelegateOutcome::Input(Input::Ended(Value::None)));
        }
        step.generator.running_async.set(true);
        Ok(DelegateOutcome::Flow(Flow::Resume(step.generator.clone(), resumption)))
    }

    /// What an answer means to the frame that waits: a step of an asynchronous generator ends where the generator yields.
    pub(super) fn interpret_answer(&mut self, delegate: &Value, input: Input) -> Input {
        let Value::Instance(instance) = delegate else { return input };
        let Some(step) = instance.native::<AsyncStep>() else { return input };
        let closing = step.kind == StepKind::Close;
        if !matches!(input, Input::Yielded(_)) {
            step.generator.running_async.set(false);
            step.over.set(true);
        }
        match input {
            Input::AsyncYielded(_) if closing => {
                Input::Raised(self.error("RuntimeError", "async generator ignored GeneratorExit"))
            }
            Input::AsyncYielded(value) => Input::Ended(value),
            Input::Ended(_) if closing => Input::Ended(Value::None),
            Input::Ended(_) => Input::Raised(self.stop_async_iteration()),
            Input::Raised(raised)
                if closing
                    && (self.is_exception(&raised, "GeneratorExit")
                        || self.is_exception(&raised, "StopAsyncIteration")) =>
            {
                Input::Ended(Value::None)
            }
            other => other,
        }
    }

    fn stop_async_iteration(&mut self) -> Raised {
        let class = self.exceptions.stop_async_iteration();
        self.exception(&class, vec![])
    }

    /// `await object`: what is then resumed.
    pub(super) fn await_flow(&mut self, object: &Value) -> Result<Flow> {
        match object {
            Value::Generator(generator) if generator.is_awaitable() => {
                if generator.kind == GeneratorKind::Coroutine && generator.awaiting().is_some() {
                    return Err(self.error("RuntimeError", "coroutine is being awaited already"));
                }
                return Ok(Flow::Value(object.clone()));
            }
            Value::Instance(instance) if self.resumes_itself(instance) => {
                return Ok(Flow::Value(object.clone()));
            }
            _ => {}
        }
        match self.lookup_special(object, known::AWAIT) {
            Some(method) => match self.call(method, Args::default())? {
                Flow::Value(iterator) => self.check_awaited(iterator).map(Flow::Value),
                flow => Ok(flow),
            },
            None => {
                let name = self.class_name(object);
                Err(self.type_error(format!("object {name} can't be used in 'await' expression")))
            }
        }
    }

    /// What `__await__` returned, if that is an iterator.
    pub(super) fn check_awaited(&mut self, iterator: Value) -> Result<Value> {
        let is_iterator = match &iterator {
            Value::Generator(generator) if generator.is_awaitable() => {
                return Err(self.type_error("__await__() returned a coroutine"));
            }
            Value::Generator(generator) => generator.kind == GeneratorKind::Generator,
            Value::Iter(_) => true,
            Value::Instance(instance) => {
                instance.awaitable().is_some() || self.lookup_special(&iterator, known::NEXT).is_some()
            }
            _ => false,
        };
        if is_iterator {
            return Ok(iterator);
        }
        let name = self.class_name(&iterator);
        Err(self.type_error(format!("__await__() returned non-iterator of type '{name}'")))
    }

    /// The coroutine behind what its `__await__` returned.
    pub(super) fn unwrap_coroutine(delegate: &Value) -> Option<Value> {
        match delegate {
            Value::Instance(instance) => {
                instance.native::<CoroutineWrapper>().map(|wrapper| Value::Generator(wrapper.0.clone()))
            }
            _ => None,
        }
    }

    /// What `coroutine.__await__()` returns.
    fn coroutine_wrapper(&self, coroutine: &Rc<Generator>) -> Value {
        let payload = Payload::Native(Box::new(CoroutineWrapper(coroutine.clone())));
        Value::Instance(Rc::new(Instance::new(self.types.coroutine_wrapper.clone(), payload)))
    }

    /// `yield from object`: what is then resumed. Only coroutines may wait for coroutines.
    pub(super) fn yield_from_flow(&mut self, object: &Value, in_coroutine: bool) -> Result<Flow> {
        if let Value::Generator(generator) = object
            && generator.kind != GeneratorKind::AsyncGenerator
        {
            if generator.kind == GeneratorKind::Coroutine && !in_coroutine {
                let what = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                return Err(self.type_error(what));
            }
            return Ok(Flow::Value(object.clone()));
        }
        if let Value::Instance(instance) = object
            && self.resumes_itself(instance)
        {
            return Ok(Flow::Value(object.clone()));
        }
        self.iterate_flow(object)
    }

    /// Whether an object is its own iterator when it is awaited, so that nothing needs to be made: a future, unless its class
    /// says otherwise.
    fn resumes_itself(&self, instance: &Rc<Instance>) -> bool {
        match &instance.payload {
            Payload::Awaitable(_) => {
                let class = instance.class();
                class.built_in
                    || !(self.overrides(&class, known::AWAIT) || self.overrides(&class, known::ITER))
            }
            Payload::Native(_) => instance.native::<AsyncStep>().is_some(),
            _ => false,
        }
    }

    /// `object.__next__()`
    pub(super) fn next_flow(&mut self, object: &Value) -> Result<Flow> {
        match object {
            Value::Generator(generator)
                if matches!(generator.kind, GeneratorKind::Generator | GeneratorKind::IterableCoroutine) =>
            {
                Ok(Flow::Resume(generator.clone(), Resumption::Send(Value::None)))
            }
            Value::Iter(iter) => match iter.next(self)? {
                Some(item) => Ok(Flow::Value(item)),
                None => Err(self.stop_iteration(Value::None)),
            },
            Value::Instance(instance) if self.is_lazy(instance) => self.native_next(object),
            other => match self.lookup_special(other, known::NEXT) {
                Some(method) => Ok(Flow::Call(method, Args::default())),
                None => {
                    let name = self.class_name(other);
                    Err(self.type_error(format!("'{name}' object is not an iterator")))
                }
            },
        }
    }

    /// What `async for` begins with: `object.__aiter__()`
    pub(super) fn async_iterate_flow(&mut self, object: &Value) -> Result<Flow> {
        if let Value::Generator(generator) = object
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(Flow::Value(object.clone()));
        }
        match self.lookup_special(object, known::AITER) {
            Some(method) => self.call(method, Args::default()),
            None => {
                let name = self.class_name(object);
                let message = format!("'async for' requires an object with __aiter__ method, got {name}");
                Err(self.type_error(message))
            }
        }
    }

    /// `iterator.__anext__()`
    pub(super) fn async_next_flow(&mut self, iterator: &Value) -> Result<Flow> {
        if let Value::Generator(generator) = iterator
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(Flow::Value(self.async_step(
                generator,
                Resumption::Send(Value::None),
                StepKind::Send,
            )));
        }
        match self.lookup_special(iterator, known::ANEXT) {
            Some(method) => self.call(method, Args::default()),
            None => {
                let name = self.class_name(iterator);
                let message = format!("'async for' requires an iterator with __anext__ method, got {name}");
                Err(self.type_error(message))
            }
        }
    }

    fn async_step(&mut self, generator: &Rc<Generator>, first: Resumption, kind: StepKind) -> Value {
        let step = AsyncStep {
            generator: generator.clone(),
            first: RefCell::new(Some(first)),
            kind,
            over: Cell::new(false),
        };
        let payload = Payload::Native(Box::new(step));
        Value::Instance(Rc::new(Instance::new(self.types.async_step.clone(), payload)))
    }
}
