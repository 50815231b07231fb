//! What the program's objects take, and what native functions do by themselves: both are compared with the run's budgets
//! (`limits`), since no step of the program says that they grow.
//!
//! Memory is not counted here. Whoever runs programs has an allocator that does, and tells how much is in use ([`MemoryGauge`]); that
//! is asked before something large is made, and now and then.

use super::Vm;
use super::exception::{Raised, Result};
use super::limits::Halt;
use super::value::Value;

/// Making and copying items takes so much less than looking at each.
const COPIED_PER_ITEM: usize = 8;
/// How many steps lie between two looks at the memory that is in use.
const STEPS_BETWEEN_LOOKS: u64 = 1024;
/// How many items of native work lie between two looks, as a power of two.
const WORK_BETWEEN_LOOKS: u32 = 12;
/// What takes more bytes than this is compared with the budget before it is made.
const LARGE: usize = 1 << 16;
/// What an event of the trace takes: the trace has a budget of its own.
const BYTES_PER_EVENT: usize = 64;

/// How much memory is in use, as whoever runs programs can tell: its allocator counts. Nobody counts by default.
#[derive(Clone, Copy)]
pub struct MemoryGauge {
    in_use: fn() -> usize,
    /// What was in use before the run.
    before: usize,
}

impl MemoryGauge {
    /// One that counts from what is in use now.
    pub fn new(in_use: fn() -> usize) -> MemoryGauge {
        MemoryGauge { in_use, before: in_use() }
    }

    /// The same, from now on.
    pub fn from_now(self) -> MemoryGauge {
        MemoryGauge::new(self.in_use)
    }

    /// Bytes that have come into use since.
    fn gained(self) -> usize {
        (self.in_use)().saturating_sub(self.before)
    }
}

impl Default for MemoryGauge {
    fn default() -> MemoryGauge {
        MemoryGauge { in_use: || 0, before: 0 }
    }
}

/// How memory is measured makes no difference to what a run may spend.
impl PartialEq for MemoryGauge {
    fn eq(&self, _other: &MemoryGauge) -> bool {
        true
    }
}

impl std::fmt::Debug for MemoryGauge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.gained())
    }
}

impl Vm {
    /// Counts items that a native function goes through, before it does or as it does.
    ///
    /// # Errors
    /// A budget is used up: the run stops.
    #[inline]
    pub fn work(&mut self, items: usize) -> Result<()> {
        let before = self.fuel.work;
        if self.fuel.spend_work(items as u64) {
            return Err(self.stop_at("steps"));
        }
        if before >> WORK_BETWEEN_LOOKS != self.fuel.work >> WORK_BETWEEN_LOOKS && self.is_over_memory(0) {
            return Err(self.stop_at("memory"));
        }
        Ok(())
    }

    /// The run stops at a limit. The exception only leads out of the native function.
    #[cold]
    fn stop_at(&mut self, which: &'static str) -> Raised {
        self.halt = Some(Halt::Limit(which));
        self.error("SystemExit", "stopped")
    }

    /// The budget that is used up, if one is, after a step. Memory is looked at now and then only.
    #[inline]
    pub(crate) fn exhausted(&self) -> Option<&'static str> {
        if self.fuel.steps.is_multiple_of(STEPS_BETWEEN_LOOKS) && self.is_over_memory(0) {
            return Some("memory");
        }
        self.fuel.exhausted(self.recorder.event_count())
    }

    /// Whether so many bytes more would be more than the program's objects may take.
    fn is_over_memory(&self, more: usize) -> bool {
        let of_trace = self.recorder.event_count() * BYTES_PER_EVENT;
        self.memory.gained().saturating_sub(of_trace).saturating_add(more) > self.fuel.memory
    }

    /// Before so many bytes are taken.
    fn check_bytes(&mut self, bytes: usize) -> Result<()> {
        if bytes > LARGE && self.is_over_memory(bytes) {
            return Err(self.stop_at("memory"));
        }
        Ok(())
    }

    /// Before a container of so many items is made: `MemoryError` if none may be so large. The run stops if that would take more
    /// memory than there may be.
    pub fn check_memory(&mut self, items: usize) -> Result<()> {
        self.check_items(items)?;
        self.work(items / COPIED_PER_ITEM)?;
        self.check_bytes(items.saturating_mul(size_of::<Value>()))
    }

    /// The same for texts and bytes: each item that a container may have stands for four bytes.
    pub(crate) fn check_text(&mut self, bytes: usize) -> Result<()> {
        self.check_items(bytes / 4)?;
        self.work(bytes / 4 / COPIED_PER_ITEM)?;
        self.check_bytes(bytes)
    }

    /// The same for a container that grows by one item, to this length: it moves all of them now and then.
    #[inline]
    pub fn check_growth(&mut self, items: usize) -> Result<()> {
        // Space doubles where a power of two is exceeded.
        if items.is_power_of_two() {
            self.check_bytes(items.saturating_mul(2 * size_of::<Value>()))?;
        }
        self.check_items(items)
    }

    /// The same for what is made piece by piece, and has come so far.
    #[inline]
    pub fn check_items(&mut self, items: usize) -> Result<()> {
        if items <= self.fuel.items {
            return Ok(());
        }
        let limit = self.fuel.items;
        let message = format!(
            "more than {limit} items in one object: Loopscope's limit, raised by loopscope run --max-items"
        );
        Err(self.error("MemoryError", message))
    }
}
