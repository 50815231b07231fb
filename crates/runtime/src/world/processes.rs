//! The processes of a run: how far each has come, and which goes on.
//!
//! Each has an interpreter's lock of its own, so they run at the same time, and each has a clock that says how far it has come.
//! Here that is done in turns so short that nobody sees them: whoever has come least far goes on. What it is not: the threads,
//! which take turns within their process; those are in `schedule`. Begin with [`Processes::next`].

use std::collections::VecDeque;

use trace::{EventId, Span, Time};

/// How many processors the machine has: `os.cpu_count()`. Of more processes than that, each gets its share.
pub const PROCESSORS: usize = 4;

/// The processes of a run, by number. The first is the program itself.
#[derive(Debug, Default)]
pub(super) struct Processes {
    all: Vec<Process>,
    /// How many turns there have been.
    turns: u64,
}

/// One process.
#[derive(Debug, Default)]
pub(super) struct Process {
    /// Its threads that can run, the next one first.
    pub(super) runnable: VecDeque<usize>,
    /// The turn of the thread that runs.
    pub(super) turn: Turn,
    /// What the thread did last that ran last: after that another one can have the interpreter.
    pub(super) gave_way: Option<EventId>,
    /// How far it has come.
    now: Time,
    /// When it had its latest turn: of those that have come equally far, as all have on a wall's clock, it is the next one's turn.
    latest_turn: u64,
}

/// How long a thread has kept others of its process from running.
#[derive(Debug, Default)]
pub(super) struct Turn {
    pub(super) thread: usize,
    pub(super) since: Time,
    pub(super) steps: u64,
}

impl Processes {
    /// The process of this number; made if it is new.
    pub(super) fn get(&mut self, number: usize) -> &mut Process {
        if self.all.len() <= number {
            self.all.resize_with(number + 1, Process::default);
        }
        &mut self.all[number]
    }

    /// Whether this process has yet to get its first thread.
    pub(super) fn is_new(&self, number: usize) -> bool {
        self.all.len() <= number
    }

    /// The process that goes on, and how far it has come; None if no thread can run.
    pub(super) fn next(&mut self) -> Option<(usize, Time)> {
        let ready = self.all.iter_mut().enumerate().filter(|(_, process)| !process.runnable.is_empty());
        let (number, process) = ready.min_by_key(|(_, process)| (process.now, process.latest_turn))?;
        self.turns += 1;
        process.latest_turn = self.turns;
        Some((number, process.now))
    }

    /// How many of them have threads that can run.
    pub(super) fn busy(&self) -> usize {
        self.all.iter().filter(|process| !process.runnable.is_empty()).count()
    }

    /// A process has had its turn, and has come so far: `from` is where it was before. If there are more of them than processors,
    /// the turn took longer than what it did.
    pub(super) fn has_come(&mut self, number: usize, from: Time, to: Time) {
        let competing = (self.busy().max(1) as u64).saturating_sub(PROCESSORS as u64);
        let waited = to.since(from).0 * competing / PROCESSORS as u64;
        self.all[number].now = to + Span(waited);
    }

    /// How far all of those have come that can run; None if none can.
    pub(super) fn frontier(&self) -> Option<Time> {
        self.all.iter().filter(|process| !process.runnable.is_empty()).map(|process| process.now).min()
    }
}

impl Process {
    /// A thread of it can run, from this moment on.
    pub(super) fn wake(&mut self, thread: usize, now: Time) {
        if self.runnable.is_empty() {
            self.now = self.now.max(now);
        }
        self.runnable.push_back(thread);
    }
}
