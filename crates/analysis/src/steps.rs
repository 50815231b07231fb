//! Steps: the positions of a trace at which a person stops when going through it.
//!
//! Not each event is worth a stop. A step is a line that was executed, a task that was made, goes on, gives way, is woken or
//! ends, a sleep of the loop and its end, a callback that the program asks for, something printed, and whatever went wrong. The position of
//! a step is right after its event, or for a task that goes on, after its frames are back on the stack.

use trace::Log;
use trace::event::{HandleSource, Kind, Trace};
use trace::time::Span;

/// The steps of one trace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// Where each is, increasing; the beginning of the trace is none.
    positions: Log<u32>,
    seen: usize,
    /// Whether frames that come next belong to the last step.
    resuming: bool,
    /// Whether the poll that is going on may sleep.
    sleeping: bool,
}

impl Steps {
    /// The steps of a trace.
    pub fn new(trace: &Trace) -> Steps {
        let mut steps = Steps::default();
        steps.extend(trace);
        steps
    }

    /// Takes in what has been added to the trace since.
    pub fn extend(&mut self, trace: &Trace) {
        for event in trace.events_from(self.seen) {
            self.seen += 1;
            self.add(event.kind);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// How many steps have been made at a position: the number to show, 0 at the beginning.
    pub fn number_at(&self, position: usize) -> usize {
        self.positions.partition_point(|&step| step as usize <= position)
    }

    /// The position of a step, by its number; 0 is the beginning, and what is beyond the last is the last.
    pub fn position(&self, number: usize) -> usize {
        match number.min(self.len()).checked_sub(1) {
            Some(index) => self.positions.get(index).map_or(0, |&step| step as usize),
            None => 0,
        }
    }

    /// The position of the first step after this position, if there is one.
    pub fn next(&self, position: usize) -> Option<usize> {
        self.positions.get(self.number_at(position)).map(|&step| step as usize)
    }

    /// The position of the last step before this position, or the beginning.
    pub fn previous(&self, position: usize) -> Option<usize> {
        let before = self.positions.partition_point(|&step| (step as usize) < position);
        (position > 0).then(|| self.position(before))
    }

    fn add(&mut self, kind: Kind) {
        if self.resuming && matches!(kind, Kind::FrameEntered { .. }) {
            if let Some(last) = self.positions.last_mut() {
                *last = self.seen as u32;
            }
            return;
        }
        self.resuming = matches!(kind, Kind::TaskResumed { .. });
        if let Kind::PollStarted { timeout } = kind {
            self.sleeping = timeout != Some(Span::ZERO);
        }
        if is_step(kind, self.sleeping) {
            self.positions.push(self.seen as u32);
        }
    }
}

fn is_step(kind: Kind, sleeping: bool) -> bool {
    match kind {
        Kind::Line
        | Kind::LoopStarted
        | Kind::LoopStopped
        | Kind::TimerFired { .. }
        | Kind::TaskCreated { .. }
        | Kind::TaskResumed { .. }
        | Kind::TaskSuspended { .. }
        | Kind::TaskWoken { .. }
        | Kind::TaskCancelRequested { .. }
        | Kind::TaskFinished { .. }
        | Kind::RequestFailed { .. }
        | Kind::RequestAborted { .. }
        | Kind::ThreadStarted
        | Kind::ThreadBlocked { .. }
        | Kind::ThreadUnblocked
        | Kind::ThreadFinished
        | Kind::Output { .. }
        | Kind::Warning { .. } => true,
        Kind::PollStarted { .. } => sleeping,
        Kind::PollEnded { ready } => sleeping || ready > 0,
        // Steps of tasks show as what made them due, timers as what set them; what the library asks for does not matter.
        Kind::HandleQueued { purpose, source: HandleSource::Soon | HandleSource::Thread { .. }, .. }
        | Kind::TimerSet { purpose, .. } => purpose.is_of_program(),
        Kind::HandleQueued { .. } => false,
        Kind::TurnStarted { .. }
        | Kind::HandleStarted { .. }
        | Kind::HandleFinished { .. }
        | Kind::HandleCancelled { .. }
        | Kind::FrameEntered { .. }
        | Kind::FrameLeft { .. }
        | Kind::RequestSent { .. }
        | Kind::RequestConnected { .. }
        | Kind::RequestAnswered { .. }
        | Kind::RequestDone { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;

    #[test]
    fn four_gathered_requests_are_about_eighty_steps() {
        let steps = Steps::new(&fan_out(4, 1));
        assert!((70..100).contains(&steps.len()), "{} steps", steps.len());
    }

    #[test]
    fn a_task_that_goes_on_has_its_frames_back() {
        let trace = fan_out(1, 1);
        let resumed = trace.events().position(|event| matches!(event.kind, Kind::TaskResumed { .. }));
        let resumed = resumed.expect("main runs");
        // The event itself, and the one frame that is entered after it.
        assert_eq!(Steps::new(&trace).next(resumed), Some(resumed + 2));
    }

    proptest! {
        #[test]
        fn forward_and_back_are_inverse(trace in nonsense(100)) {
            let steps = Steps::new(&trace);
            let mut position = 0;
            for number in 1..=steps.len() {
                let next = steps.next(position).expect("there are more");
                prop_assert_eq!(steps.previous(next), Some(position));
                prop_assert_eq!((steps.number_at(next), steps.position(number)), (number, next));
                position = next;
            }
            prop_assert_eq!(steps.next(position), None);
            prop_assert_eq!(steps.previous(0), None);
        }

        #[test]
        fn a_growing_trace_has_the_steps_of_the_whole(trace in nonsense(100), part in 0usize..100) {
            let growing = trace.beginning(part);
            let mut steps = Steps::new(&growing);
            steps.extend(&trace);
            prop_assert_eq!(steps, Steps::new(&trace));
        }
    }
}
