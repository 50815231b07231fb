//! Budgets: how much a run may spend before it is stopped.

/// What a run may still spend. Each threads' slice of time is measured with it too.
#[derive(Debug, Clone, PartialEq)]
pub struct Fuel {
    /// Lines, calls and backward jumps until the run is stopped.
    pub steps: u64,
    /// Steps until this thread must give others a turn.
    pub slice: u64,
    /// Events until the run is stopped.
    pub events: usize,
    /// Bytes of output until the run is stopped.
    pub output: usize,
    /// How many items one container may have.
    pub items: usize,
    /// How deep calls may nest: `sys.getrecursionlimit()`.
    pub recursion: usize,
    /// Bytes of the program's own objects.
    pub memory: usize,
    /// How much native functions have done, in items: see [`Fuel::spend_work`].
    pub work: u64,
}

/// How many items a native function goes through in what counts as one step.
const ITEMS_PER_STEP: u64 = 16;

impl Default for Fuel {
    fn default() -> Fuel {
        Fuel {
            steps: 50_000_000,
            slice: u64::MAX,
            events: 2_000_000,
            output: 10_000_000,
            items: 20_000_000,
            recursion: 1000,
            memory: 512_000_000,
            work: 0,
        }
    }
}

/// Why everything stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// A budget is used up: which one.
    Limit(&'static str),
    /// `os._exit(status)`
    Exit(i32),
    /// The program needs what CPython has and Loopscope has not: a sentence that says so.
    Unsupported(String),
}

impl Fuel {
    /// Spends on output. What is over the budget is noticed at the next step.
    pub fn spend_output(&mut self, bytes: usize) {
        self.output = self.output.saturating_sub(bytes);
    }

    /// Spends on what a native function does by itself. True if that was the rest of the budget: the run ends at its next step.
    pub fn spend_steps(&mut self, count: u64) -> bool {
        self.steps = self.steps.saturating_sub(count);
        self.steps == 0
    }

    /// Counts items that a native function goes through by itself, where the program takes no steps. True if they are more than the
    /// steps that are left: the function must give up.
    #[inline]
    pub fn spend_work(&mut self, items: u64) -> bool {
        self.work = self.work.saturating_add(items);
        self.work / ITEMS_PER_STEP > self.steps
    }

    /// Counts what a native function does in the place of calls: the thread gives way as soon as if they had been made.
    pub fn count_calls(&mut self, count: u64) {
        self.steps = self.steps.saturating_sub(count);
        self.slice = self.slice.saturating_sub(count).max(1);
    }

    /// The thread that runs gives others a turn at the next step.
    pub fn end_slice(&mut self) {
        self.slice = self.slice.min(1);
    }

    /// The budget that is used up, if one is.
    pub fn exhausted(&self, events: usize) -> Option<&'static str> {
        if self.steps == 0 {
            Some("steps")
        } else if events >= self.events {
            Some("events")
        } else if self.output == 0 {
            Some("output")
        } else {
            None
        }
    }
}
