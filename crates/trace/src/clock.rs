//! The run's clock: virtual time that moves when it is told to, or the wall's.

use super::time::{Span, Time};
use std::fmt;

/// Tells the time of a run.
pub enum Clock {
    /// Moves by a fixed cost for each executed line, and when the world says that everything waits.
    Virtual {
        /// The moment it is.
        now: Time,
        /// What one executed line costs.
        cost_per_line: Span,
    },
    /// Reads a clock that moves by itself. It may be coarse, but must never go back.
    Wall(Box<dyn FnMut() -> Time>),
}

impl Clock {
    /// A virtual clock at the beginning of a run.
    pub fn at_zero(cost_per_line: Span) -> Clock {
        Clock::Virtual { now: Time::ZERO, cost_per_line }
    }

    /// The moment it is.
    pub fn now(&mut self) -> Time {
        match self {
            Clock::Virtual { now, .. } => *now,
            Clock::Wall(read) => read(),
        }
    }

    /// One line of the program is executed.
    pub fn spend_line(&mut self) {
        if let Clock::Virtual { now, cost_per_line } = self {
            *now += *cost_per_line;
        }
    }

    /// Time passes until `moment`; a wall clock passes it by itself.
    pub fn advance_to(&mut self, moment: Time) {
        if let Clock::Virtual { now, .. } = self {
            *now = (*now).max(moment);
        }
    }

    /// It is this moment for what runs from now on, also if it was later for what ran before: of processes that run at the same
    /// time, each has come as far as it has. A wall clock is the same for all.
    pub fn set(&mut self, moment: Time) {
        if let Clock::Virtual { now, .. } = self {
            *now = moment;
        }
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::at_zero(Span::from_microseconds(1))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clock::Virtual { now, cost_per_line } => {
                write!(f, "Clock::Virtual({now}, {cost_per_line} per line)")
            }
            Clock::Wall(_) => write!(f, "Clock::Wall"),
        }
    }
}
