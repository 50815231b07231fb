//! The methods of generators, coroutines and asynchronous generators: `send`, `throw`, `close` and their like.

use std::rc::Rc;

use super::{AsyncStep, DelegateOutcome, StepKind};
use crate::Vm;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::generator::{Generator, GeneratorState};
use crate::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use crate::table::{Entry, install_methods};
use crate::value::Value;

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
        (Value::Instance(instance), _) if instance.exception().is_some() => vm.exception_from(exception),
        _ => {
            let kind = vm.class_name(&exception);
            let what = "exceptions must be classes or instances deriving from BaseException, not";
            Err(vm.type_error(format!("{what} {kind}")))
        }
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
            Input::Ended(_) | Input::Value(_) | Input::Sent(_) | Input::Arrived(_) => {
                Ok(Next::Return(Value::None))
            }
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

/// `coroutine.__await__()`
fn await_coroutine(vm: &mut Vm, args: Args) -> Result<Value> {
    let coroutine = receiver(vm, &args)?;
    let [_] = args.exactly(vm, "__await__")?;
    Ok(vm.coroutine_wrapper(&coroutine))
}

/// Closes what a frame waits for, and then lets `GeneratorExit` go on.
pub(crate) struct CloseThenRaise {
    /// The call of its `close`.
    pub close: Option<Flow>,
    /// What goes on.
    pub raised: Option<Raised>,
}

impl NativeFrame for CloseThenRaise {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match (self.close.take(), input, self.raised.take()) {
            (Some(Flow::Start(frame)), _, raised) => {
                self.raised = raised;
                Ok(Next::Start(frame))
            }
            (Some(Flow::Call(callee, args)), _, raised) => {
                self.raised = raised;
                Ok(Next::Call(callee, args))
            }
            (None, Input::Raised(raised), _) | (_, _, Some(raised)) => Err(raised),
            (_, _, None) => Err(vm.error("SystemError", "nothing to raise")),
        }
    }
}

impl Vm {
    /// `GeneratorExit` is thrown into a frame that waits for this: it is closed first (`gen_close_iter`). None: it is thrown into that.
    pub(crate) fn close_delegate(&mut self, delegate: &Value, raised: &Raised) -> Result<Option<Flow>> {
        let close = match delegate {
            Value::Generator(_) => close(self, Args::one(delegate.clone()))?,
            Value::Iter(_) => return Ok(None),
            Value::Instance(instance)
                if instance.awaitable().is_some() || instance.native::<AsyncStep>().is_some() =>
            {
                return Ok(None);
            }
            other => {
                let name = self.symbols.intern("close");
                match self.find_attribute(other, name)? {
                    Some(close) => Flow::Call(close, Args::default()),
                    None => return Ok(None),
                }
            }
        };
        Ok(match close {
            Flow::Value(_) => None,
            close => Some(Flow::Start(Box::new(CloseThenRaise {
                close: Some(close),
                raised: Some(raised.clone()),
            }))),
        })
    }
}

/// What `aclose`, `athrow` and `__anext__` returned is closed: it serves no more.
fn step_close(vm: &mut Vm, args: Args) -> Result<Flow> {
    if let Some(Value::Instance(instance)) = args.positional.first() {
        if let Some(step) = instance.native::<AsyncStep>() {
            step.over.set(true);
            return Ok(Flow::Value(Value::None));
        }
        if let Some(coroutine) = args.positional.first().and_then(Vm::unwrap_coroutine) {
            return close(vm, Args::one(coroutine));
        }
    }
    Ok(Flow::Value(Value::None))
}

fn async_next(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    Ok(vm.async_step(&generator, Resumption::Send(Value::None), StepKind::Send))
}

fn async_send(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let [_, value] = args.exactly(vm, "asend")?;
    Ok(vm.async_step(&generator, Resumption::Send(value), StepKind::Send))
}

fn async_throw(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let raised = thrown(vm, args, "athrow")?;
    Ok(vm.async_step(&generator, Resumption::Throw(raised), StepKind::Throw))
}

fn async_close(vm: &mut Vm, args: Args) -> Result<Value> {
    let generator = receiver(vm, &args)?;
    let class = vm.exceptions.generator_exit();
    let exit = vm.exception(&class, vec![]);
    Ok(vm.async_step(&generator, Resumption::Throw(exit), StepKind::Close))
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
            Input::Start | Input::Sent(_) | Input::Arrived(_) => Ok(Next::Return(Value::None)),
        }
    }
}

/// Gives the classes of generators, coroutines and their steps their methods.
pub(crate) fn install(vm: &mut Vm) {
    const GENERATOR: &[Entry] = &[
        Entry::plain("__iter__", itself),
        Entry::flow("__next__", next),
        Entry::flow("send", send),
        Entry::flow("throw", throw),
        Entry::flow("close", close),
    ];
    const COROUTINE: &[Entry] = &[
        Entry::plain("__await__", await_coroutine),
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
        Entry::flow("close", step_close),
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
