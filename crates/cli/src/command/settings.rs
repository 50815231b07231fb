//! What can be set for a run on the command line: its seed, its virtual time, its limits.

use std::path::Path;

use clap::Parser;
use runtime::{MemoryGauge, Options};
use trace::Span;

/// Settings and limits of a run.
#[derive(Debug, PartialEq, clap::Args)]
pub(crate) struct Settings {
    /// Seeds what the program leaves to chance
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// What one executed line costs in virtual time, in microseconds
    #[arg(long, value_name = "MICROSECONDS", default_value_t = 1)]
    cost_per_line: u64,
    /// How long a request travels, there and back, in milliseconds
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 1)]
    latency: u64,
    /// How many connections there may be at once, as in browsers; unlimited if not given
    #[arg(long)]
    connections: Option<usize>,
    /// The most lines, calls and rounds of loops
    #[arg(long, value_name = "STEPS")]
    max_steps: Option<u64>,
    /// The most events that are kept
    #[arg(long, value_name = "EVENTS", default_value_t = 4_000_000)]
    max_events: usize,
    /// The most bytes of output
    #[arg(long, value_name = "BYTES")]
    max_output: Option<usize>,
    /// The most items in one object
    #[arg(long, value_name = "ITEMS")]
    max_items: Option<usize>,
    /// The most memory that the program's objects take, in megabytes
    #[arg(long, value_name = "MEGABYTES", default_value_t = 2000)]
    max_memory: usize,
    /// How deep calls may nest, until the program changes it
    #[arg(long, value_name = "CALLS")]
    max_recursion: Option<usize>,
    /// The longest that a run may take, in seconds of its own clock
    #[arg(long, value_name = "SECONDS")]
    max_time: Option<f64>,
}

/// A command line that says nothing about them.
#[derive(Debug, clap::Parser)]
struct Unsaid {
    #[command(flatten)]
    settings: Settings,
}

impl Settings {
    /// Whether any of them is not as it is where nothing is said.
    pub(crate) fn are_given(&self) -> bool {
        *self != Unsaid::parse_from(["loopscope"]).settings
    }

    /// The options for a program in this file.
    pub(crate) fn options(&self, file: &Path) -> Options {
        let mut options = Options { seed: self.seed, ..Options::default() };
        if let Some(name) = file.file_name() {
            options.file = name.to_string_lossy().into_owned();
        }
        options.memory = MemoryGauge::new(|| crate::ALLOCATOR.allocated());
        options.cost_per_line = Span::from_microseconds(self.cost_per_line);
        options.network.latency = Span::from_milliseconds(self.latency);
        options.network.connections = self.connections;
        options.network.seed = self.seed;
        let fuel = &mut options.fuel;
        fuel.steps = self.max_steps.unwrap_or(fuel.steps);
        fuel.events = self.max_events;
        fuel.memory = self.max_memory.saturating_mul(1_000_000);
        fuel.output = self.max_output.unwrap_or(fuel.output);
        fuel.items = self.max_items.unwrap_or(fuel.items);
        fuel.recursion = self.max_recursion.unwrap_or(fuel.recursion);
        if let Some(seconds) = self.max_time {
            options.longest = Span::from_seconds(seconds);
        }
        options
    }
}
