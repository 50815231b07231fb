//! The threads of a run: which of them runs, and for how long. What the others wait for is in `wait`.
//!
//! Those of a process share one processor, as CPython's threads share it under the interpreter's lock: whoever runs goes on until it
//! waits, or until others could run and it has had its turn. So threads that compute gain nothing from each other. Processes do:
//! see `processes`.

use std::collections::BTreeMap;

use super::delivery::Delivery;
use super::interval::SwitchInterval;
use super::io_backend::OutgoingRequest;
use super::mailbox::{NewThread, Owner};
use super::processes::{Processes, Turn};
use super::signals::SuspendedWait;
use super::wait::{Slot, SlotState};
use trace::{Blocker, Ending, ExecutionPoint, Kind, LaneKind, Recorder, RequestId, Span, Time};
use vm::Vm;
use vm::limits::Halt;
use vm::native_frame::Flow;
use vm::thread::{Stop, Thread};
use vm::value::Value;

/// Steps that a thread may take before the page gets its turn.
const SLICE: u64 = 20_000;
/// Steps of a turn where other processes run at the same time: so much may one of them be ahead of the others.
const BRIEF_SLICE: u64 = 16;
/// So many of those turns come after each other before anybody else gets one.
const BRIEF_SLICES: usize = 64;

/// How long a process takes to begin: its parent goes on meanwhile.
const TO_BEGIN: Span = Span::from_milliseconds(1);

/// A run: its processes and their threads.
pub struct World {
    /// What the processes run on: the memory of all of them (`library::process` says how it is kept apart).
    pub vm: Vm,
    pub(super) threads: Vec<Slot>,
    pub(super) processes: Processes,
    /// What has arrived for each request and was not yet taken.
    pub(super) arrived: BTreeMap<RequestId, Delivery>,
    /// How much of each answer's body has arrived, taken or not.
    pub(super) received: BTreeMap<RequestId, usize>,
    /// Who gets what arrives.
    pub(super) owners: BTreeMap<RequestId, Owner>,
    pub(super) orders: Vec<Order>,
    /// How the process will end once its threads have been waited for: set when the main program is over.
    pub(super) outcome: Option<Ending>,
    /// What the main program came to, while things that it dropped are dealt with.
    pub(super) main_result: Option<vm::exception::Result<Value>>,
    /// How much it has done of what comes after the main program.
    pub(super) exit_functions_called: usize,
    /// What finalizes the program's variables after that, as the library knows how; None once it was asked.
    pub finalize_variables: Option<fn(&mut Vm) -> Option<Flow>>,
    pub(super) ending: Option<Ending>,
    /// What the main thread waited for when signals came between, the outermost first.
    pub(super) suspended_waits: Vec<SuspendedWait>,
    /// No moment after this one is waited for.
    pub latest: Time,
}

/// What the I/O backend is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Send a request.
    Send(OutgoingRequest),
    /// Give one up.
    Abort(RequestId),
}

/// What the world needs to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Only to be called again.
    Turn,
    /// Something that arrives, or this moment.
    Wait(Option<Time>),
    /// Nothing: the run is over.
    Over,
}

impl World {
    /// A run whose main thread begins with this.
    pub fn new(mut vm: Vm, recorder: Recorder, beginning: Flow, latest: Time) -> World {
        vm.recorder = recorder;
        let mut world = World {
            vm,
            threads: Vec::new(),
            processes: Processes::default(),
            arrived: BTreeMap::new(),
            received: BTreeMap::new(),
            owners: BTreeMap::new(),
            orders: Vec::new(),
            outcome: None,
            exit_functions_called: 0,
            finalize_variables: None,
            main_result: None,
            ending: None,
            suspended_waits: Vec::new(),
            latest,
        };
        world.start(NewThread { process: 0, name: "MainThread".into(), beginning, because: None });
        world
    }

    pub(super) fn start(&mut self, new: NewThread) {
        let lane = self.vm.recorder.add_lane(LaneKind::Thread { process: new.process }, &new.name);
        let point = ExecutionPoint::beginning_of(lane);
        let before = self.vm.recorder.go_to(point);
        let started = self.vm.recorder.record_because(new.because, Kind::ThreadStarted);
        let point = point.activated_by(started);
        self.vm.recorder.go_to(before);
        let process = new.process as usize;
        let thread = Thread::new(new.beginning);
        self.threads.push(Slot {
            thread,
            process,
            lane,
            point,
            name: new.name,
            state: SlotState::Runnable,
            blocked_on: None,
            blocked_at: None,
        });
        let at = self.threads.len() - 1;
        let is_new_process = process > 0 && self.processes.is_new(process);
        let now = self.vm.recorder.now() + if is_new_process { TO_BEGIN } else { Span::ZERO };
        self.processes.get(process).wake(at, now);
    }

    /// A thread can run, from now on.
    pub(super) fn wake(&mut self, at: usize) {
        let now = self.vm.recorder.now();
        self.processes.get(self.threads[at].process).wake(at, now);
    }

    /// How the run ended, once it has.
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// Takes what the I/O backend is to do.
    pub fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Runs one slice of one thread, or some brief ones of several processes; or says what all of them wait for.
    pub fn advance(&mut self) -> Need {
        for _ in 0..BRIEF_SLICES {
            if self.ending.is_some() {
                return Need::Over;
            }
            self.wake_due();
            self.take_signals();
            if self.ending.is_some() {
                return Need::Over;
            }
            let Some((process, now)) = self.processes.next() else {
                return self.nothing_runs();
            };
            self.vm.recorder.clock.set(now);
            let before = self.vm.recorder.now();
            let Some(at) = self.processes.get(process).runnable.pop_front() else { continue };
            self.run_slice(at);
            let after = self.vm.recorder.now();
            self.processes.has_come(process, before, after);
            if let Some(frontier) = self.processes.frontier() {
                self.vm.recorder.clock.set(frontier);
            }
            if self.processes.busy() < 2 || !self.orders.is_empty() {
                break;
            }
        }
        if self.ending.is_some() { Need::Over } else { Need::Turn }
    }

    /// Runs a thread for a slice, and does what follows from how that ended.
    fn run_slice(&mut self, at: usize) {
        let slice = self.slice_of(at);
        let (steps, events) = (self.vm.fuel.steps, self.vm.recorder.event_count());
        let stop = self.run(at, slice);
        if self.vm.recorder.event_count() > events {
            // What it did last; after that another one can have the interpreter.
            let latest = self.vm.recorder.latest_event();
            self.processes.get(self.threads[at].process).gave_way = Some(latest);
        }
        let used = steps.saturating_sub(self.vm.fuel.steps);
        self.collect_orders();
        match stop {
            // It ended its own process.
            _ if matches!(self.threads[at].state, SlotState::Finished) => {}
            Stop::Preempted => self.preempt(at, used),
            Stop::Waiting(wait) => self.block(at, wait),
            Stop::Finished(result) => self.finished(at, result),
            Stop::Halted(Halt::Exit(status)) => self.exit(status),
            Stop::Halted(Halt::Limit(which)) => self.stop_at_limit(which),
            Stop::Halted(Halt::Unsupported(message)) => self.end(Ending::Unsupported { message }),
        }
        self.threads[at].point = self.vm.recorder.go_to(ExecutionPoint::default());
    }

    /// How many steps a thread may take.
    fn slice_of(&mut self, at: usize) -> u64 {
        let others_of_its_own = !self.processes.get(self.threads[at].process).runnable.is_empty();
        let other_processes = self.processes.busy() - usize::from(others_of_its_own);
        let is_short = self.threads.len() > 1 || self.alarm().is_some();
        match (other_processes, is_short) {
            (1.., _) => BRIEF_SLICE,
            (0, true) => self.switch_interval().short_slice(),
            (0, false) => SLICE,
        }
    }

    /// Runs a thread where it was, until it stops.
    fn run(&mut self, at: usize, slice: u64) -> Stop {
        self.vm.current_thread = at as u32;
        self.vm.current_process = self.threads[at].process as u32;
        self.vm.fuel.slice = slice;
        self.vm.recorder.go_to(self.threads[at].point);
        if let SlotState::Preempted = self.threads[at].state {
            let because = self.processes.get(self.threads[at].process).gave_way;
            let unblocked = self.vm.recorder.record_because(because, Kind::ThreadUnblocked);
            self.vm.recorder.activate(Some(unblocked));
        }
        self.threads[at].state = SlotState::Runnable;
        let now = self.vm.recorder.now();
        let process = self.processes.get(self.threads[at].process);
        if process.turn.thread != at {
            process.turn = Turn { thread: at, since: now, steps: 0 };
        }
        if at == 0 {
            self.begin_handlers();
        }
        let mut thread = std::mem::take(&mut self.threads[at].thread);
        let stop = self.vm.run(&mut thread);
        self.threads[at].thread = thread;
        stop
    }

    fn switch_interval(&mut self) -> SwitchInterval {
        *self.vm.extensions.get::<SwitchInterval>()
    }

    /// A slice is used up: the thread goes on, unless others can run and it has kept them waiting for the switch interval.
    fn preempt(&mut self, at: usize, steps: u64) {
        let now = self.vm.recorder.now();
        let interval = self.switch_interval();
        let process = self.processes.get(self.threads[at].process);
        if process.runnable.is_empty() {
            process.turn = Turn { thread: at, since: now, steps: 0 };
        }
        process.turn.steps += steps.min(interval.short_slice());
        let has_time =
            now.since(process.turn.since) < interval.span() && process.turn.steps < interval.steps();
        if has_time || process.runnable.is_empty() {
            process.runnable.push_front(at);
        } else {
            process.runnable.push_back(at);
            self.vm.recorder.record(Kind::ThreadBlocked { on: Blocker::Interpreter, standing: None });
            self.threads[at].state = SlotState::Preempted;
        }
    }

    fn nothing_runs(&mut self) -> Need {
        let alarm = self.alarm();
        let deadline = self.threads.iter().filter_map(|slot| slot.state.deadline()).chain(alarm).min();
        match deadline {
            Some(moment) if moment > self.latest => {
                self.stop_at_limit("time");
                Need::Over
            }
            deadline => Need::Wait(deadline),
        }
    }

    /// It is this moment now.
    pub fn pass_time(&mut self, moment: Time) {
        self.vm.recorder.clock.advance_to(moment);
        if self.ending.is_none() && self.vm.recorder.now() > self.latest {
            self.stop_at_limit("time");
        }
    }

    /// Has the main thread run something more.
    pub(super) fn restart_main(&mut self, beginning: Flow) {
        self.threads[0].thread = Thread::new(beginning);
        self.processes.get(0).runnable.push_front(0);
    }

    /// Ends the recording.
    pub fn into_trace(mut self) -> trace::Trace {
        self.stop();
        let recorder = std::mem::take(&mut self.vm.recorder);
        drop(self);
        recorder.finish()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.vm.tear_down(self.threads.drain(..).map(|slot| slot.thread));
    }
}
