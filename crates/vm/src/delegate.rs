//! What `await`, `yield from`, `async for` and the methods of generators do: resuming something that can be suspended.

use std::cell::RefCell;
use std::rc::Rc;

use super::Vm;
use super::class::{Instance, Native, Payload};
use super::exception::{Raised, Result};
use super::function::Args;
use super::generator::{Generator, GeneratorKind, GeneratorState};
use super::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use super::symbol::known;
use super::table::{Entry, install_methods};
use super::traverse::Taken;
use super::value::Value;

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
    closing: bool,
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
        let first = step.first.borrow_mut().take();
        let resumption = match (first, resumption) {
            (Some(first), Resumption::Send(_)) => {
                if step.generator.running_async.get() {
                    let what = if step.closing {
                        "aclose(): asynchronous generator is already running"
                    } else {
                        "anext(): asynchronous generator is already running"
                    };
                    return Err(self.error("RuntimeError", what));
                }
                self.adopt_on_first_step(&step.generator);
                first
            }
            (_, thrown_or_sent) => thrown_or_sent,
        };
        if step.generator.is_finished() {
            return Ok(DelegateOutcome::Input(match resumption {
                _ if step.closing => Input::Ended(Value::None),
                Resumption::Throw(raised) => Input::Raised(raised),
                Resumption::Send(_) => Input::Raised(self.stop_async_iteration()),
            }));
        }
        if step.closing && matches!(*step.generator.state.borrow(), GeneratorState::Created(_)) {
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
        if !matches!(input, Input::Yielded(_)) {
            step.generator.running_async.set(false);
        }
        match input {
            Input::AsyncYielded(_) if step.closing => {
                Input::Raised(self.error("RuntimeError", "async generator ignored GeneratorExit"))
            }
            Input::AsyncYielded(value) => Input::Ended(value),
            Input::Ended(_) if step.closing => Input::Ended(Value::None),
            Input::Ended(_) => Input::Raised(self.stop_async_iteration()),
            Input::Raised(raised)
                if step.closing
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
            Some(method) => self.call(method, Args::default()),
            None => {
                let name = self.class_name(object);
                Err(self.type_error(format!("object {name} can't be used in 'await' expression")))
            }
        }
    }

    /// `yield from object`: what is then resumed.
    pub(super) fn yield_from_flow(&mut self, object: &Value) -> Result<Flow> {
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
            return Ok(Flow::Value(self.async_step(generator, Resumption::Send(Value::None), false)));
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

    fn async_step(&mut self, generator: &Rc<Generator>, first: Resumption, closing: bool) -> Value {
        let step = AsyncStep { generator: generator.clone(), first: RefCell::new(Some(first)), closing };
        let payload = Payload::Native(Box::new(step));
        Value::Instance(Rc::new(Instance::new(self.types.async_step.clone(), payload)))
    }
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Generator>> {
    match args.positional.first() {
        Some(Value::Generator(generator)) => Ok(generator.clone()),
        _ => Err(vm.type_error("descriptor requires a generator")),
    }
}

fn send(vm: &mut Vm, args: Args) -> Result<Flow> {
    let generator = receiver(vm, &args)?;
    let [_, value] = args.exactly(vm, "send")?;
    Ok(Flow::Resume(generator, Resumption::Send(value)))
}

fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    Ok(Flow::Resume(receiver(vm, &args)?, Resumption::Send(Value::None)))
}

/// The exception of `throw(exception)` or the older `throw(type, value, traceback)`.
fn thrown(vm: &mut Vm, args: Args, name: &str) -> Result<Raised> {
    let [_, exception, value, _] = args.between(vm, name, 2)?;
    match (&exception, value) {
        (Value::Class(_), Value::Missing | Value::None) => vm.exception_from(exception),
        (Value::Class(_), value @ Value::Instance(_)) => vm.exception_from(value),
        (Value::Class(_), value) => {
            let made = vm.call_sync(exception, Args::one(value))?;
            vm.exception_from(made)
        }
        _ => vm.exception_from(exception),
    }
}

fn throw(vm: &mut Vm, args: Args) -> Result<Flow> {
    let generator = receiver(vm, &args)?;
    let raised = thrown(vm, args, "throw")?;
    if matches!(*generator.state.borrow(), GeneratorState::Created(_)) {
        // It has no place yet where it could be caught, and is not awaited any more either.
        *generator.state.borrow_mut() = GeneratorState::Finished;
        return Err(raised);
    }
    Ok(Flow::Resume(generator, Resumption::Throw(raised)))
}

/// `close()`: throws `GeneratorExit`, and expects it back.
struct Close(Rc<Generator>);

impl NativeFrame for Close {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start => {
                let class = vm.exceptions.generator_exit();
                let exit = vm.exception(&class, vec![]);
                Ok(Next::Resume(self.0.clone(), Resumption::Throw(exit)))
            }
            Input::Yielded(_) | Input::AsyncYielded(_) => {
                let kind = self.0.kind_name().replace('_', " ");
                Err(vm.error("RuntimeError", format!("{kind} ignored GeneratorExit")))
            }
            Input::Raised(raised)
                if vm.is_exception(&raised, "GeneratorExit") || vm.is_stop_iteration(&raised) =>
            {
                Ok(Next::Return(Value::None))
            }
            Input::Raised(raised) => Err(raised),
            Input::Ended(_) | Input::Value(_) | Input::Sent(_) => Ok(Next::Return(Value::None)),
        }
    }
}

fn close(vm: &mut Vm, args: Args) -> Result<Flow> {
    let generator = receiver(vm, &args)?;
    let created = matches!(*generator.state.borrow(), GeneratorState::Created(_));
    if created {
        *generator.state.borrow_mut() = GeneratorState::Finished;
    }
    if created || generator.is_finished() {
        return Ok(Flow::Value(Value::None));
    }
    Ok(Flow::Start(Box::new(Close(generator))))
}

fn itself(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.exactly(vm, "__iter__")?;
    Ok(this)
}

fn async_next(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    Ok(vm.async_step(&generator, Resumption::Send(Value::None), false))
}

fn async_send(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let [_, value] = args.exactly(vm, "asend")?;
    Ok(vm.async_step(&generator, Resumption::Send(value), false))
}

fn async_throw(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let raised = thrown(vm, args, "athrow")?;
    Ok(vm.async_step(&generator, Resumption::Throw(raised), false))
}

fn async_close(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let class = vm.exceptions.generator_exit();
    let exit = vm.exception(&class, vec![]);
    Ok(vm.async_step(&generator, Resumption::Throw(exit), true))
}

/// Runs one step of something awaitable by hand: `coroutine.__await__().send(None)`, `agen.__anext__().send(None)`.
fn step_send(_vm: &mut Vm, args: Args) -> Result<Flow> {
    let delegate = args.positional.first().cloned().unwrap_or(Value::None);
    let value = args.positional.get(1).cloned().unwrap_or(Value::None);
    Ok(Flow::Start(Box::new(ResumeDelegate { delegate, resumption: Some(Resumption::Send(value)) })))
}

fn step_throw(vm: &mut Vm, args: Args) -> Result<Flow> {
    let delegate = args.positional.first().cloned().unwrap_or(Value::None);
    let raised = thrown(vm, args, "throw")?;
    Ok(Flow::Start(Box::new(ResumeDelegate { delegate, resumption: Some(Resumption::Throw(raised)) })))
}

struct ResumeDelegate {
    delegate: Value,
    resumption: Option<Resumption>,
}

impl NativeFrame for ResumeDelegate {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let input = match self.resumption.take() {
            Some(resumption) => match vm.resume_delegate(&self.delegate, resumption)? {
                DelegateOutcome::Flow(Flow::Resume(generator, resumption)) => {
                    return Ok(Next::Resume(generator, resumption));
                }
                DelegateOutcome::Flow(flow) => return Ok(Next::Become(flow)),
                DelegateOutcome::Input(input) => input,
            },
            None => input,
        };
        match vm.interpret_answer(&self.delegate, input) {
            Input::Yielded(value) | Input::Value(value) => Ok(Next::Return(value)),
            Input::Ended(value) | Input::AsyncYielded(value) => Err(vm.stop_iteration(value)),
            Input::Raised(raised) => Err(raised),
            Input::Start | Input::Sent(_) => Ok(Next::Return(Value::None)),
        }
    }
}

/// Gives the classes of generators, coroutines and their steps their methods.
pub(super) fn install(vm: &mut Vm) {
    const GENERATOR: &[Entry] = &[
        Entry::plain("__iter__", itself),
        Entry::flow("__next__", next),
        Entry::flow("send", send),
        Entry::flow("throw", throw),
        Entry::flow("close", close),
    ];
    const COROUTINE: &[Entry] = &[
        Entry::plain("__await__", itself),
        Entry::flow("send", send),
        Entry::flow("throw", throw),
        Entry::flow("close", close),
    ];
    const ASYNC_GENERATOR: &[Entry] = &[
        Entry::plain("__aiter__", itself),
        Entry::plain("__anext__", async_next),
        Entry::plain("asend", async_send),
        Entry::plain("athrow", async_throw),
        Entry::plain("aclose", async_close),
    ];
    const STEP: &[Entry] = &[
        Entry::plain("__await__", itself),
        Entry::plain("__iter__", itself),
        Entry::flow("__next__", step_send),
        Entry::flow("send", step_send),
        Entry::flow("throw", step_throw),
    ];
    for (class, table) in [
        (vm.types.generator.clone(), GENERATOR),
        (vm.types.coroutine.clone(), COROUTINE),
        (vm.types.async_generator.clone(), ASYNC_GENERATOR),
        (vm.types.async_step.clone(), STEP),
        (vm.types.coroutine_wrapper.clone(), STEP),
    ] {
        install_methods(vm, &class, table);
    }
}
