//! What playing goes by in a trace: after which steps everybody waits, and which step is the first of a turn of the loop.
//!
//! Found in one pass, and a growing trace is taken in bit by bit. What it is not: lengths, which are the pacing's. Begin with
//! [`Landmarks::extend`].

use super::Turns;
use analysis::steps::Steps;
use trace::{Event, Kind, Span, Trace};

/// The landmarks of one trace, by the numbers of its steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Landmarks {
    /// The steps after which all threads sleep, increasing.
    waits: Vec<u32>,
    /// The turns of its loops.
    pub turns: Turns,
    /// How many events have been taken in, and how many steps.
    seen: (usize, usize),
    /// By lane, whether a thread goes on; and how many do.
    awake: Vec<bool>,
    awake_count: usize,
    /// Whether a turn has begun that has no step yet.
    turning: bool,
}

impl Landmarks {
    /// Those of a trace with these steps.
    pub fn new(trace: &Trace, steps: &Steps) -> Landmarks {
        let mut landmarks = Landmarks::default();
        landmarks.extend(trace, steps);
        landmarks
    }

    /// Takes in what has been added to a trace and its steps since.
    pub fn extend(&mut self, trace: &Trace, steps: &Steps) {
        self.awake.resize(trace.lanes().len(), false);
        let mut events = trace.events_from(self.seen.0);
        while self.seen.1 < steps.len() {
            self.seen.1 += 1;
            let position = steps.position(self.seen.1);
            for event in events.by_ref().take(position.saturating_sub(self.seen.0)) {
                self.add(trace, &event);
            }
            self.seen.0 = self.seen.0.max(position);
            let step = self.seen.1 as u32;
            if std::mem::take(&mut self.turning) {
                self.turns.push(step);
            }
            if self.awake_count == 0 {
                self.waits.push(step);
            }
        }
    }

    /// Whether everybody waits after a step.
    pub fn waits_after(&self, step: usize) -> bool {
        u32::try_from(step).is_ok_and(|step| self.waits.binary_search(&step).is_ok())
    }

    fn add(&mut self, trace: &Trace, event: &Event) {
        self.turning |= matches!(event.kind, Kind::TurnStarted { .. });
        let sleeps = match event.kind {
            Kind::PollStarted { timeout } => timeout != Some(Span::ZERO),
            Kind::ThreadBlocked { .. } | Kind::ThreadFinished => true,
            Kind::ThreadStarted | Kind::ThreadUnblocked => false,
            // What comes from outside wakes nobody by itself.
            kind if !kind.acts() => return,
            _ => false,
        };
        if let Some(awake) = self.awake.get_mut(trace.thread_of(event.lane).index()) {
            let before = std::mem::replace(awake, !sleeps);
            self.awake_count = self.awake_count + usize::from(!sleeps) - usize::from(before);
        }
    }
}
