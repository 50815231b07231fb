//! Which step of a run is looked at, and how playing moves on from it. Fed with elapsed time; it has no clock of its own.

use trace::log::partition_point;
use trace::{Log, Span, Time};

/// How long a step is shown at normal speed, in milliseconds.
const STEP_MS: f64 = 200.0;
/// The longest that a wait of the program adds to that.
const LONGEST_WAIT: Span = Span::from_milliseconds(900);
/// The longest that all steps together take; those of a longer run are shown more briefly.
const ALL_STEPS_MS: f64 = 30_000.0;
/// The longest that all waits together add.
const ALL_WAITS_MS: f64 = 15_000.0;
/// The longest time between two frames that counts: a page in the background does not leap when it comes back.
const LONGEST_FRAME_MS: f64 = 100.0;

/// When each step of a run begins while playing at normal speed.
///
/// Playing is not true to time, or a millisecond with forty steps could not be seen and a second without any would bore: each
/// step is shown for a while, and longer if the program waits after it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pacing {
    /// For each step what the waits before it come to, none counted for longer than the longest.
    waits: Log<Span>,
}

impl Pacing {
    /// The pacing of steps that happen at these moments.
    pub fn new(times: &[Time]) -> Pacing {
        let mut pacing = Pacing::default();
        pacing.extend(times.len(), |step| times[step]);
        pacing
    }

    /// There are so many steps now, which happen at these moments. Of those that there were, only the last may happen at another.
    pub fn extend(&mut self, step_count: usize, time: impl Fn(usize) -> Time) {
        self.waits.pop();
        for step in self.waits.len()..step_count {
            let wait = step.checked_sub(1).map_or(Span::ZERO, |before| time(step).since(time(before)));
            self.waits.push(self.all_waits() + wait.min(LONGEST_WAIT));
        }
    }

    /// How many steps there are.
    pub fn step_count(&self) -> usize {
        self.waits.len()
    }

    /// The shortest that a step is shown at normal speed, in milliseconds.
    pub fn shortest_ms(&self) -> f64 {
        STEP_MS.min(ALL_STEPS_MS / self.step_count().max(1) as f64)
    }

    fn all_waits(&self) -> Span {
        self.waits.last().copied().unwrap_or_default()
    }

    /// When a step begins, in milliseconds from the beginning of playing; the end for steps that do not exist.
    fn start(&self, step: usize) -> f64 {
        let shrink = (ALL_WAITS_MS / self.all_waits().as_milliseconds()).min(1.0);
        let waits = self.waits.get(step).copied().unwrap_or(self.all_waits());
        step.min(self.step_count()) as f64 * self.shortest_ms() + waits.as_milliseconds() * shrink
    }

    /// The step that is shown then.
    fn step_at(&self, playhead: f64) -> usize {
        let begun = partition_point(self.step_count(), |step| self.start(step) <= playhead);
        begun.saturating_sub(1)
    }
}

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
    /// Whether it stays at the end of a run that grows.
    pub following: bool,
    /// What of the run can be looked at.
    pub part: Part,
    /// How much of the step has been shown, in milliseconds at normal speed.
    shown_ms: f64,
}

impl Player {
    /// Time passes. Stops at the last step.
    pub fn tick(&mut self, elapsed_ms: f64, pacing: &Pacing) {
        if !self.playing {
            return;
        }
        let elapsed_ms = elapsed_ms.clamp(0.0, LONGEST_FRAME_MS) * self.speed.factor();
        let playhead = pacing.start(self.step) + self.shown_ms + elapsed_ms;
        self.step = pacing.step_at(playhead);
        self.shown_ms = playhead - pacing.start(self.step);
        let last = self.part.nearest(usize::MAX, pacing.step_count());
        if self.step >= last {
            self.step = last;
            self.pause();
        }
    }

    /// How much of the way to the next step is done: 0..=1. What interpolates between the two looks the same forwards and back.
    pub fn progress(&self, pacing: &Pacing) -> f64 {
        let length = pacing.start(self.step + 1) - pacing.start(self.step);
        if length > 0.0 { (self.shown_ms / length).clamp(0.0, 1.0) } else { 0.0 }
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

    /// Stops playing.
    pub fn pause(&mut self) {
        self.playing = false;
        self.shown_ms = 0.0;
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
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

    fn milliseconds(times: &[u64]) -> Vec<Time> {
        times.iter().map(|ms| Time(ms * 1_000_000)).collect()
    }

    fn playing() -> Player {
        Player { playing: true, ..Player::default() }
    }

    #[test]
    fn a_step_is_shown_for_a_while_and_longer_if_the_program_waits_after_it() {
        let pacing = Pacing::new(&milliseconds(&[0, 0, 125, 10_000]));
        // 200; 200 + 125; 200 + 900 at most; 200
        assert_eq!([0, 1, 2, 3, 4].map(|step| pacing.start(step)), [0.0, 200.0, 525.0, 1625.0, 1825.0]);
    }

    #[test]
    fn a_run_of_a_hundred_thousand_steps_plays_in_well_under_a_minute() {
        let times: Vec<Time> = (0..100_000).map(|step| Time(step * 1_000_000)).collect();
        let pacing = Pacing::new(&times);
        assert!((44_000.0..46_000.0).contains(&pacing.start(100_000)), "{}", pacing.start(100_000));
    }

    #[test]
    fn playing_goes_on_by_elapsed_time_and_speed() {
        let pacing = Pacing::new(&milliseconds(&[0, 0, 0, 0]));
        let mut player = playing();
        for _ in 0..3 {
            player.tick(90.0, &pacing);
        }
        // 270 ms of 200 ms each: in the second step.
        assert_eq!(player.step, 1);
        player.speed = Speed::Fourfold;
        player.tick(50.0, &pacing);
        assert_eq!(player.step, 2);
    }

    #[test]
    fn playing_stops_at_the_last_step_and_begins_again_from_there() {
        let pacing = Pacing::new(&milliseconds(&[0, 0]));
        let mut player = Player { step: 1, ..playing() };
        player.tick(16.0, &pacing);
        assert!(!player.playing);
        player.play(2);
        assert_eq!((player.step, player.playing), (0, true));
    }

    #[test]
    fn a_page_that_comes_back_from_the_background_does_not_leap() {
        let pacing = Pacing::new(&milliseconds(&[0, 0, 0]));
        let mut player = playing();
        player.tick(60_000.0, &pacing);
        assert_eq!(player.step, 0);
    }

    #[test]
    fn the_way_to_the_next_step_is_done_by_and_by() {
        let pacing = Pacing::new(&milliseconds(&[0, 0, 0]));
        let mut player = playing();
        player.tick(50.0, &pacing);
        assert_eq!(player.progress(&pacing), 0.25);
        player.pause();
        assert_eq!(player.progress(&pacing), 0.0);
    }

    #[test]
    fn who_follows_stays_at_the_end_until_they_step_away() {
        let mut player = Player::default();
        player.go_to_end(10);
        player.grow(20);
        assert_eq!(player.step, 19);
        player.step_back(20);
        player.grow(30);
        assert_eq!(player.step, 18);
    }

    #[test]
    fn a_run_without_steps_can_be_played_with() {
        let pacing = Pacing::new(&[]);
        let mut player = playing();
        player.tick(16.0, &pacing);
        player.play(0);
        player.go_to_end(0);
        player.step_forward(0);
        assert_eq!((player.step, player.playing, player.progress(&pacing)), (0, false, 0.0));
    }

    proptest! {
        #[test]
        fn stepping_back_undoes_stepping_forward(step in 0usize..50, count in 51usize..99) {
            let mut player = Player { step, ..Player::default() };
            player.step_forward(count);
            player.step_back(count);
            prop_assert_eq!(player.step, step);
        }

        #[test]
        fn playing_never_goes_back_nor_beyond_the_end(
            gaps in prop::collection::vec(0u64..2_000, 0..50),
            frames in prop::collection::vec(-1.0f64..500.0, 0..50),
        ) {
            let times: Vec<u64> = gaps.iter().scan(0, |at, gap| { *at += gap; Some(*at) }).collect();
            let pacing = Pacing::new(&milliseconds(&times));
            let mut player = playing();
            for frame in frames {
                let before = player.step;
                player.tick(frame, &pacing);
                prop_assert!(player.step >= before && player.step <= times.len().saturating_sub(1));
            }
        }
    }
}
