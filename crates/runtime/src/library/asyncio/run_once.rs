//! One turn of the loop, and one after another: `BaseEventLoop._run_once` and `run_forever` of CPython's
//! `Lib/asyncio/base_events.py`.
//!
//! A turn: poll, for as long as nothing is ready and no timer is due; queue what the poll found; queue the timers that are due;
//! then call the handles that were ready at that moment, and not those that they queue.

use std::rc::Rc;

use super::describe;
use super::event_loop::{Runs, check_not_running, check_open, inner, make_ready, seconds};
use super::handle::{Asker, HandleCall, handle, new_handle, purpose_of};
use super::report::CallExceptionHandler;
use super::signals::{self, Found};
use super::state::state;
use super::task;
use crate::library::contextvars::{self, Context};
use crate::library::http;
use crate::world::Mailbox;
use trace::{EventId, HandleSource, Kind, LaneId, Span, Time, WarningKind};
use vm::Vm;
use vm::class::Instance;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::native_frame::{Input, NativeFrame, Next, Wait};
use vm::value::Value;

/// The longest that a poll sleeps: `MAXIMUM_SELECT_TIMEOUT`, a day.
const LONGEST_POLL_SECONDS: f64 = 24.0 * 3600.0;
/// `time.get_clock_info('monotonic').resolution` is a nanosecond, but a real machine spends some microseconds between setting a
/// timer and looking for those that are due. Here that takes no time, so timers count as due that much earlier.
const CLOCK_RESOLUTION_SECONDS: f64 = 1e-6;
/// From so many cancelled timers on, and such a share of all, the heap is cleaned.
const CANCELLED_TIMERS_TO_CLEAN: usize = 100;
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

    /// The first half of a turn: how long to poll. None if nobody needs to be asked.
    fn begin_poll(&mut self, vm: &mut Vm) -> Option<Wait> {
        let now = seconds(vm);
        let (turn, timeout) = {
            let mut event_loop = inner(&self.event_loop).borrow_mut();
            event_loop.turns += 1;
            let cancelled = event_loop.timers_cancelled;
            if cancelled > CANCELLED_TIMERS_TO_CLEAN && cancelled * 2 > event_loop.timers.len() {
                event_loop.timers.drop_cancelled();
                event_loop.timers_cancelled = 0;
            } else {
                while event_loop.timers.first().is_some_and(|timer| handle(timer).cancelled.get()) {
                    event_loop.timers_cancelled = event_loop.timers_cancelled.saturating_sub(1);
                    if let Some(timer) = event_loop.timers.pop() {
                        handle(&timer).scheduled.set(false);
                    }
                }
            }
            let timeout = if !event_loop.ready.is_empty() || event_loop.stopping {
                Some(0.0)
            } else {
                event_loop
                    .timers
                    .first()
                    .and_then(|timer| handle(timer).when)
                    .map(|when| (when - now).clamp(0.0, LONGEST_POLL_SECONDS))
            };
            (event_loop.turns, timeout.map(Span::from_seconds))
        };
        vm.recorder.set_line(0);
        vm.recorder.record(Kind::TurnStarted { turn });
        vm.recorder.record(Kind::PollStarted { timeout });
        let mailbox = vm.extensions.get::<Mailbox>();
        // Asking lets go of the interpreter, so that other threads can run.
        let nobody_to_ask = mailbox.in_flight.is_empty() && !mailbox.has_started_threads();
        if inner(&self.event_loop).borrow().signals.any() {
            // It finds them at once.
            return if nobody_to_ask { None } else { Some(Wait::Poll(Some(Span::ZERO))) };
        }
        let nothing_to_ask = timeout == Some(Span::ZERO) && nobody_to_ask;
        if nothing_to_ask { None } else { Some(Wait::Poll(timeout)) }
    }

    /// The second half: what the poll found and the timers that are due become ready.
    fn end_poll(&mut self, vm: &mut Vm, found: Vec<Value>) -> Result<()> {
        vm.recorder.enter_lane(self.lane);
        let arrivals = http::by_exchange(vm, found);
        let signals = usize::from(inner(&self.event_loop).borrow().signals.any());
        let first = arrivals.iter().map(|(_, event, _)| *event).min();
        let ended_by = first.or_else(|| inner(&self.event_loop).borrow().signals.ended_by());
        let ready = (arrivals.len() + signals) as u32;
        vm.recorder.record_because(ended_by, Kind::PollEnded { ready });
        for (exchange, event, pieces) in arrivals {
            vm.recorder.set_cause(Some(event));
            let call = HandleCall::Arrived(exchange, pieces);
            let purpose = purpose_of(vm, &call);
            let new = new_handle(vm, &self.event_loop, call, None, None, purpose);
            make_ready(vm, &self.event_loop, new, HandleSource::Io);
        }
        vm.recorder.set_cause(None);
        self.reads_woken_after = match signals::found(vm, &self.event_loop) {
            Found::Woken => Some(inner(&self.event_loop).borrow().ready.len()),
            Found::Signals | Found::Nothing => None,
        };
        let end = seconds(vm) + CLOCK_RESOLUTION_SECONDS;
        loop {
            let due = {
                let mut event_loop = inner(&self.event_loop).borrow_mut();
                let is_due = event_loop
                    .timers
                    .first()
                    .and_then(|timer| handle(timer).when)
                    .is_some_and(|when| when < end);
                if is_due { event_loop.timers.pop() } else { None }
            };
            let Some(timer) = due else { break };
            self.fire(vm, timer);
        }
        self.left = inner(&self.event_loop).borrow().ready.len();
        Ok(())
    }

    fn fire(&mut self, vm: &mut Vm, timer: Rc<Instance>) {
        let object = handle(&timer);
        object.scheduled.set(false);
        if object.cancelled.get() {
            let mut event_loop = inner(&self.event_loop).borrow_mut();
            event_loop.ready.push_back(timer.clone());
            return;
        }
        let set = object.because.get();
        let fired = vm.recorder.record_because(set, Kind::TimerFired { handle: object.id });
        vm.recorder.set_cause(Some(fired));
        make_ready(vm, &self.event_loop, timer, HandleSource::Timer);
        vm.recorder.set_cause(None);
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
                HandleCall::Function(function, values, asker) => {
                    self.stage = LoopStage::Calling;
                    vm.called_by_program = asker == Asker::Program;
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
                HandleCall::Arrived(exchange, pieces) => {
                    http::hand_over(vm, &exchange, pieces)?;
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
                let found = match input {
                    Input::Value(found) => vm.items_of(&found)?,
                    Input::Raised(raised) => {
                        // A signal's handler did, in the middle of the poll.
                        vm.recorder.enter_lane(self.lane);
                        vm.recorder.record(Kind::PollEnded { ready: 0 });
                        return Err(raised);
                    }
                    _ => Vec::new(),
                };
                self.end_poll(vm, found)?;
                if let Some(next) = self.call_next(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::Calling => {
                if let Input::Raised(raised) = input {
                    return self.report_exception(vm, raised);
                }
                self.leave(vm);
                if let Some(next) = self.call_next(vm)? {
                    return Ok(next);
                }
            }
            LoopStage::ReportingException => {
                if let Input::Raised(raised) = input {
                    return Err(raised);
                }
                self.leave(vm);
                if let Some(next) = self.call_next(vm)? {
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
                self.leave(vm);
                if let Some(next) = self.call_next(vm)? {
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
        if let Some(wait) = self.begin_poll(vm) {
            self.stage = LoopStage::Polling;
            return Ok(Some(Next::Wait(wait)));
        }
        self.end_poll(vm, Vec::new())?;
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
