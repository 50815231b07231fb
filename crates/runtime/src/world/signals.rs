//! Signals, as far as they are the system's: the alarm that rings, and the main thread whose wait is put off while their handlers
//! run. What a signal does is the library's to know.
//!
//! Handlers run in the main thread, between two operations: whatever it was about to be resumed with is kept until they are done.
//! A wait goes on afterwards with what is left of it (PEP 475). Begin with [`World::take_signals`].

use super::mailbox::Mailbox;
use super::schedule::World;
use super::wait::SlotState;
use trace::{Blocker, EventId, Span, Standing, Time};
use vm::Vm;
use vm::exception::Result;
use vm::native_frame::{Input, NativeFrame, Next, Wait, WaitTicket};
use vm::value::Value;

/// What it costs when the alarm rings, in steps.
const STEPS_OF_ALARM: u64 = 100;

/// What signals want from the world: part of the [`Mailbox`].
#[derive(Default)]
pub struct SignalState {
    /// Handlers wait to be called in the main thread.
    pub arrived: bool,
    /// They do not wait for the end of what the main thread waits for: one of the signals was for it, or for the process.
    pub interrupts: bool,
    /// The timer of `alarm` and `setitimer`.
    pub alarm: Option<Alarm>,
    /// What the library does when it rings.
    pub ring: Option<fn(&mut Vm, EventId) -> Received>,
    /// What calls the handlers, if any wait still.
    pub handlers: Option<CallHandlers>,
    /// Handlers raised something, so that the waits from this one on will not go on.
    pub given_up: Option<usize>,
}

/// Makes what calls the handlers of the signals that have arrived, if any have.
pub type CallHandlers = fn(&mut Vm) -> Option<Box<dyn NativeFrame>>;

/// A timer that sends a signal.
#[derive(Debug, Clone, Copy)]
pub struct Alarm {
    /// When it rings.
    pub due: Time,
    /// After how long it does so again.
    pub every: Option<Span>,
    /// The event that set it.
    pub because: EventId,
}

impl Alarm {
    /// The same for the next time, which is later than now: what rang while nobody could hear it rings once.
    fn next(self, every: Span, now: Time) -> Alarm {
        let rang = now.since(self.due).0 / every.0.max(1);
        Alarm { due: self.due + Span(every.0.saturating_mul(rang + 1)), ..self }
    }
}

/// What a signal comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// Nothing.
    Ignored,
    /// A handler in Python is to be called.
    Caught,
    /// The process ends, with this status as a shell sees it.
    Fatal(i32),
}

/// A wait of the main thread that goes on later.
pub(super) struct SuspendedWait {
    state: SlotState,
    on: Option<(Blocker, Option<Standing>)>,
    /// What it waits for has happened meanwhile.
    over: bool,
}

impl World {
    fn signals(&mut self) -> &mut SignalState {
        &mut self.vm.extensions.get::<Mailbox>().signals
    }

    /// When the alarm rings, if it is set.
    pub(super) fn alarm(&mut self) -> Option<Time> {
        self.signals().alarm.map(|alarm| alarm.due)
    }

    /// Rings the alarm if it is time, and has the main thread leave its wait if a handler is to be called.
    pub(super) fn take_signals(&mut self) {
        self.ring();
        let signals = self.signals();
        if signals.arrived && signals.interrupts {
            self.interrupt_main();
        }
    }

    fn ring(&mut self) {
        let now = self.vm.recorder.now();
        let signals = self.signals();
        let Some(alarm) = signals.alarm.filter(|alarm| alarm.due <= now) else { return };
        signals.alarm = alarm.every.map(|every| alarm.next(every, now));
        let Some(ring) = signals.ring else { return };
        // Its handler may be a function that costs nothing: a run that rings for ever must end too.
        if self.vm.fuel.spend_steps(STEPS_OF_ALARM) {
            return self.stop_at_limit("steps");
        }
        match ring(&mut self.vm, alarm.because) {
            Received::Ignored => {}
            Received::Fatal(status) => self.exit(status),
            Received::Caught => {
                let signals = self.signals();
                signals.arrived = true;
                signals.interrupts = true;
                let interrupted = std::mem::take(&mut self.vm.extensions.get::<Mailbox>().interrupted);
                self.interrupt_polls(interrupted);
            }
        }
    }

    /// Puts off what the main thread waits for, so that it can run the handlers.
    fn interrupt_main(&mut self) {
        let main = &mut self.threads[0];
        let state = match main.state {
            SlotState::Runnable | SlotState::Preempted | SlotState::Finished => return,
            state => state,
        };
        let then = Then::Wait(self.suspended_waits.len());
        self.suspended_waits.push(SuspendedWait { state, on: main.blocked_on, over: false });
        main.thread.interrupt(|_| Box::new(Interruption { then: Some(then), waits: false }));
        self.make_runnable(0, None);
        self.handlers_begin();
    }

    /// The main thread is about to run: first it calls the handlers of the signals that have arrived.
    pub(super) fn begin_handlers(&mut self) {
        if !self.signals().arrived {
            return;
        }
        let thread = &mut self.threads[0].thread;
        let interrupted = thread
            .interrupt(|input| Box::new(Interruption { then: Some(Then::Restore(input)), waits: false }));
        if interrupted {
            self.handlers_begin();
        }
    }

    fn handlers_begin(&mut self) {
        let signals = self.signals();
        signals.arrived = false;
        signals.interrupts = false;
    }

    /// The handlers are done: the main thread waits again, unless what it waits for has happened.
    pub(super) fn wait_again(&mut self, depth: usize) {
        self.suspended_waits.truncate(depth + 1);
        let Some(SuspendedWait { state, on, over }) = self.suspended_waits.pop() else {
            return self.answer(0, Value::None.into());
        };
        match (state, on) {
            (SlotState::Poll(_), _) if over || self.has_arrivals(0) => {
                let arrived = self.take_for_loop(0);
                self.answer(0, arrived.into());
            }
            (SlotState::Ticket(..), _) if over => self.answer(0, Value::Bool(true).into()),
            (SlotState::Request(id, _), _) if self.arrived.contains_key(&id) => {
                let arrived = self.take_of(id);
                self.answer(0, arrived.into());
            }
            (state, Some(on)) => self.block_in(0, state, on),
            (state, None) => self.threads[0].state = state,
        }
    }

    /// What the main thread waited for when a signal came between has happened.
    pub(super) fn end_suspended_wait(&mut self, ticket: WaitTicket) {
        let waits = |suspended: &&mut SuspendedWait| matches!(suspended.state, SlotState::Ticket(other, _) if other == ticket);
        if let Some(suspended) = self.suspended_waits.iter_mut().find(waits) {
            suspended.over = true;
        }
    }

    /// The same for the poll of its loop.
    pub(super) fn end_suspended_poll(&mut self) {
        for suspended in &mut self.suspended_waits {
            suspended.over |= matches!(suspended.state, SlotState::Poll(_));
        }
    }

    /// Waits that handlers have ended by an exception do not go on.
    pub(super) fn forget_suspended_waits(&mut self) {
        if let Some(depth) = self.signals().given_up.take() {
            self.suspended_waits.truncate(depth);
        }
    }
}

/// What follows when the handlers are done.
enum Then {
    /// What lies below goes on with what it would have been resumed with.
    Restore(Input),
    /// The thread waits again, for what was put off.
    Wait(usize),
}

/// Lies on the main thread's stack while handlers of signals run.
struct Interruption {
    then: Option<Then>,
    /// Whether the thread waits again.
    waits: bool,
}

impl NativeFrame for Interruption {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Raised(raised) => {
                if let Some(Then::Wait(depth)) = self.then {
                    vm.extensions.get::<Mailbox>().signals.given_up = Some(depth);
                }
                return Err(raised);
            }
            Input::Start => {
                let handlers = vm.extensions.get::<Mailbox>().signals.handlers;
                if let Some(handlers) = handlers.and_then(|make| make(vm)) {
                    return Ok(Next::Start(handlers));
                }
            }
            answer if self.waits => return Ok(Next::Restore(answer)),
            _ => {}
        }
        match self.then.take() {
            Some(Then::Restore(input)) => Ok(Next::Restore(input)),
            Some(Then::Wait(depth)) => {
                self.waits = true;
                Ok(Next::Wait(Wait::Again(depth)))
            }
            None => Ok(Next::Return(Value::None)),
        }
    }
}
