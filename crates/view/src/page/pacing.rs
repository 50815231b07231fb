//! How the time of a run becomes the time of its playback, and back.
//!
//! Playing follows the clock of the run, but is not true to it: a millisecond with forty steps could not be seen, and an hour
//! without any would bore. At normal speed a run plays in [6](SHORTEST_MS) to 30 seconds. Each step is shown for a moment; to that
//! comes the time until the next:
//!
//! - Waits take their own time, if together they take no more than twelve seconds. If they had less of the
//!   playback than they have of the run, they are shown more slowly: up to half of the playback is theirs.
//! - What is too long is compressed, the longer the more, so that of two waits the longer one still takes longer, and the short ones
//!   keep their time. Where time is compressed, [`Pacing::compression`] says how much.
//!
//! What it is not: a clock, which a [`Player`](super::player::Player) is fed with. Begin with [`Pacing::new`]; `scale` decides how
//! long what takes, and `landmarks` finds in a trace where everybody waits and where the turns of the loop begin.

mod landmarks;
mod scale;
mod turns;

use self::scale::Scale;
use trace::Span;

pub use self::landmarks::Landmarks;
pub use self::turns::Turns;

/// How long a step is shown, in milliseconds, unless there are many.
const STEP_MS: f64 = 90.0;
/// The longest that all steps together are shown.
const ALL_STEPS_MS: f64 = 10_000.0;
/// The longest that is added for time in which the program computes.
const MOST_COMPUTING_MS: f64 = 5_000.0;
/// The longest that is added for waits, unless steps take longer than that.
const MOST_WAITING_MS: f64 = 12_000.0;
/// The shortest that a run plays at normal speed, in milliseconds: what would be over sooner plays more slowly.
///
/// The longest is thirty seconds: steps and computing take fifteen at most, and waits twelve, or as long as they do.
pub const SHORTEST_MS: f64 = 6_000.0;
/// Time that plays in less than this part of itself is compressed; what is less than that cannot be felt.
const COMPRESSED: f64 = 0.98;

/// The time between a step and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// How long it is on the run's clock.
    pub span: Span,
    /// Whether everybody waits in it; otherwise somebody computes.
    pub waits: bool,
}

/// How long each step of a run is shown while playing at normal speed, up to the next one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pacing {
    /// When each step begins, in milliseconds from the beginning of playing. One more than there are gaps; empty without steps.
    starts: Vec<f64>,
    /// How long a step is shown by itself, without the time until the next.
    step_ms: f64,
    /// The steps after which everybody waits, increasing.
    waits: Vec<u32>,
    /// The steps after which time is compressed, increasing, and how many times faster it plays than it passed.
    compressed: Vec<(u32, f64)>,
}

impl Pacing {
    /// The pacing of a run with these gaps between its steps, of which it has one more; the beginning is the first.
    pub fn new(gaps: &[Gap]) -> Pacing {
        let step_ms = STEP_MS.min(ALL_STEPS_MS / gaps.len().max(1) as f64);
        let lengths = |waits| -> Vec<f64> {
            gaps.iter().filter(|gap| gap.waits == waits).map(|gap| gap.span.as_milliseconds()).collect()
        };
        let (waiting, computing) = (lengths(true), lengths(false));
        let (waited, computed) = (waiting.iter().sum::<f64>(), computing.iter().sum::<f64>());
        // Waits for each unit of computing: as many in the playback as in the run, but no more than one.
        let waits = if waited < computed { waited / computed } else { 1.0 };
        let steps_ms = |gaps: &[f64]| step_ms * gaps.len() as f64;
        let (steps_computing, steps_waiting) = (steps_ms(&computing), steps_ms(&waiting));
        let computing = Scale::fit(&computing, 0.0, MOST_COMPUTING_MS);
        let computing_ms = steps_computing + computing.total;
        let least = (computing_ms * waits - steps_waiting).max(0.0);
        let waiting = Scale::fit(&waiting, least, MOST_WAITING_MS.max(least));
        let whole = computing_ms + steps_waiting + waiting.total;
        let stretch = if whole > 0.0 { (SHORTEST_MS / whole).max(1.0) } else { 1.0 };
        let mut pacing = Pacing { step_ms: step_ms * stretch, starts: vec![0.0], ..Pacing::default() };
        for gap in gaps {
            let scale = if gap.waits { &waiting } else { &computing };
            pacing.push(*gap, (step_ms + scale.of(gap.span.as_milliseconds())) * stretch);
        }
        pacing
    }

    fn push(&mut self, gap: Gap, length: f64) {
        let step = self.starts.len() as u32 - 1;
        if gap.waits {
            self.waits.push(step);
        }
        let passed = gap.span.as_milliseconds();
        if length < passed * COMPRESSED {
            self.compressed.push((step, passed / length));
        }
        self.starts.push(self.total_ms() + length);
    }

    /// How many steps there are, the beginning included.
    pub fn step_count(&self) -> usize {
        self.starts.len()
    }

    /// How long all of it plays at normal speed, in milliseconds: from the beginning until the last step is reached.
    pub fn total_ms(&self) -> f64 {
        self.starts.last().copied().unwrap_or(0.0)
    }

    /// The shortest that a step is shown at normal speed, in milliseconds.
    pub fn step_ms(&self) -> f64 {
        self.step_ms
    }

    /// How long it is from a step to the next, in milliseconds at normal speed. Nothing comes after the last.
    pub fn length_ms(&self, step: usize) -> f64 {
        let end = self.starts.get(step.saturating_add(1));
        end.map_or(0.0, |end| end - self.starts[step])
    }

    /// The same where waits are skipped: a step is shown as long as any, whatever it waits for.
    pub fn length_without_wait_ms(&self, step: usize) -> f64 {
        let length = self.length_ms(step);
        if self.waits(step) { length.min(self.step_ms) } else { length }
    }

    /// Whether everybody waits between a step and the next.
    pub fn waits(&self, step: usize) -> bool {
        u32::try_from(step).is_ok_and(|step| self.waits.binary_search(&step).is_ok())
    }

    /// How many times faster the time after a step plays than it passed, where it is compressed.
    pub fn compression(&self, step: usize) -> Option<f64> {
        let step = u32::try_from(step).ok()?;
        let place = self.compressed.binary_search_by_key(&step, |(step, _)| *step).ok()?;
        Some(self.compressed[place].1)
    }

    /// The steps after which time is compressed, in order, each with how many times faster it plays than it passed.
    pub fn compressed(&self) -> impl Iterator<Item = (usize, f64)> {
        self.compressed.iter().map(|(step, times)| (*step as usize, *times))
    }

    /// When something is shown, in milliseconds of playing at normal speed: `progress` of the way, 0..=1, from a step to the next.
    pub fn playback_ms(&self, step: usize, progress: f64) -> f64 {
        let start = self.starts.get(step).or(self.starts.last()).copied().unwrap_or(0.0);
        start + self.length_ms(step) * progress.clamp(0.0, 1.0)
    }

    /// What is shown then: a step, and how much of the way to the next is done, 0..1. After the end it is the last step.
    pub fn place(&self, playback_ms: f64) -> (usize, f64) {
        let begun = self.starts.partition_point(|start| *start <= playback_ms);
        let step = begun.saturating_sub(1);
        let length = self.length_ms(step);
        (step, if length > 0.0 { ((playback_ms - self.starts[step]) / length).clamp(0.0, 1.0) } else { 0.0 })
    }
}

#[cfg(test)]
mod tests;
