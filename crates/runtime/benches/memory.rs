//! How much memory an event takes, and a task that waits. `cargo bench -p runtime --bench memory`.
//!
//! No times: every allocation is counted, so the figures are the same on every 64-bit machine; one that is over its budget is marked.

#![allow(clippy::print_stdout, reason = "figures are what it is for")]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/memory/counting.rs"]
mod counting;

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use super::counting::in_use;
    use futures::FutureExt;
    use runtime::VirtualBackend;
    use runtime::{Options, Progress, Session};
    use trace::{Clock, Known, Trace};
    use vm::limits::Fuel;

    /// Events that are recorded, and the most that one may take on average.
    const EVENTS: usize = 1_000_000;
    const BYTES_PER_EVENT: usize = 64;
    /// Tasks that wait, and the most that one may take, without its events.
    const TASKS: usize = 10_000;
    const BYTES_PER_TASK: usize = 2048;

    /// A run of `source` for as long as it records fewer than `events`.
    fn run_until(source: &str, events: usize, fuel: Fuel) -> Session<VirtualBackend> {
        let options = Options { fuel, ..Options::default() };
        let backend =
            || (Clock::at_zero(options.cost_per_line), VirtualBackend::new(options.network.clone()));
        let mut session = Session::new(source, &options, backend).expect("the program is accepted");
        while session.trace().event_count() < events
            && session.advance().now_or_never() == Some(Progress::More)
        {}
        session
    }

    /// The bytes that a trace takes which shares nothing with this one: no more than it needs.
    fn bytes_of(trace: &Trace) -> usize {
        let before = in_use();
        let mut copy = Trace::new(trace.file(), trace.source());
        copy.grow(Known::default().catch_up(trace));
        let bytes = in_use() - before;
        drop(copy);
        bytes
    }

    fn report(what: &str, bytes: usize, budget: usize) {
        let note = if bytes <= budget { "" } else { ": OVER" };
        println!("{what:32} {bytes:>6} bytes, at most {budget}{note}");
    }

    fn events() {
        let source = "\
import asyncio
async def work():
    while True:
        await asyncio.sleep(0.01)
async def main():
    await asyncio.gather(*[work() for _ in range(100)])
asyncio.run(main())
";
        let fuel = Fuel { events: EVENTS, ..Fuel::default() };
        let session = run_until(source, EVENTS, fuel);
        let trace = session.trace();
        report("an event of a million", bytes_of(trace) / trace.event_count(), BYTES_PER_EVENT);
    }

    /// Between a run with tasks and one without, both when all is waiting for an hour: what the run takes over and above its trace.
    fn idle_tasks() {
        let bytes = |tasks: usize| {
            let source = format!(
                "\
import asyncio, time
async def work():
    await asyncio.sleep(3600)
async def main():
    tasks = [asyncio.create_task(work()) for _ in range({tasks})]
    await asyncio.sleep(1)
    print('idle')
    while True: pass
asyncio.run(main())
"
            );
            let before = in_use();
            let session = run_until(&source, usize::MAX, Fuel { steps: 1_000_000, ..Fuel::default() });
            // What the events take, and the room for more, is none of the tasks' business.
            let (used, kept) = session.trace().bytes_of_events();
            let rest = bytes_of(session.trace()) - used;
            (in_use() - before - kept - rest, session)
        };
        let (with, _kept) = bytes(TASKS);
        let (without, _kept) = bytes(0);
        report("an idle task of ten thousand", with.saturating_sub(without) / TASKS, BYTES_PER_TASK);
    }

    pub(super) fn run() {
        events();
        idle_tasks();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    host::run();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
