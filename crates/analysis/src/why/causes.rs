//! From each step to the one that caused it, and back to all that it caused.
//!
//! Events say what caused them, but that is often no step: a callback that starts, a handle that is queued. Here causes are followed
//! to a step at which a person can stop:
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
use trace::Log;
use trace::event::{Event, HandleSource, Kind, LaneId, Trace};

/// A step's number, from 1; 0 for none.
type Step = u32;

/// What caused each step of a trace, and what each caused.
#[derive(Debug, Clone, Default)]
pub struct Causes {
    /// For each step, by its number, which step caused it; 0 where none did.
    causes: Log<Step>,
    /// For each step the last that it caused, 0 if none.
    last_effects: Log<Step>,
    /// For each step the one before it among those with the same cause, 0 if it is the first.
    siblings: Log<Step>,
    /// The steps of the events that have been seen: those of all steps, and no others.
    index: StepIndex,
}

impl Causes {
    /// The causes of a trace's steps.
    pub fn new(trace: &Trace, steps: &Steps) -> Causes {
        let mut causes = Causes::default();
        causes.extend(trace, steps);
        causes
    }

    /// Takes in the steps that have been added to the trace since.
    pub fn extend(&mut self, trace: &Trace, steps: &Steps) {
        let mut events = Vec::new();
        for step in self.causes.len()..=steps.len() {
            self.causes.push(0);
            self.last_effects.push(0);
            self.siblings.push(0);
            let next = self.index.steps.len();
            events.clear();
            events.extend(trace.events_from(next).take(steps.position(step).saturating_sub(next)));
            // A step of a task that goes on ends with its frames.
            let own = events.iter().rposition(|event| !matches!(event.kind, Kind::FrameEntered { .. }));
            for (index, event) in events.iter().enumerate() {
                let cause = self.index.cause(trace, event);
                let stop = if own == Some(index) { step as Step } else { 0 };
                if stop > 0 && cause > 0 {
                    self.add(cause, stop);
                }
                self.index.add(trace, event, if stop > 0 { stop } else { cause });
            }
        }
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
        let last = self.last_effects.get_mut(cause as usize).map(|last| std::mem::replace(last, effect));
        for (log, step) in [(&mut self.causes, cause), (&mut self.siblings, last.unwrap_or_default())] {
            if let Some(known) = log.get_mut(effect as usize) {
                *known = step;
            }
        }
    }
}

/// For each event the step that it belongs to: its own, or that of its cause.
#[derive(Debug, Clone, Default)]
struct StepIndex {
    steps: Log<Step>,
    /// The latest poll of each thread: what it found becomes ready because it returned.
    polls: BTreeMap<LaneId, Step>,
}

impl StepIndex {
    /// The step of what caused the next event.
    fn cause(&self, trace: &Trace, event: &Event) -> Step {
        if let Kind::HandleQueued { source: HandleSource::Io, .. } = event.kind {
            return self.polls.get(&trace.thread_of(event.lane)).copied().unwrap_or_default();
        }
        // A wrong trace can name an event that comes later.
        let cause = event.cause.and_then(|cause| self.steps.get(cause.get() as usize - 1));
        cause.copied().unwrap_or_default()
    }

    fn add(&mut self, trace: &Trace, event: &Event, step: Step) {
        self.steps.push(step);
        if let Kind::PollEnded { .. } = event.kind {
            self.polls.insert(trace.thread_of(event.lane), step);
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
        let event = trace.events().position(|event| is_it(&event.kind)).expect("the story has such an event");
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
        let woken = step_of(&trace, &steps, |kind| matches!(kind, Kind::TaskWoken { task: TaskId(2), .. }));
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
