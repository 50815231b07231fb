//! Programs that wait by looking at the clock again and again: their looks are folded.
//!
//! In virtual time a look takes no longer than its line, so that five seconds of polling would be millions of turns of a loop, all
//! alike. After many looks between which nothing else happened, each makes time pass as much as a whole row of them would have. A
//! wall clock passes by itself.

use super::Recorder;
use crate::event::{Kind, WarningKind};
use crate::time::{Span, Time};

/// So many looks in vain are shown one by one.
const LOOKS_SHOWN: u32 = 10_000;
/// How much time each later one stands for: less than lies between two moments that a program means to be different.
const LOOKS_FOLDED: Span = Span::from_microseconds(100);

impl Recorder {
    /// The program looks at the clock.
    pub fn look_at_clock(&mut self) -> Time {
        self.looks_in_vain = self.looks_in_vain.saturating_add(1);
        if self.looks_in_vain == LOOKS_SHOWN {
            let text = format!(
                "The program looked at the clock {LOOKS_SHOWN} times, and nothing else happened: \
                 from here on each look stands for many."
            );
            let text = self.name(&text);
            self.record(Kind::Warning { kind: WarningKind::Other, text });
        }
        if self.looks_in_vain > LOOKS_SHOWN {
            let later = self.clock.now() + LOOKS_FOLDED;
            self.clock.advance_to(later);
        }
        self.now()
    }
}

/// Whether an event is more than a loop that goes round: somebody may have waited for it.
pub(super) fn is_news(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::TurnStarted { .. }
            | Kind::PollStarted { .. }
            | Kind::PollEnded { .. }
            | Kind::HandleQueued { .. }
            | Kind::HandleStarted { .. }
            | Kind::HandleFinished { .. }
            | Kind::TaskResumed { .. }
            | Kind::TaskSuspended { .. }
            | Kind::TaskWoken { .. }
            | Kind::FrameEntered { .. }
            | Kind::FrameLeft { .. }
            | Kind::Line
            | Kind::Warning { .. }
    )
}
