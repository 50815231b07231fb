//! The interpreter: executes operations of the top frame until the thread must stop.
//!
//! [`Vm::run`] moves between the entries of a thread's stack, [`Vm::run_frames`] executes Python code. Whatever an operation needs
//! that could take time (a call, an attribute that is computed) is a [`Flow`]; its outcome comes back through [`Vm::accept`],
//! which looks at the operation that asked. Modelled on CPython's `Python/ceval.c`.

mod accept;
mod execute;
mod leave;

use std::rc::Rc;

use super::Vm;
use super::depth::{LEVEL, RUN};
use super::exception::{Raised, Result};
use super::frame::{Frame, Role};
use super::function::Args;
use super::generator::{GeneratorKind, GeneratorState};
use super::native_frame::{Flow, Input, Next, Resumption};
use super::thread::{Entry, Stop, Thread};
use super::value::Value;

/// What a call or a resumption that is no step counts as, in items of native work.
const WORK_OF_CALL: usize = 8;

/// What the frames of a thread come to.
enum Transfer {
    /// The entry below gets this.
    Deliver(Input),
    /// The thread stops.
    Stop(Stop),
}

/// Why a frame stops executing.
enum End {
    Flow(Flow),
    Done(Step),
    Raised(Raised),
}

/// What one operation comes to.
enum Step {
    /// The next operation follows.
    Continue,
    /// This is started; its outcome comes back to this operation.
    Flow(Flow),
    /// The frame returns this.
    Return(Value),
    /// The frame is suspended and hands this on: an `await`, a `yield` of a generator.
    Yield(Value),
    /// The asynchronous generator yields this.
    AsyncYield(Value),
}

impl Vm {
    /// Runs a thread until it stops.
    pub fn run(&mut self, thread: &mut Thread) -> Stop {
        let mut input = match thread.beginning.take() {
            Some(beginning) => match self.begin(thread, Ok(beginning.0)) {
                Transfer::Deliver(input) => input,
                Transfer::Stop(stop) => return stop,
            },
            None => thread.input.take().unwrap_or(Input::Start),
        };
        loop {
            if let Some(halt) = &self.halt {
                return Stop::Halted(halt.clone());
            }
            let transfer = match thread.stack.pop() {
                None => return Stop::Finished(outcome(input)),
                Some(Entry::Frame(frame)) => self.run_frames(thread, frame, input),
                Some(Entry::NativeFrame(mut frame)) => match frame.resume(self, input) {
                    Ok(Next::Return(value)) => Transfer::Deliver(Input::Value(value)),
                    Ok(Next::Become(flow)) => self.begin(thread, Ok(flow)),
                    Ok(Next::Restore(input)) => Transfer::Deliver(input),
                    Ok(next) => {
                        thread.stack.push(Entry::NativeFrame(frame));
                        self.begin(thread, Ok(flow_of(next)))
                    }
                    Err(raised) => Transfer::Deliver(Input::Raised(raised)),
                },
            };
            input = match transfer {
                Transfer::Deliver(input) => input,
                Transfer::Stop(stop) => return stop,
            };
        }
    }

    /// Runs a flow to its end within this call. What it runs may not wait: it is for `__repr__`, `__eq__` and the like, which
    /// native functions need at once.
    pub fn run_sync(&mut self, flow: Flow) -> Result<Value> {
        let mut thread = Thread::new(flow);
        let stop = self.nested(RUN, "", |vm| {
            let slice = std::mem::replace(&mut vm.fuel.slice, u64::MAX);
            let stop = vm.run(&mut thread);
            vm.fuel.slice = slice;
            Ok(stop)
        })?;
        match stop {
            Stop::Finished(result) => result,
            Stop::Waiting(_) | Stop::Preempted => Err(self.error(
                "RuntimeError",
                "this special method is called from inside a built-in operation, where it cannot wait: \
                 do the waiting before, in a plain function",
            )),
            Stop::Halted(halt) => {
                self.halt = Some(halt);
                Err(self.error("SystemExit", "stopped"))
            }
        }
    }

    /// Calls something within this call: see [`Vm::run_sync`].
    pub fn call_sync(&mut self, callee: Value, args: Args) -> Result<Value> {
        // What is called may be native, and call another special method in its turn.
        self.nested(LEVEL, " while calling a Python object", |vm| match vm.call(callee, args)? {
            Flow::Value(value) => Ok(value),
            flow => vm.run_sync(flow),
        })
    }

    /// Puts on the stack what a flow needs, and says what the top is resumed with.
    fn begin(&mut self, thread: &mut Thread, flow: Result<Flow>) -> Transfer {
        let mut flow = flow;
        let mut calls = 0;
        loop {
            // Natives that call each other, or a library without lines, take no steps of their own.
            if let Err(stopped) = self.work(WORK_OF_CALL) {
                return Transfer::Deliver(Input::Raised(stopped));
            }
            flow = match flow {
                Err(raised) => return Transfer::Deliver(Input::Raised(raised)),
                Ok(Flow::Value(value)) => return Transfer::Deliver(Input::Value(value)),
                // One call may lead to another without a frame between them, and without an end: `C.__call__ = C()`.
                Ok(Flow::Call(..)) if calls >= self.fuel.recursion => {
                    Err(self.recursion_error(" while calling a Python object"))
                }
                Ok(Flow::Call(callee, args)) => {
                    calls += 1;
                    self.call(callee, args)
                }
                Ok(Flow::Start(frame)) => {
                    thread.stack.push(Entry::NativeFrame(frame));
                    return Transfer::Deliver(Input::Start);
                }
                Ok(Flow::Enter(frame)) => {
                    if thread.stack.len() >= self.fuel.recursion {
                        self.recycle(frame);
                        return Transfer::Deliver(Input::Raised(self.recursion_error("")));
                    }
                    thread.stack.push(Entry::Frame(frame));
                    return Transfer::Deliver(Input::Start);
                }
                Ok(Flow::Resume(generator, resumption)) => match self.take_up(&generator, resumption) {
                    // A generator that cannot be resumed is over, as one that raises is.
                    Ok((frame, _)) if thread.stack.len() >= self.fuel.recursion => {
                        *generator.state.borrow_mut() = GeneratorState::Finished;
                        self.recycle(frame);
                        return Transfer::Deliver(Input::Raised(self.recursion_error("")));
                    }
                    Ok((frame, input)) => {
                        thread.stack.push(Entry::Frame(frame));
                        return Transfer::Deliver(input);
                    }
                    Err(input) => return Transfer::Deliver(input),
                },
                Ok(Flow::Wait(wait)) => return Transfer::Stop(Stop::Waiting(wait)),
            }
        }
    }

    /// Takes a generator's frame, to be resumed with the input; or says what comes of it without.
    fn take_up(
        &mut self,
        generator: &Rc<super::generator::Generator>,
        resumption: Resumption,
    ) -> std::result::Result<(Box<Frame>, Input), Input> {
        let state = std::mem::replace(&mut *generator.state.borrow_mut(), GeneratorState::Running);
        let (mut frame, created) = match state {
            GeneratorState::Created(frame) => (frame, true),
            GeneratorState::Suspended(frame) => (frame, false),
            GeneratorState::Running => {
                let message = format!("{} already executing", generator.kind_name());
                return Err(Input::Raised(self.value_error(message)));
            }
            GeneratorState::Finished => {
                *generator.state.borrow_mut() = GeneratorState::Finished;
                return Err(self.resume_finished(generator, resumption));
            }
        };
        let input = match resumption {
            Resumption::Throw(raised) => Input::Raised(raised),
            Resumption::Send(value) if created => {
                if !value.is_none() {
                    *generator.state.borrow_mut() = GeneratorState::Created(frame);
                    let kind = generator.kind_name().replace('_', " ");
                    return Err(Input::Raised(
                        self.type_error(format!("can't send non-None value to a just-started {kind}")),
                    ));
                }
                Input::Start
            }
            Resumption::Send(value) => Input::Sent(value),
        };
        frame.role = Role::Generator(generator.clone());
        Ok((frame, input))
    }

    fn resume_finished(&mut self, generator: &super::generator::Generator, resumption: Resumption) -> Input {
        match resumption {
            _ if generator.is_awaitable() && generator.kind == GeneratorKind::Coroutine => {
                Input::Raised(self.error("RuntimeError", "cannot reuse already awaited coroutine"))
            }
            Resumption::Throw(raised) => Input::Raised(raised),
            Resumption::Send(_) => Input::Ended(Value::None),
        }
    }

    /// Executes a frame, those it calls, and those it returns to, until a native frame or the world is needed.
    fn run_frames(&mut self, thread: &mut Thread, mut frame: Box<Frame>, mut input: Input) -> Transfer {
        loop {
            self.record_entry(&mut frame);
            let mut step = match self.accept(&mut frame, input) {
                Ok(None) => self.execute(thread, &mut frame),
                Ok(Some(step)) => Ok(step),
                Err((raised, origin)) => Err((raised, origin)),
            };
            // Goes round while exceptions are caught in this frame.
            let end = loop {
                if let Some(halt) = self.halt.clone() {
                    return Transfer::Stop(Stop::Halted(halt));
                }
                match step {
                    Ok(Step::Flow(flow)) => break End::Flow(flow),
                    Ok(Step::Continue) => {
                        // The slice is used up.
                        thread.stack.push(Entry::Frame(frame));
                        thread.input = Some(Input::Start);
                        return Transfer::Stop(Stop::Preempted);
                    }
                    Ok(done) => break End::Done(done),
                    Err((raised, origin)) => match self.unwind(thread, &mut frame, raised, origin) {
                        None => step = self.execute(thread, &mut frame),
                        Some(raised) => break End::Raised(raised),
                    },
                }
            };
            let outcome = match end {
                End::Flow(Flow::Enter(next)) if thread.stack.len() < self.fuel.recursion => {
                    thread.stack.push(Entry::Frame(frame));
                    frame = next;
                    input = Input::Start;
                    continue;
                }
                End::Flow(flow) => {
                    thread.stack.push(Entry::Frame(frame));
                    match self.begin(thread, Ok(flow)) {
                        Transfer::Deliver(outcome) => outcome,
                        stop => return stop,
                    }
                }
                End::Done(step) => self.leave(frame, step),
                End::Raised(raised) => self.leave_raising(frame, raised),
            };
            if self.finalization.any_del() {
                thread.stack.push(Entry::NativeFrame(self.finalizers_before(outcome)));
                return Transfer::Deliver(Input::Start);
            }
            match thread.stack.pop() {
                Some(Entry::Frame(next)) => {
                    frame = next;
                    input = outcome;
                }
                Some(entry) => {
                    thread.stack.push(entry);
                    return Transfer::Deliver(outcome);
                }
                None => return Transfer::Deliver(outcome),
            }
        }
    }
}

/// A thread's end from its last input.
fn outcome(input: Input) -> std::result::Result<Value, Raised> {
    match input {
        Input::Start | Input::Arrived(_) => Ok(Value::None),
        Input::Value(value)
        | Input::Sent(value)
        | Input::Yielded(value)
        | Input::AsyncYielded(value)
        | Input::Ended(value) => Ok(value),
        Input::Raised(raised) => Err(raised),
    }
}

fn flow_of(next: Next) -> Flow {
    match next {
        Next::Return(value) => Flow::Value(value),
        Next::Call(callee, args) => Flow::Call(callee, args),
        Next::Resume(generator, resumption) => Flow::Resume(generator, resumption),
        Next::Start(frame) => Flow::Start(frame),
        Next::Wait(wait) => Flow::Wait(wait),
        Next::Become(flow) => flow,
        // Taken care of where activities are resumed: only there an input can be handed on as it is.
        Next::Restore(_) => Flow::Value(Value::None),
    }
}
