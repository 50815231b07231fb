//! The path of runs whose reasons are known, and laws that hold for any trace.

use super::*;
use fixtures::arbitrary::{nonsense, sense};
use proptest::prelude::*;
use runtime::{Options, predict};

fn ran(source: &str) -> (Trace, CriticalPath) {
    let trace = predict(source, &Options::default()).expect("this is Python");
    let path = CriticalPath::of(&trace, &Naming::new(&trace));
    (trace, path)
}

/// The sentences about a program, one a line.
fn said(source: &str) -> String {
    let (trace, path) = ran(source);
    check(&trace, &path).expect("the path covers the run");
    path.said.iter().map(|said| format!("{}\n", said.sentence)).collect()
}

/// Whether the path covers the run, without a gap and without going over anything twice.
fn check(trace: &Trace, path: &CriticalPath) -> Result<(), String> {
    let latest = trace.events().map(|event| event.time).max().unwrap_or_default();
    let end = if trace.event_count() == 0 { Time::ZERO } else { latest.max(trace.end()) };
    let mut until = Time::ZERO;
    for segment in &path.segments {
        if segment.from != until || segment.to <= segment.from {
            return Err(format!("{segment:?} does not follow what ends at {until}"));
        }
        if trace.event(segment.event).is_none() {
            return Err(format!("{segment:?} begins with no event"));
        }
        until = segment.to;
    }
    let told: u64 = path.said.iter().map(|said| said.span.0).sum();
    match () {
        () if until != end => Err(format!("it ends at {until}, and the run at {end}")),
        () if told != end.0 => Err(format!("the sentences tell of {told} ns of {end}")),
        () => Ok(()),
    }
}

proptest! {
    #[test]
    fn the_path_covers_a_run_exactly_once(trace in prop_oneof![sense(), nonsense(200)]) {
        let path = CriticalPath::of(&trace, &Naming::new(&trace));
        prop_assert_eq!(check(&trace, &path), Ok(()));
    }
}

const SEQUENTIAL: &str = include_str!("../../../../assets/programs/sequential.py");
const GATHER: &str = include_str!("../../../../assets/programs/gather.py");
const SEMAPHORE: &str = include_str!("../../../../assets/programs/semaphore.py");

#[test]
fn the_path_covers_every_shipped_program() {
    for source in [
        SEQUENTIAL,
        GATHER,
        SEMAPHORE,
        include_str!("../../../../assets/programs/as_completed.py"),
        include_str!("../../../../assets/programs/callbacks.py"),
        include_str!("../../../../assets/programs/timeout.py"),
    ] {
        said(source);
    }
}

#[test]
fn requests_in_sequence_take_the_sum_of_all() {
    assert_eq!(
        said(SEQUENTIAL),
        "main waited 126 ms for the answer to request 1.\n\
         main waited 251 ms for the answer to request 2.\n\
         main waited 376 ms for the answer to request 3.\n\
         main waited 501 ms for the answer to request 4.\n\
         The rest is 4 µs in 4 shorter waits and 36 µs of computing.\n"
    );
}

#[test]
fn gathered_requests_take_as_long_as_the_longest() {
    assert_eq!(
        said(GATHER),
        "main waited 501 ms for fetch(4), which waited 501 ms for the answer to request 4.\n\
         The rest is 7 µs in 2 shorter waits and 19 µs of computing.\n"
    );
}

#[test]
fn a_task_that_stands_in_line_for_a_semaphore_waits_for_the_one_before_it() {
    assert_eq!(
        said(SEMAPHORE),
        "fetch(4) waited 251 ms for its place in a semaphore, and so for fetch(2), which waited 251 ms for the answer to request 2.\n\
         main waited 501 ms for fetch(4), which waited 501 ms for the answer to request 4.\n\
         The rest is 6 µs in 4 shorter waits and 21 µs of computing.\n"
    );
}

#[test]
fn a_blocked_loop_is_named_with_who_blocks_it() {
    let source = "import asyncio, time
async def other():
    await asyncio.sleep(0.1)
async def rude():
    time.sleep(0.5)
async def main():
    await asyncio.gather(other(), rude())
asyncio.run(main())
";
    assert_eq!(
        said(source),
        "rude blocked the loop for 500 ms: it slept without giving way; other had to wait until that was over.\n\
         The rest is 1 µs in 1 short wait and 7 µs of computing.\n"
    );
}

#[test]
fn a_task_that_is_ready_waits_for_the_one_that_computes() {
    let source = "import asyncio
async def cruncher():
    for number in range(100000):
        pass
async def main():
    crunching = asyncio.create_task(cruncher())
    sleeping = asyncio.create_task(asyncio.sleep(0.05))
    await sleeping
asyncio.run(main())
";
    assert_eq!(
        said(source),
        "cruncher computed for 200 ms; sleep had to wait until that was over.\n\
         main waited 50 ms for sleep, which slept for 50 ms.\n\
         The rest is 2 µs in 1 short wait and 5 µs of computing.\n"
    );
}

#[test]
fn an_executor_leads_to_what_its_thread_did() {
    let source = "import asyncio, time
async def main():
    await asyncio.to_thread(time.sleep, 0.3)
asyncio.run(main())
";
    assert_eq!(
        said(source),
        "main waited 300 ms for the thread asyncio_0, which slept for 300 ms.\n\
         The rest is 4 µs of computing.\n"
    );
}

#[test]
fn a_joined_thread_is_what_the_program_waited_for() {
    let source = "import threading, time
def work(seconds):
    time.sleep(seconds)
threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.2, 0.4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
";
    assert_eq!(
        said(source),
        "The program waited 200 ms for the thread Thread-2 (work), which slept for 400 ms.\n\
         The rest is 1 µs in 1 short wait and 11 µs of computing.\n"
    );
}

#[test]
fn locks_events_and_queues_lead_to_who_let_the_task_go_on() {
    let source = "import asyncio
async def producer(queue, event):
    await asyncio.sleep(0.1)
    queue.put_nowait('item')
    await asyncio.sleep(0.2)
    event.set()
async def main():
    queue, event, lock = asyncio.Queue(), asyncio.Event(), asyncio.Lock()
    producing = asyncio.create_task(producer(queue, event))
    async def holder():
        async with lock:
            await asyncio.sleep(0.6)
    holding = asyncio.create_task(holder())
    await queue.get()
    await event.wait()
    async with lock:
        await asyncio.sleep(0.1)
asyncio.run(main())
";
    assert_eq!(
        said(source),
        "main waited 300 ms for a lock, and so for holder, which slept for 600 ms.\n\
         main slept for 100 ms.\n\
         The rest is 2 µs in 1 short wait and 11 µs of computing.\n"
    );
}

#[test]
fn time_in_the_servers_queue_is_told() {
    let source = "import asyncio, aiohttp
async def get(session, n):
    async with session.get('http://localhost:7001/work', params={'ms': 200, 'workers': 1}) as response:
        await response.json()
async def main():
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*[get(session, n) for n in range(3)])
asyncio.run(main())
";
    assert_eq!(
        said(source),
        "main waited 601 ms for get(3), which waited 601 ms for the answer to request 3, 400 ms of that in the server's queue.\n\
         The rest is 3 µs in 2 shorter waits and 10 µs of computing.\n"
    );
}

#[test]
fn a_long_run_of_short_steps_has_a_short_path() {
    let source = "import asyncio
async def ping():
    for number in range(2000):
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(ping(), ping())
asyncio.run(main())
";
    let (trace, path) = ran(source);
    assert_eq!(check(&trace, &path), Ok(()));
    assert!(path.segments.len() <= 2 * SMALL as usize, "{} segments", path.segments.len());
    assert_eq!(said(source), "Many short steps took 8.01 ms, 4 ms of that waiting.\n");
}
