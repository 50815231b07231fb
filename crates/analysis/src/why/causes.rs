//! From each step to the one that caused it, and back to all that it caused.
//!
//! Events have causes of their own, but those are often no steps: a callback that starts, a handle that is queued. Here they are
//! followed to a step at which a person can stop:
//!
//! - a line runs because its task goes on, or because of whatever called the callback, or started the thread;
//! - what is done in between (a task is made, woken, suspended; something is printed) is done by the line before it;
//! - a task goes on because it was made or woken; a callback is called because of what queued it;
//! - a poll returns because of the line that sent the request, a timer is due because of the line that set it;
//! - a thread goes on because of the thread that let it, or because its own call is over.
//!
//! Going to an effect and asking for its cause leads back: both come from one list.

use crate::steps::Steps;
use std::collections::BTreeMap;
use trace::event::{AwaitedKind, Event, HandleId, HandleSource, Kind, LaneId, RequestId, Trace};

/// A step's number, from 1.
type Step = u32;

/// What caused each step of a trace, and what each caused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Causes {
    /// For each step, by its number, which step caused it; 0 where none did.
    causes: Vec<Step>,
    /// For each step the last that it caused, 0 if none.
    last_effects: Vec<Step>,
    /// For each step the one before it among those with the same cause, 0 if it is the first.
    siblings: Vec<Step>,
}

impl Causes {
    /// The causes of a trace's steps.
    pub fn new(trace: &Trace, steps: &Steps) -> Causes {
        let count = steps.len() + 1;
        let mut causes =
            Causes { causes: vec![0; count], last_effects: vec![0; count], siblings: vec![0; count] };
        let mut tracer = Tracer::new(trace);
        let mut next = 0;
        for step in 1..=steps.len() {
            let position = steps.position(step);
            let Some(events) = trace.events.get(next..position) else { break };
            // A step of a task that goes on ends with its frames.
            let own = events.iter().rposition(|event| !matches!(event.kind, Kind::FrameEntered { .. }));
            for (place, event) in events.iter().enumerate() {
                let stop = (own == Some(place)).then_some(step as Step);
                let cause = tracer.follow(trace, event, stop);
                if let (Some(stop), Some(cause)) = (stop, cause) {
                    causes.add(cause, stop);
                }
            }
            next = position;
        }
        causes
    }

    /// The step that caused this one.
    pub fn cause(&self, step: usize) -> Option<usize> {
        self.causes.get(step).filter(|&&cause| cause > 0).map(|&cause| cause as usize)
    }

    /// The steps that this one caused, in order.
    pub fn effects(&self, step: usize) -> Vec<usize> {
        let mut effects = Vec::new();
        let mut effect = self.last_effects.get(step).copied().unwrap_or_default() as usize;
        while effect > 0 {
            effects.push(effect);
            effect = self.siblings.get(effect).copied().unwrap_or_default() as usize;
        }
        effects.reverse();
        effects
    }

    fn add(&mut self, cause: Step, effect: Step) {
        self.causes[effect as usize] = cause;
        self.siblings[effect as usize] = std::mem::replace(&mut self.last_effects[cause as usize], effect);
    }
}

/// What a thread does while its events go by.
#[derive(Debug, Clone, Copy, Default)]
struct Thread {
    /// Why it runs at all: the step by which its task goes on, or that queued the callback, or started or woke the thread.
    activation: Option<Step>,
    /// The latest line in that, or another thing that a person would say did something.
    latest: Option<Step>,
    /// What made a task due, whose handle is queued next.
    due: Option<Step>,
    /// What sent the request whose answer came first since the poll began.
    answered: Option<Step>,
    /// The poll that found what is queued now.
    polled: Option<Step>,
    /// The timer that was due.
    fired: Option<Step>,
    /// What did something in the callback before.
    before: Option<Step>,
    /// What another thread did to wake its loop since that began to poll.
    from_outside: Option<Step>,
    /// The call that it is stuck in.
    blocked: Option<Step>,
}

impl Thread {
    fn doer(&self) -> Option<Step> {
        self.latest.or(self.activation)
    }
}

/// Follows the events of a trace, and remembers which step stands behind what.
#[derive(Debug)]
struct Tracer {
    threads: Vec<Thread>,
    /// What queued each handle, or is behind that.
    handles: BTreeMap<HandleId, Step>,
    timers: BTreeMap<HandleId, Step>,
    requests: BTreeMap<RequestId, Step>,
    /// The thread that ran last.
    acting: usize,
}

impl Tracer {
    fn new(trace: &Trace) -> Tracer {
        Tracer {
            threads: vec![Thread::default(); trace.lanes.len() + 1],
            handles: BTreeMap::new(),
            timers: BTreeMap::new(),
            requests: BTreeMap::new(),
            acting: trace.lanes.len(),
        }
    }

    /// Goes on by one event. `stop` is its step, if it is one; the answer is what caused it.
    fn follow(&mut self, trace: &Trace, event: &Event, stop: Option<Step>) -> Option<Step> {
        let place = self.place(trace, event.lane);
        let cause = match event.kind {
            Kind::HandleQueued { .. }
            | Kind::TimerSet { .. }
            | Kind::TimerFired { .. }
            | Kind::HandleStarted { .. }
            | Kind::HandleFinished { .. }
            | Kind::PollStarted { .. }
            | Kind::PollEnded { .. }
            | Kind::LoopStopped => self.follow_loop(place, event.kind, stop),
            Kind::RequestSent { .. }
            | Kind::RequestAnswered { .. }
            | Kind::RequestDone { .. }
            | Kind::RequestFailed { .. } => self.follow_request(place, event.kind),
            Kind::ThreadStarted
            | Kind::ThreadBlocked { .. }
            | Kind::ThreadUnblocked
            | Kind::ThreadFinished => self.follow_thread(place, event.kind, stop),
            _ => follow_task(&mut self.threads[place], event.kind, stop),
        };
        if event.kind.acts() {
            self.acting = place;
        }
        cause
    }

    /// Where the thread of a lane is kept.
    fn place(&self, trace: &Trace, lane: LaneId) -> usize {
        trace.thread_of(lane).index().min(self.threads.len() - 1)
    }

    fn follow_loop(&mut self, place: usize, kind: Kind, stop: Option<Step>) -> Option<Step> {
        let thread = &mut self.threads[place];
        match kind {
            Kind::HandleQueued { handle, source, .. } => {
                let cause = match source {
                    HandleSource::Soon => thread.due.take().or(thread.doer()),
                    HandleSource::Thread { .. } => thread.doer(),
                    HandleSource::Io => thread.polled,
                    HandleSource::Timer => thread.fired,
                };
                let behind = stop.or(cause);
                if let HandleSource::Thread { to } = source {
                    let woken = to.index().min(self.threads.len() - 1);
                    self.threads[woken].from_outside = behind;
                }
                remember(&mut self.handles, handle, behind);
                cause
            }
            Kind::TimerSet { handle, .. } => {
                let cause = thread.doer();
                remember(&mut self.timers, handle, stop.or(cause));
                cause
            }
            Kind::TimerFired { handle } => {
                let cause = self.timers.remove(&handle);
                thread.fired = stop.or(cause);
                cause
            }
            Kind::HandleStarted { handle } => {
                thread.activation = self.handles.remove(&handle);
                (thread.latest, thread.due) = (None, None);
                None
            }
            Kind::HandleFinished { .. } => {
                thread.before = thread.doer();
                (thread.activation, thread.latest, thread.due) = (None, None, None);
                None
            }
            Kind::PollStarted { .. } => {
                (thread.answered, thread.from_outside) = (None, None);
                None
            }
            Kind::PollEnded { .. } => {
                let cause = thread.answered.take().or(thread.from_outside.take());
                thread.polled = stop.or(cause);
                cause
            }
            // Everything else of a loop is no cause: only its end remains.
            _ => {
                let cause = thread.before.take();
                (thread.activation, thread.latest) = (stop, None);
                cause
            }
        }
    }

    fn follow_request(&mut self, place: usize, kind: Kind) -> Option<Step> {
        let thread = &mut self.threads[place];
        match kind {
            Kind::RequestSent { request, .. } => {
                remember(&mut self.requests, request, thread.doer());
                None
            }
            Kind::RequestAnswered { request, .. }
            | Kind::RequestDone { request, .. }
            | Kind::RequestFailed { request, .. } => {
                let sent = self.requests.get(&request).copied();
                thread.answered = thread.answered.or(sent);
                sent
            }
            _ => None,
        }
    }

    fn follow_thread(&mut self, place: usize, kind: Kind, stop: Option<Step>) -> Option<Step> {
        let other = (self.acting != place).then(|| self.threads[self.acting].doer()).flatten();
        let thread = &mut self.threads[place];
        let cause = match kind {
            Kind::ThreadStarted => other,
            Kind::ThreadUnblocked => thread.answered.take().or(other).or(thread.blocked),
            _ => thread.doer(),
        };
        match kind {
            Kind::ThreadBlocked { .. } => thread.blocked = stop,
            Kind::ThreadFinished => thread.latest = stop,
            _ => (thread.activation, thread.latest) = (stop, None),
        }
        cause
    }
}

/// What tasks, lines and frames do, within a callback or outside of any.
fn follow_task(thread: &mut Thread, kind: Kind, stop: Option<Step>) -> Option<Step> {
    let doer = thread.doer();
    match kind {
        Kind::TaskResumed { .. } => {
            let cause = thread.activation;
            (thread.activation, thread.latest) = (stop, None);
            cause
        }
        Kind::Line => {
            thread.latest = stop.or(thread.latest);
            thread.activation
        }
        Kind::TaskFinished { .. } | Kind::TaskCancelRequested { .. } => {
            thread.latest = stop.or(thread.latest);
            doer
        }
        Kind::TaskCreated { .. } | Kind::TaskWoken { .. } => {
            thread.due = stop;
            doer
        }
        Kind::TaskSuspended { on, .. } => {
            thread.due = stop.filter(|_| on.kind == AwaitedKind::NextTurn);
            doer
        }
        _ => doer,
    }
}

fn remember<K: Ord>(steps: &mut BTreeMap<K, Step>, key: K, step: Option<Step>) {
    match step {
        Some(step) => {
            steps.insert(key, step);
        }
        None => {
            steps.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;
    use crate::why::why;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use trace::event::{EventId, TaskId};
    use trace::naming::Naming;

    fn check_laws(trace: &Trace) {
        let steps = Steps::new(trace);
        let causes = Causes::new(trace, &steps);
        for step in 0..=steps.len() {
            if let Some(cause) = causes.cause(step) {
                assert!(0 < cause && cause < step, "step {step} is caused by {cause}");
                assert!(causes.effects(cause).contains(&step), "{step} is no effect of {cause}");
            }
            let effects = causes.effects(step);
            assert!(effects.is_sorted());
            for effect in effects {
                assert!(effect > step);
                assert_eq!(causes.cause(effect), Some(step));
            }
        }
    }

    proptest! {
        #[test]
        fn causes_are_earlier_effects_later_and_each_leads_back_to_the_other(trace in nonsense(120)) {
            check_laws(&trace);
        }

        #[test]
        fn so_it_is_in_stories_that_make_sense(tasks in 1u32..6, rounds in 1u32..4) {
            check_laws(&fan_out(tasks, rounds));
        }
    }

    /// The number of the first step whose event satisfies `is_it`.
    fn step_of(trace: &Trace, steps: &Steps, is_it: impl Fn(&Kind) -> bool) -> usize {
        let event =
            trace.events.iter().position(|event| is_it(&event.kind)).expect("the story has such an event");
        steps.number_at(event) + 1
    }

    fn said(trace: &Trace, steps: &Steps, step: usize) -> String {
        why(trace, &Naming::new(trace), &State::at(trace, steps.position(step))).to_string()
    }

    #[test]
    fn the_way_back_from_a_task_that_goes_on_leads_to_the_line_that_sent_its_request() {
        let trace = fan_out(2, 1);
        let steps = Steps::new(&trace);
        let causes = Causes::new(&trace, &steps);
        let woken = step_of(&trace, &steps, |kind| *kind == Kind::TaskWoken { task: TaskId(2) });
        let goes_on = causes.effects(woken);
        assert_eq!(goes_on.len(), 1);
        assert!(said(&trace, &steps, goes_on[0]).starts_with("The socket for get(1) became readable"));
        let poll = causes.cause(woken).expect("something woke it");
        assert!(said(&trace, &steps, poll).contains("became readable after the loop slept"));
        let line = causes.cause(poll).expect("a request was sent");
        assert!(
            said(&trace, &steps, line).starts_with("get(1) runs line 5"),
            "{}",
            said(&trace, &steps, line)
        );
        let resumed = causes.cause(line).expect("it runs in a task");
        let made = causes.cause(resumed).expect("the task was made");
        assert_eq!(
            [resumed, made].map(|step| said(&trace, &steps, step).split(':').next().map(str::to_owned)),
            [
                Some("It is the turn of get(1), which runs for the first time".to_owned()),
                Some("main makes the task get(1). It does not run yet".to_owned())
            ]
        );
    }

    #[test]
    fn a_line_that_makes_tasks_has_all_of_them_as_effects() {
        let trace = fan_out(3, 1);
        let steps = Steps::new(&trace);
        let causes = Causes::new(&trace, &steps);
        let made = step_of(&trace, &steps, |kind| matches!(kind, Kind::TaskCreated { task: TaskId(3), .. }));
        let line = causes.cause(made).expect("main made it");
        // Three tasks are made, and main gives way.
        assert_eq!(causes.effects(line).len(), 4);
        let event = trace.event(EventId(steps.position(line) as u32 - 1)).expect("it is a step");
        assert_eq!((event.kind, event.line), (Kind::Line, 12));
    }
}
