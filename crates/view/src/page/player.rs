//! Which step of a run is looked at, and how playing moves on from it. Fed with elapsed time; it has no clock of its own.

use super::pacing::Pacing;

/// The longest time between two frames that counts: a page in the background does not leap when it comes back.
const LONGEST_FRAME_MS: f64 = 100.0;

/// How fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speed {
    /// A quarter.
    Quarter,
    /// Half.
    Half,
    /// Normal.
    #[default]
    Normal,
    /// Twice.
    Double,
    /// Four times.
    Fourfold,
    /// Eight times.
    Eightfold,
}

impl Speed {
    /// All of them, the slowest first.
    pub const ALL: [Speed; 6] =
        [Speed::Quarter, Speed::Half, Speed::Normal, Speed::Double, Speed::Fourfold, Speed::Eightfold];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Speed::Quarter => "¼×",
            Speed::Half => "½×",
            Speed::Normal => "1×",
            Speed::Double => "2×",
            Speed::Fourfold => "4×",
            Speed::Eightfold => "8×",
        }
    }

    /// How much playing time passes in a unit of time.
    pub fn factor(self) -> f64 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Normal => 1.0,
            Speed::Double => 2.0,
            Speed::Fourfold => 4.0,
            Speed::Eightfold => 8.0,
        }
    }

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Speed::Quarter => "0.25",
            Speed::Half => "0.5",
            Speed::Normal => "1",
            Speed::Double => "2",
            Speed::Fourfold => "4",
            Speed::Eightfold => "8",
        }
    }

    /// The speed of that name.
    pub fn from_id(id: &str) -> Option<Speed> {
        Speed::ALL.into_iter().find(|speed| speed.id() == id)
    }
}

/// The part of a run that can be looked at, by its first and last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Nothing before this step.
    pub first: usize,
    /// Nothing after this step.
    pub last: usize,
}

/// All of it.
impl Default for Part {
    fn default() -> Part {
        Part { first: 0, last: usize::MAX }
    }
}

impl Part {
    /// The nearest step within it, of a run that has so many.
    fn nearest(self, step: usize, step_count: usize) -> usize {
        let last = self.last.min(step_count.saturating_sub(1));
        step.clamp(self.first.min(last), last)
    }
}

/// What is looked at, and whether it moves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Player {
    /// The step: 0 is the beginning. Less than the run's count of them, the beginning included.
    pub step: usize,
    /// Whether it plays.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Whether playing skips waits, and so shows steps alone.
    pub skips_waits: bool,
    /// Whether it stays at the end of a run that grows.
    pub following: bool,
    /// What of the run can be looked at.
    pub part: Part,
    /// How much of the way to the next step is done, 0..=1; nothing while it does not play.
    progress: f64,
}

impl Player {
    /// Time passes. Stops at the last step.
    pub fn tick(&mut self, elapsed_ms: f64, pacing: &Pacing) {
        if !self.playing {
            return;
        }
        let mut left_ms = elapsed_ms.clamp(0.0, LONGEST_FRAME_MS) * self.speed.factor();
        let last = self.part.nearest(usize::MAX, pacing.step_count());
        while self.step < last {
            let length_ms = self.length_ms(pacing);
            let rest_ms = length_ms * (1.0 - self.progress);
            if left_ms < rest_ms {
                self.progress += left_ms / length_ms;
                return;
            }
            left_ms -= rest_ms;
            (self.step, self.progress) = (self.step + 1, 0.0);
        }
        self.step = last;
        self.pause();
    }

    /// How long the step is shown, in milliseconds at normal speed.
    fn length_ms(&self, pacing: &Pacing) -> f64 {
        if self.skips_waits { pacing.length_without_wait_ms(self.step) } else { pacing.length_ms(self.step) }
    }

    /// How much of the way to the next step is done: 0..=1. What interpolates between the two looks the same forwards and back.
    pub fn progress(&self) -> f64 {
        self.progress
    }

    /// Plays, from the beginning if it is at the end.
    pub fn play(&mut self, step_count: usize) {
        let last = self.part.nearest(usize::MAX, step_count);
        if self.step >= last {
            self.go_to(0, step_count);
        }
        self.following = false;
        self.playing = self.step < last;
    }

    /// Stops playing, at the step that it has come to.
    pub fn pause(&mut self) {
        self.playing = false;
        self.progress = 0.0;
    }

    /// Plays or pauses.
    pub fn toggle(&mut self, step_count: usize) {
        if self.playing { self.pause() } else { self.play(step_count) }
    }

    /// Goes to a step, or the last one if there are fewer, and pauses.
    pub fn go_to(&mut self, step: usize, step_count: usize) {
        self.pause();
        self.step = self.part.nearest(step, step_count);
        self.following = false;
    }

    /// One step forward.
    pub fn step_forward(&mut self, step_count: usize) {
        self.go_to(self.step.saturating_add(1), step_count);
    }

    /// One step back.
    pub fn step_back(&mut self, step_count: usize) {
        self.go_to(self.step.saturating_sub(1), step_count);
    }

    /// Goes to the end, and stays there while the run grows.
    pub fn go_to_end(&mut self, step_count: usize) {
        self.go_to(usize::MAX, step_count);
        self.following = true;
    }

    /// Plays at the next speed, or at the one before; there is none beyond the ends.
    pub fn change_speed(&mut self, faster: bool) {
        let place = Speed::ALL.iter().position(|speed| *speed == self.speed).unwrap_or_default();
        let place = if faster { place + 1 } else { place.saturating_sub(1) };
        self.speed = Speed::ALL.get(place).copied().unwrap_or(self.speed);
    }

    /// The run has so many steps now.
    pub fn grow(&mut self, step_count: usize) {
        if self.following {
            self.go_to_end(step_count);
        } else {
            self.step = self.part.nearest(self.step, step_count);
        }
    }
}

#[cfg(test)]
mod tests;
