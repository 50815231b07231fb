//! The threads of a run: which of them runs, and what the others wait for.

use std::collections::{BTreeMap, VecDeque};

use super::mailbox::{Mailbox, NewThread};
use super::outside::{Answer, Arrival, OutgoingRequest};
use super::ready;
use crate::trace::{Blocker, Ending, EventId, Kind, LaneId, LaneKind, Recorder, RequestId, Span, Time};
use crate::vm::Vm;
use crate::vm::activity::{Flow, Wait, WaitTicket};
use crate::vm::exception::Raised;
use crate::vm::limits::Halt;
use crate::vm::thread::{Stop, Thread};
use crate::vm::value::Value;

/// Steps that a thread may take before others, and the page, get their turn.
const SLICE: u64 = 20_000;

/// A run: one process and its threads.
pub struct World {
    /// The process.
    pub vm: Vm,
    threads: Vec<Slot>,
    /// Threads that can run, the next one first.
    runnable: VecDeque<usize>,
    /// What has arrived for each request and was not yet taken.
    arrived: BTreeMap<RequestId, Vec<(Answer, EventId)>>,
    /// How much of each answer's body has arrived, taken or not.
    received: BTreeMap<RequestId, usize>,
    orders: Vec<Order>,
    ending: Option<Ending>,
    /// No moment after this one is waited for.
    pub latest: Time,
}

/// What the outside is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Send a request.
    Send(OutgoingRequest),
    /// Give one up.
    Abort(RequestId),
}

struct Slot {
    thread: Thread,
    lane: LaneId,
    name: String,
    daemon: bool,
    state: SlotState,
}

enum SlotState {
    Runnable,
    Until(Time),
    Poll(Option<Time>),
    Request(RequestId),
    Ticket(WaitTicket, Option<Time>),
    Finished,
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
        vm.extensions.get::<Mailbox>().threads_started = 1;
        let mut world = World {
            vm,
            threads: Vec::new(),
            runnable: VecDeque::new(),
            arrived: BTreeMap::new(),
            received: BTreeMap::new(),
            orders: Vec::new(),
            ending: None,
            latest,
        };
        world.start(NewThread { ident: 0, name: "MainThread".into(), daemon: false, beginning });
        world
    }

    fn start(&mut self, new: NewThread) {
        let lane = self.vm.recorder.add_lane(LaneKind::Thread { process: 0 }, &new.name);
        let before = self.vm.recorder.enter_lane(lane);
        self.vm.recorder.record(Kind::ThreadStarted);
        self.vm.recorder.enter_lane(before);
        let thread = Thread::new(new.beginning);
        let slot = Slot { thread, lane, name: new.name, daemon: new.daemon, state: SlotState::Runnable };
        self.runnable.push_back(self.threads.len());
        self.threads.push(slot);
    }

    /// How the run ended, once it has.
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// Takes what the outside is to do.
    pub fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Runs one slice of one thread, or says what all of them wait for.
    pub fn advance(&mut self) -> Need {
        if self.ending.is_some() {
            return Need::Over;
        }
        self.wake_due();
        let Some(at) = self.runnable.pop_front() else {
            return self.nothing_runs();
        };
        self.vm.current_thread = at as u32;
        self.vm.fuel.slice = SLICE;
        self.vm.recorder.enter_lane(self.threads[at].lane);
        let mut thread = std::mem::take(&mut self.threads[at].thread);
        let stop = self.vm.run(&mut thread);
        self.threads[at].thread = thread;
        self.collect_orders();
        match stop {
            Stop::Preempted => self.runnable.push_back(at),
            Stop::Waiting(wait) => self.block(at, wait),
            Stop::Finished(result) => self.finished(at, result),
            Stop::Halted(Halt::Exit(status)) => self.exit(status),
            Stop::Halted(Halt::Limit(which)) => self.end(limit(which)),
        }
        if self.ending.is_some() { Need::Over } else { Need::Turn }
    }

    fn collect_orders(&mut self) {
        let mailbox = self.vm.extensions.get::<Mailbox>();
        let outgoing = std::mem::take(&mut mailbox.outgoing);
        let aborted = std::mem::take(&mut mailbox.aborted);
        let threads = std::mem::take(&mut mailbox.threads);
        let woken = std::mem::take(&mut mailbox.woken);
        let interrupted = std::mem::take(&mut mailbox.interrupted);
        self.orders.extend(outgoing.into_iter().map(Order::Send));
        for id in aborted {
            self.arrived.remove(&id);
            self.received.remove(&id);
            self.orders.push(Order::Abort(id));
        }
        for new in threads {
            self.start(new);
        }
        for ticket in woken {
            let waits = |slot: &Slot| matches!(slot.state, SlotState::Ticket(other, _) if other == ticket);
            if let Some(at) = self.threads.iter().position(waits) {
                self.unblock(at, Value::Bool(true));
            }
        }
        for ident in interrupted {
            let at = ident as usize;
            if matches!(self.threads.get(at), Some(Slot { state: SlotState::Poll(_), .. })) {
                let ready = self.take_ready();
                self.unblock(at, ready);
            }
        }
    }

    fn block(&mut self, at: usize, wait: Wait) {
        let now = self.vm.recorder.now();
        let (state, blocker) = match wait {
            Wait::Yield => {
                self.threads[at].thread.answer(Value::None);
                self.runnable.push_back(at);
                return;
            }
            Wait::Exit(status) => return self.exit(status),
            Wait::Poll(timeout) => return self.poll(at, now, timeout),
            Wait::Until(moment) => (SlotState::Until(moment), Some(Blocker::Sleep(moment))),
            Wait::Request(id) => {
                if self.arrived.contains_key(&id) {
                    let ready = self.take_of(id);
                    self.threads[at].thread.answer(ready);
                    self.runnable.push_back(at);
                    return;
                }
                (SlotState::Request(id), Some(Blocker::Request(id)))
            }
            Wait::Thread(ticket, blocker, deadline) => (SlotState::Ticket(ticket, deadline), Some(blocker)),
        };
        if let Some(on) = blocker {
            self.vm.recorder.record(Kind::ThreadBlocked { on });
        }
        self.threads[at].state = state;
    }

    /// A loop polls: what has arrived is handed over at once; else the thread sleeps, in whole milliseconds, rounded up, as
    /// `EpollSelector.select` does (`Lib/selectors.py`).
    fn poll(&mut self, at: usize, now: Time, timeout: Option<Span>) {
        if !self.arrived.is_empty() || timeout == Some(Span::ZERO) {
            let ready = self.take_ready();
            self.threads[at].thread.answer(ready);
            self.runnable.push_back(at);
            return;
        }
        let deadline = timeout.map(|span| now + Span::from_milliseconds(span.0.div_ceil(1_000_000)));
        self.threads[at].state = SlotState::Poll(deadline);
    }

    fn unblock(&mut self, at: usize, value: Value) {
        let slot = &mut self.threads[at];
        let was_blocked = !matches!(slot.state, SlotState::Poll(_) | SlotState::Runnable);
        slot.state = SlotState::Runnable;
        slot.thread.answer(value);
        let lane = slot.lane;
        self.runnable.push_back(at);
        if was_blocked {
            let before = self.vm.recorder.enter_lane(lane);
            self.vm.recorder.record(Kind::ThreadUnblocked);
            self.vm.recorder.enter_lane(before);
        }
    }

    /// Makes runnable what waits for a moment that has come.
    fn wake_due(&mut self) {
        let now = self.vm.recorder.now();
        let mut due: Vec<(Time, usize)> = Vec::new();
        for (at, slot) in self.threads.iter().enumerate() {
            if let Some(moment) = slot.state.deadline()
                && moment <= now
            {
                due.push((moment, at));
            }
        }
        due.sort_unstable();
        for (_, at) in due {
            let value = match self.threads[at].state {
                SlotState::Poll(_) => self.take_ready(),
                SlotState::Ticket(..) => Value::Bool(false),
                _ => Value::None,
            };
            self.unblock(at, value);
        }
    }

    fn nothing_runs(&mut self) -> Need {
        let deadline = self.threads.iter().filter_map(|slot| slot.state.deadline()).min();
        match deadline {
            Some(moment) if moment > self.latest => {
                self.end(limit("time"));
                Need::Over
            }
            deadline => Need::Wait(deadline),
        }
    }

    /// It is this moment now.
    pub fn pass_time(&mut self, moment: Time) {
        self.vm.recorder.clock.advance_to(moment);
        if self.ending.is_none() && self.vm.recorder.now() > self.latest {
            self.end(limit("time"));
        }
    }

    /// Hands over something that arrived.
    pub fn deliver(&mut self, arrival: Arrival) {
        let id = arrival.request;
        let event = self.record_arrival(&arrival);
        if matches!(arrival.answer, Answer::Connected(_)) {
            return;
        }
        if matches!(arrival.answer, Answer::End(_) | Answer::Failed(_)) {
            self.vm.extensions.get::<Mailbox>().in_flight.remove(&id);
        }
        self.arrived.entry(id).or_default().push((arrival.answer, event));
        let waits = |slot: &Slot| matches!(slot.state, SlotState::Request(other) if other == id);
        if let Some(at) = self.threads.iter().position(waits) {
            let ready = self.take_of(id);
            self.unblock(at, ready);
        }
    }

    /// Lets loops that poll see what has arrived.
    pub fn wake_polls(&mut self) {
        if self.arrived.is_empty() {
            return;
        }
        if let Some(at) = self.threads.iter().position(|slot| matches!(slot.state, SlotState::Poll(_))) {
            let ready = self.take_ready();
            self.unblock(at, ready);
        }
    }

    fn record_arrival(&mut self, arrival: &Arrival) -> EventId {
        let request = arrival.request;
        let kind = match &arrival.answer {
            Answer::Connected(at) => Kind::RequestConnected { request, at: *at },
            Answer::Head { status, queued, worked, first_byte, .. } => Kind::RequestAnswered {
                request,
                status: *status,
                queued: queued.map(Into::into),
                worked: worked.map(Into::into),
                at: first_byte.unwrap_or(arrival.at),
            },
            Answer::Body(piece) => {
                *self.received.entry(request).or_default() += piece.len();
                return EventId(self.vm.recorder.event_count().saturating_sub(1) as u32);
            }
            Answer::End(at) => {
                let bytes = self.received.remove(&request).unwrap_or_default();
                let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
                Kind::RequestDone { request, bytes, at: at.unwrap_or(arrival.at) }
            }
            Answer::Failed(reason) => {
                self.received.remove(&request);
                let reason = self.vm.recorder.name(reason);
                Kind::RequestFailed { request, reason }
            }
        };
        let sent = self.vm.extensions.get::<Mailbox>().in_flight.get(&request).copied();
        self.vm.recorder.set_line(0);
        self.vm.recorder.record_because(sent, kind)
    }

    /// All that has arrived, as a list of `(request, event, answer)`, each answer ready for the library.
    fn take_ready(&mut self) -> Value {
        let arrived = std::mem::take(&mut self.arrived);
        Value::list(arrived.into_iter().flat_map(|(id, pieces)| ready_of(id, pieces)).collect())
    }

    fn take_of(&mut self, id: RequestId) -> Value {
        let pieces = self.arrived.remove(&id).unwrap_or_default();
        Value::list(ready_of(id, pieces))
    }

    fn finished(&mut self, at: usize, result: Result<Value, Raised>) {
        self.threads[at].state = SlotState::Finished;
        self.vm.recorder.set_line(0);
        self.vm.recorder.record(Kind::ThreadFinished);
        if at == 0 {
            self.main_finished(result);
        } else if let Err(raised) = result {
            let text = self.vm.format_exception(&raised);
            let name = self.threads[at].name.clone();
            self.vm
                .recorder
                .record_output(crate::trace::Stream::Error, &format!("Exception in thread {name}:\n{text}"));
        }
        self.end_if_all_finished();
    }

    fn main_finished(&mut self, result: Result<Value, Raised>) {
        self.vm.run_farewells();
        match result {
            Ok(_) => {}
            Err(raised) if self.vm.is_exception(&raised, "SystemExit") => self.exit_with(&raised),
            Err(raised) => {
                let traceback = self.vm.format_exception(&raised);
                self.vm.recorder.record_output(crate::trace::Stream::Error, &traceback);
                self.end(Ending::Failed { traceback, status: 1 });
            }
        }
    }

    /// The process ends as `sys.exit` asked: None is 0, an int is the status, anything else is printed and means 1.
    fn exit_with(&mut self, raised: &Raised) {
        match raised.first_argument() {
            None | Some(Value::None) => self.exit(0),
            Some(Value::Int(status)) => self.exit(i32::try_from(status).unwrap_or(1)),
            Some(Value::Bool(status)) => self.exit(i32::from(status)),
            Some(other) => {
                let text = self.vm.str(&other).unwrap_or_default();
                self.vm.recorder.record_output(crate::trace::Stream::Error, &format!("{text}\n"));
                self.exit(1);
            }
        }
    }

    fn exit(&mut self, status: i32) {
        self.end(match status {
            0 => Ending::Finished,
            status => Ending::Failed { traceback: String::new(), status },
        });
    }

    fn end_if_all_finished(&mut self) {
        let main_over = matches!(self.threads[0].state, SlotState::Finished);
        let others =
            self.threads.iter().any(|slot| !slot.daemon && !matches!(slot.state, SlotState::Finished));
        if self.ending.is_none() && main_over && !others {
            self.end(Ending::Finished);
        }
    }

    /// A person stops the run.
    pub fn stop(&mut self) {
        if self.ending.is_none() {
            self.end(Ending::Stopped);
        }
    }

    /// Nothing will ever arrive, and no moment is waited for.
    pub fn deadlock(&mut self) {
        let mut sentences = Vec::new();
        for slot in &self.threads {
            let waits = match slot.state {
                SlotState::Finished | SlotState::Runnable | SlotState::Until(_) => continue,
                SlotState::Poll(_) => "its event loop sleeps: no timer is set and no request is in flight",
                SlotState::Request(_) => "it waits for a request",
                SlotState::Ticket(..) => "it waits for another thread",
            };
            let place = slot.thread.place().map(|(line, function)| format!(" (line {line}, in {function})"));
            sentences.push(format!("{}: {waits}{}", slot.name, place.unwrap_or_default()));
        }
        for witness in self.vm.extensions.get::<Mailbox>().witnesses.clone() {
            sentences.extend(witness(&mut self.vm));
        }
        let message = format!("Everything waits, and nothing can wake it. {}", sentences.join(". "));
        self.end(Ending::Deadlock { message });
    }

    fn end(&mut self, ending: Ending) {
        if self.ending.is_some() {
            return;
        }
        if matches!(ending, Ending::Finished | Ending::Failed { .. }) {
            for say_farewell in std::mem::take(&mut self.vm.extensions.get::<Mailbox>().at_exit) {
                say_farewell(&mut self.vm);
            }
        }
        let in_flight = std::mem::take(&mut self.vm.extensions.get::<Mailbox>().in_flight);
        for (request, _) in in_flight {
            self.vm.recorder.record(Kind::RequestAborted { request });
            self.orders.push(Order::Abort(request));
        }
        self.vm.recorder.set_ending(ending.clone());
        self.ending = Some(ending);
    }

    /// Ends the recording, and lets go of everything.
    pub fn into_trace(mut self) -> crate::trace::Trace {
        self.stop();
        let recorder = std::mem::take(&mut self.vm.recorder);
        self.threads.clear();
        self.vm.tear_down();
        recorder.finish()
    }
}

impl SlotState {
    fn deadline(&self) -> Option<Time> {
        match self {
            SlotState::Until(moment) => Some(*moment),
            SlotState::Poll(moment) | SlotState::Ticket(_, moment) => *moment,
            SlotState::Runnable | SlotState::Request(_) | SlotState::Finished => None,
        }
    }
}

fn ready_of(id: RequestId, pieces: Vec<(Answer, EventId)>) -> Vec<Value> {
    let one = |(answer, event): (Answer, EventId)| ready::value_of(id, event, answer);
    pieces.into_iter().map(one).collect()
}

/// The ending for a budget that is used up: what happened, and what to do.
fn limit(which: &'static str) -> Ending {
    let (what, option) = match which {
        "steps" => (
            "The program took more steps than it may (lines, calls and rounds of loops). If a loop never ends, mend it",
            "--max-steps",
        ),
        "events" => ("The run has more events than are kept. Make the program shorter", "--max-events"),
        "output" => ("The program printed more than is kept. Print less", "--max-output"),
        _ => ("The program waits for longer than a run may take. Wait for less", "--max-time"),
    };
    let message = format!("{what}, or raise the limit: loopscope run {option}.");
    Ending::Limit { which: which.to_owned(), message }
}
