//! How long a thread keeps others from running: `sys.setswitchinterval()`.

use trace::Span;

/// The most steps between two looks at whether others want to run.
const SHORT_SLICE: u64 = 1_000;

/// A thread gives way to others after this time, in microseconds: `sys.setswitchinterval()`.
#[derive(Debug, Clone, Copy)]
pub struct SwitchInterval(pub u64);

impl Default for SwitchInterval {
    fn default() -> SwitchInterval {
        SwitchInterval(5_000)
    }
}

impl SwitchInterval {
    /// Steps between two looks: often enough for the interval, where a step takes the usual microsecond.
    pub(super) fn short_slice(self) -> u64 {
        self.0.clamp(2, SHORT_SLICE)
    }

    /// Where lines cost no time, so many steps count as the interval.
    pub(super) fn steps(self) -> u64 {
        self.0.saturating_mul(4)
    }

    pub(super) fn span(self) -> Span {
        Span::from_microseconds(self.0)
    }
}
