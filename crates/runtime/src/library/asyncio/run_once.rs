//! One turn of the loop, and one after another: `BaseEventLoop._run_once` and `run_forever` of CPython's
//! `Lib/asyncio/base_events.py`.
//!
//! A turn: poll, for as long as nothing is ready and no timer is due; queue what the poll found; queue the timers that are due;
//! then call the handles that were ready at that moment, and not those that they queue. The first three are in `poll`.

mod poll;

use std::rc::Rc;

use super::describe;
use super::event_loop::debug::is_debugging;
use super::event_loop::{Runs, check_not_running, check_open, inner};
use super::handle::{Caller, HandleCall, handle};
use super::report::{self, CallExceptionHandler};
use super::signals;
use super::state::state;
use super::task;
use crate::library::contextvars::{self, Context};
use crate::world::Deliveries;
use trace::{EventId, Kind, LaneId, Span, Time, WarningKind};
use vm::Vm;
use vm::class::Instance;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::value::Value;

/// A callback that takes this long has blocked the loop: `slow_callback_duration`.
const SLOW: Span = Span::from_milliseconds(100);

/// Runs a loop until it is stopped.
pub struct RunForever {
    event_loop: Rc<Instance>,
    stage: LoopStage,
    lane: LaneId,
    /// Handles still to be called in this turn.
    left: usize,
    /// How many of them come before it is read that the loop was woken, if it was.
    reads_woken_after: Option<usize>,
    /// Whether it has begun a turn.
    turned: bool,
    /// The handle that is being called, since when, and the context that was current before.
    current: Option<Current>,
    /// What did something last in the latest call that is over: if the loop stops, that has stopped it.
    latest_cause: Option<EventId>,
}

struct Current {
    handle: Rc<Instance>,
    since: Time,
    /// The event that says so.
    started: EventId,
    context_before: Option<Context>,
}

enum LoopStage {
    Starting,
    Polling,
    /// A function is being called.
    Calling,
    /// A task's coroutine runs.
    Stepping(Rc<Instance>),
    /// A callback has failed, and the exception handler is being told.
    ReportingException,
    /// Between two handles: what the last one dropped is dealt with.
    Between,
}

impl RunForever {
    /// Of this loop.
    pub fn new(event_loop: Rc<Instance>) -> RunForever {
        RunForever {
            event_loop,
            stage: LoopStage::Starting,
            lane: LaneId::default(),
            left: 0,
            reads_woken_after: None,
            turned: false,
            current: None,
            latest_cause: None,
        }
    }

    fn start(&mut self, vm: &mut Vm) -> Result<()> {
        check_open(vm, &self.event_loop)?;
        check_not_running(vm, &self.event_loop)?;
        let thread = vm.current_thread;
        state(vm).running.insert(thread, self.event_loop.clone());
        self.lane = task::thread_lane(vm);
        inner(&self.event_loop).borrow_mut().runs = Some(Runs { thread, lane: self.lane });
        vm.recorder.record(Kind::LoopStarted);
        vm.recorder.activate(None);
        Ok(())
    }

    /// Calls the next handle of this turn. None at the turn's end.
    fn call_next(&mut self, vm: &mut Vm) -> Result<Option<Next>> {
        loop {
            if let Some(finalizers) = vm.finalizers() {
                self.stage = LoopStage::Between;
                return Ok(Some(Next::Start(finalizers)));
            }
            if self.reads_woken_after == Some(0) {
                self.reads_woken_after = None;
                if let Some(reading) = signals::read_woken(vm, &self.event_loop) {
                    self.enter(vm, reading);
                    signals::read(vm, &self.event_loop)?;
                    self.leave(vm);
                }
            }
            if self.left == 0 {
                return Ok(None);
            }
            self.left -= 1;
            self.reads_woken_after = self.reads_woken_after.map(|count| count.saturating_sub(1));
            let Some(next) = inner(&self.event_loop).borrow_mut().ready.pop_front() else { return Ok(None) };
            let object = handle(&next);
            if object.cancelled.get() {
                continue;
            }
            // It keeps what it calls: a message about a failure, or the program, may still show it.
            let Some(call) = object.call.borrow().clone() else { continue };
            self.enter(vm, next.clone());
            match call {
                HandleCall::Function(function, values, caller) => {
                    self.stage = LoopStage::Calling;
                    vm.called_by_program = caller == Caller::Program;
                    return Ok(Some(Next::Call(function, Args::new(values))));
                }
                HandleCall::Step(task, thrown) => {
                    if let Some(next) = self.step(vm, task, thrown)? {
                        return Ok(Some(next));
                    }
                }
                HandleCall::Wake(task, future) => {
                    let thrown = task::wake_with(vm, future);
                    if let Some(next) = self.step(vm, task, thrown)? {
                        return Ok(Some(next));
                    }
                }
                HandleCall::Read(reader) => {
                    reader.read(vm)?;
                    self.leave(vm);
                }
                HandleCall::ReadSignals => {
                    signals::read(vm, &self.event_loop)?;
                    self.leave(vm);
                }
            }
        }
    }

    fn step(&mut self, vm: &mut Vm, task: Rc<Instance>, thrown: Option<Raised>) -> Result<Option<Next>> {
        match task::begin_step(vm, &task, thrown) {
            Ok((generator, resumption)) => {
                self.stage = LoopStage::Stepping(task);
                Ok(Some(Next::Resume(generator, resumption)))
            }
            Err(raised) => self.report_exception(vm, raised).map(Some),
        }
    }

    fn enter(&mut self, vm: &mut Vm, instance: Rc<Instance>) {
        let object = handle(&instance);
        vm.recorder.set_line(0);
        let started =
            vm.recorder.record_because(object.because.get(), Kind::HandleStarted { handle: object.id });
        vm.recorder.activate(Some(started));
        let since = vm.recorder.now();
        let context_before = contextvars::enter(vm, object.context.clone());
        self.current = Some(Current { handle: instance, since, started, context_before });
    }

    fn leave(&mut self, vm: &mut Vm) {
        let Some(current) = self.current.take() else { return };
        contextvars::leave(vm, current.context_before);
        vm.recorder.enter_lane(self.lane);
        vm.recorder.set_line(0);
        self.latest_cause = vm.recorder.cause();
        vm.recorder.activate(Some(current.started));
        let took = vm.recorder.now().since(current.since);
        if took >= SLOW {
            let text = format!(
                "A callback kept the loop from everything else for {:.0} ms.",
                took.as_milliseconds()
            );
            let text = vm.recorder.name(&text);
            vm.recorder.record(Kind::Warning { kind: WarningKind::LoopBlocked, text });
        }
        let id = handle(&current.handle).id;
        vm.recorder.record(Kind::HandleFinished { handle: id });
        vm.recorder.activate(None);
    }

    /// Leaves the handle that was called, says so in debug mode if it took long, and calls the next one.
    fn leave_and_go_on(&mut self, vm: &mut Vm) -> Result<Option<Next>> {
        let debugged = self.current.as_ref().filter(|_| is_debugging(&self.event_loop));
        let debugged = debugged.map(|current| (current.handle.clone(), current.since));
        self.leave(vm);
        if let Some((called, since)) = debugged
            && let Some(next) = self.report_slow(vm, &called, since)?
        {
            return Ok(Some(next));
        }
        self.call_next(vm)
    }

    /// What the loop says in debug mode of a handle that took long: `_run_once` and `_format_handle` of `Lib/asyncio/base_events.py`.
    fn report_slow(&mut self, vm: &mut Vm, called: &Rc<Instance>, since: Time) -> Result<Option<Next>> {
        let took = vm.recorder.now().since(since).as_seconds();
        let slow = inner(&self.event_loop).borrow().slow.clone();
        let slow = slow.map_or(Ok(SLOW.as_seconds()), |slow| vm.real(&slow))?;
        if took < slow {
            return Ok(None);
        }
        let shown = match &*handle(called).call.borrow() {
            Some(HandleCall::Step(task, _) | HandleCall::Wake(task, _)) => task.clone(),
            _ => called.clone(),
        };
        let shown = vm.repr(&Value::Instance(shown))?;
        let said = report::warn(vm, &format!("Executing {shown} took {took:.3} seconds"))?;
        self.stage = LoopStage::Between;
        Ok(match said {
            Flow::Call(function, args) => Some(Next::Call(function, args)),
            _ => None,
        })
    }

    /// An exception that left a callback is reported, and the loop goes on; unless it is one that ends programs.
    fn report_exception(&mut self, vm: &mut Vm, raised: Raised) -> Result<Next> {
        if vm.is_exception(&raised, "SystemExit") || vm.is_exception(&raised, "KeyboardInterrupt") {
            return Err(raised);
        }
        let failed = self.current.as_ref().map(|current| current.handle.clone());
        let call = failed.as_ref().and_then(|failed| handle(failed).call.borrow().clone());
        let call = call.map(|call| describe::call(vm, &call)).transpose()?.unwrap_or_default();
        let mut context = vec![
            Value::str("message"),
            Value::str(format!("Exception in callback {call}")),
            Value::str("exception"),
            raised.value(),
        ];
        if let Some(failed) = failed {
            context.extend([Value::str("handle"), Value::Instance(failed)]);
        }
        let context = Value::dict(vm.dict_from(context)?);
        self.stage = LoopStage::ReportingException;
        let report = CallExceptionHandler::new(self.event_loop.clone(), context);
        Ok(Next::Start(Box::new(report)))
    }

    fn stop(&mut self, vm: &mut Vm) {
        self.leave(vm);
        vm.run_finalizers();
        let thread = vm.current_thread;
        state(vm).running.remove(&thread);
        let mut event_loop = inner(&self.event_loop).borrow_mut();
        event_loop.runs = None;
        event_loop.stopping = false;
        drop(event_loop);
        let stopped = vm.recorder.record_because(self.latest_cause, Kind::LoopStopped);
        vm.recorder.activate(Some(stopped));
    }

    fn resume_stage(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match std::mem::replace(&mut self.stage, LoopStage::Starting) {
            LoopStage::Starting => self.start(vm)?,
            LoopStage::Polling => {
                let found = Deliveries::of(input).inspect_err(|_| {
                    // A signal's handler raised it, in the middle of the poll.
                    vm.recorder.enter_lane(self.lane);
                    vm.recorder.record(Kind::PollEnded { ready: 0 });
                })?;
                self.end_poll(vm, found)?;
                if let Some(next) = self.call_next(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::Calling => {
                if let Input::Raised(raised) = input {
                    return self.report_exception(vm, raised);
                }
                if let Some(next) = self.leave_and_go_on(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::ReportingException => {
                if let Input::Raised(raised) = input {
                    return Err(raised);
                }
                if let Some(next) = self.leave_and_go_on(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::Between => {
                if let Some(next) = self.call_next(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::Stepping(task) => {
                task::end_step(vm, &task, input)?;
                if let Some(next) = self.leave_and_go_on(vm)? {
                    return Ok(next);
                }
            }
        }
        // A turn is over, or the first one begins: a loop that was stopped before it runs turns once.
        loop {
            if inner(&self.event_loop).borrow().stopping && self.turned {
                self.stop(vm);
                return Ok(Next::Return(Value::None));
            }
            self.turned = true;
            if let Some(next) = self.run_once(vm)? {
                return Ok(next);
            }
        }
    }

    /// A turn from its beginning to the first wait or call, after which [`resume_stage`](Self::resume_stage) goes on with it. None
    /// if it is over without one.
    fn run_once(&mut self, vm: &mut Vm) -> Result<Option<Next>> {
        if let Some(wait) = self.begin_poll(vm)? {
            self.stage = LoopStage::Polling;
            return Ok(Some(Next::Wait(wait)));
        }
        self.end_poll(vm, Deliveries::default())?;
        self.call_next(vm)
    }
}

fn runs_here(vm: &Vm, event_loop: &Rc<Instance>) -> bool {
    inner(event_loop).borrow().runs.is_some_and(|runs| runs.thread == vm.current_thread)
}

impl NativeFrame for RunForever {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let starting = matches!(self.stage, LoopStage::Starting);
        match self.resume_stage(vm, input) {
            Err(raised) if starting && !runs_here(vm, &self.event_loop) => Err(raised),
            Err(raised) => {
                self.stop(vm);
                Err(raised)
            }
            next => next,
        }
    }
}
