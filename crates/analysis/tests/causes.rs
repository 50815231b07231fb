//! What is said about why something happened, checked against the causes that the events name: each sentence has to say what the
//! chain of [`Event::cause`](trace::Event) leads to, in programs whose names and neighbors would mislead whoever guesses.
#![cfg(not(target_arch = "wasm32"))]

use analysis::{State, Steps, why};
use runtime::{Options, predict};
use trace::{
    AwaitedKind, Blocker, EventId, HandleSource, Kind, LaneKind, Naming, ObjectKind, Purpose, Trace,
};

fn run(source: &str) -> Trace {
    predict(source, &Options::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// What is said right after an event.
fn said(trace: &Trace, id: EventId) -> String {
    why(trace, &Naming::new(trace), &State::at(trace, id.index() + 1)).to_string()
}

/// The first event that satisfies `is_it`.
fn first(trace: &Trace, is_it: impl Fn(&Trace, &Kind) -> bool) -> EventId {
    let found = trace.numbered().find(|(_, event)| is_it(trace, &event.kind));
    found.unwrap_or_else(|| panic!("{}", trace::text::to_text(trace))).0
}

/// The kinds of an event's causes, the nearest first.
fn causes(trace: &Trace, id: EventId) -> Vec<Kind> {
    trace.causes(id).map(|(_, event)| event.kind).collect()
}

/// The line of the program and what its lane is called, of the nearest cause that is a line.
fn line_behind(trace: &Trace, id: EventId) -> (u32, String) {
    let line = trace.causes(id).find(|(_, event)| event.kind == Kind::Line);
    let (_, event) = line.expect("a line is behind it");
    (event.line, Naming::new(trace).lane(trace, event.lane))
}

fn is_queued(trace: &Trace, kind: &Kind, name: &str) -> bool {
    matches!(kind, Kind::HandleQueued { label, .. } if trace.text(*label) == name)
}

fn is_woken(trace: &Trace, kind: &Kind, name: &str) -> bool {
    matches!(kind, Kind::TaskWoken { task, .. } if Naming::new(trace).task(trace, *task) == name)
}

#[test]
fn a_timer_of_the_program_is_a_step_and_its_own_also_where_its_name_begins_with_an_underscore() {
    let trace = run("import asyncio\n\
        def _tick(): print('tick')\n\
        async def main():\n    asyncio.get_running_loop().call_later(1, _tick)\n    await asyncio.sleep(2)\n\
        asyncio.run(main())\n");
    let set = first(&trace, |_, kind| matches!(kind, Kind::TimerSet { purpose: Purpose::Program(None), .. }));
    assert_eq!(said(&trace, set), "main asks the loop to call `_tick` in 1 s.");
    let steps = Steps::new(&trace);
    assert!((1..=steps.len()).any(|step| steps.position(step) == set.index() + 1), "it is no step");
    let fired = first(&trace, |_, kind| matches!(kind, Kind::TimerFired { .. }));
    assert_eq!(trace.cause(fired), Some(set));
    assert_eq!(said(&trace, fired), "It is time for `_tick`.");
    let queued = first(&trace, |trace, kind| is_queued(trace, kind, "_tick"));
    assert_eq!(trace.cause(queued), Some(fired));
    assert_eq!(said(&trace, queued), "It is time for `_tick`: it goes to the back of the ready queue.");
    // The timer on which main sleeps is another one.
    let sleep = first(&trace, |_, kind| matches!(kind, Kind::TimerSet { purpose: Purpose::Sleep(_), .. }));
    assert_eq!(said(&trace, sleep), "main sets a timer of 2 s.");
}

#[test]
fn a_callback_called_signal_is_no_signal_and_a_signal_is_one() {
    let trace = run("import asyncio, os, signal as signals\n\
        def signal(): print('called')\n\
        def stop(): print('stopped')\n\
        async def main():\n    loop = asyncio.get_running_loop()\n    loop.call_soon(signal)\n    await asyncio.sleep(0)\n\
        \x20   loop.add_signal_handler(signals.SIGUSR1, stop)\n    os.kill(os.getpid(), signals.SIGUSR1)\n    await asyncio.sleep(0.1)\n\
        asyncio.run(main())\n");
    let queued = first(&trace, |trace, kind| is_queued(trace, kind, "signal"));
    assert_eq!(line_behind(&trace, queued), (6, "main".to_owned()));
    assert_eq!(
        said(&trace, queued),
        "main asks the loop to call `signal`: it goes to the back of the ready queue."
    );
    let stop = first(&trace, |trace, kind| is_queued(trace, kind, "stop"));
    let [
        Kind::HandleStarted { .. },
        Kind::HandleQueued { purpose: Purpose::Signal, source: HandleSource::Io, .. },
        ..,
    ] = causes(&trace, stop)[..]
    else {
        panic!("{:?}", causes(&trace, stop))
    };
    assert_eq!(line_behind(&trace, stop), (9, "main".to_owned()), "the line that sent it");
    assert_eq!(
        said(&trace, stop),
        "The loop is to call `stop` because a signal has arrived: it goes to the back of the ready queue."
    );
}

#[test]
fn of_two_tasks_that_wake_one_another_in_one_turn_each_is_woken_by_the_other() {
    let trace = run("import asyncio\n\
        async def ping(mine, other):\n    other.set()\n    await mine.wait()\n\
        async def pong(mine, other):\n    await mine.wait()\n    other.set()\n    await asyncio.sleep(0)\n\
        async def main():\n    one, two = asyncio.Event(), asyncio.Event()\n    await asyncio.gather(pong(two, one), ping(one, two))\n\
        asyncio.run(main())\n");
    for (woken, by, line) in [("pong", "ping", 3), ("ping", "pong", 7)] {
        let id = first(&trace, |trace, kind| is_woken(trace, kind, woken));
        assert_eq!(line_behind(&trace, id), (line, by.to_owned()), "{woken}");
        let expected = format!(
            "{woken} is woken because {by} did what it waited for: its next step goes to the back of the ready queue."
        );
        assert_eq!(said(&trace, id), expected);
        let Some(Kind::TaskWoken { from, .. }) = trace.event(id).map(|event| event.kind) else { panic!() };
        assert_eq!(from.kind, AwaitedKind::Event);
        assert_eq!(trace.object(from.object().unwrap()).unwrap().kind, ObjectKind::Event);
    }
}

#[test]
fn a_task_that_a_timeout_cancels_is_woken_by_the_timeout_and_not_by_whoever_ran_last() {
    for wait in ["async with asyncio.timeout(0.1): await work()", "await asyncio.wait_for(work(), 0.1)"] {
        let trace = run(&format!(
            "import asyncio\n\
             async def work(): await asyncio.sleep(10)\n\
             async def busy():\n    while True:\n        await asyncio.sleep(0.03)\n\
             async def main():\n    asyncio.create_task(busy())\n    try:\n        {wait}\n    except TimeoutError: print('late')\n\
             asyncio.run(main())\n"
        ));
        let fired = first(&trace, |trace, kind| {
            matches!(kind, Kind::TimerFired { handle } if trace.events().any(|event| matches!(
                event.kind, Kind::TimerSet { handle: set, purpose: Purpose::Timeout(Some(_)), .. } if set == *handle
            )))
        });
        assert_eq!(said(&trace, fired), "The time of main is up: its timeout is due.");
        let after = |(id, event): &(EventId, trace::Event)| {
            *id > fired && matches!(event.kind, Kind::TaskWoken { .. })
        };
        let woken = trace.numbered().find(after).unwrap().0;
        assert!(trace.causes(woken).any(|(id, _)| id == fired), "{wait}: {:?}", causes(&trace, woken));
        assert!(
            said(&trace, woken).contains("is woken because the time for what it waited for is up"),
            "{wait}: {}",
            said(&trace, woken)
        );
    }
}

#[test]
fn a_lock_that_is_handed_over_says_who_held_it_who_stood_in_line_and_who_let_it_go() {
    let trace = run("import asyncio\n\
        async def work(lock):\n    async with lock:\n        await asyncio.sleep(0.01)\n\
        async def main():\n    lock = asyncio.Lock()\n    await asyncio.gather(*[work(lock) for _ in range(3)])\n\
        asyncio.run(main())\n");
    let naming = Naming::new(&trace);
    let waits: Vec<_> = trace
        .events()
        .filter_map(|event| match event.kind {
            Kind::TaskSuspended { task, on, standing: Some(standing) } => Some((
                naming.task(&trace, task),
                on.object().map(|id| trace.object(id).unwrap().kind),
                naming.lane(&trace, standing.holder().unwrap()),
                standing.place.get(),
            )),
            _ => None,
        })
        .collect();
    let lock = Some(ObjectKind::Lock);
    let [second, third] = ["work(2)", "work(3)"].map(str::to_owned);
    assert_eq!(waits, [(second, lock, "work(1)".to_owned(), 1), (third, lock, "work(1)".to_owned(), 2)]);
    for (woken, by) in [("work(2)", "work(1)"), ("work(3)", "work(2)")] {
        let is_lock =
            |kind: &Kind| matches!(kind, Kind::TaskWoken { from, .. } if from.kind == AwaitedKind::Lock);
        let id = first(&trace, |trace, kind| is_woken(trace, kind, woken) && is_lock(kind));
        assert_eq!(line_behind(&trace, id).1, by);
        let expected = format!(
            "{woken} is woken because {by} did what it waited for: its next step goes to the back of the ready queue."
        );
        assert_eq!(said(&trace, id), expected);
    }
}

#[test]
fn what_another_thread_asks_for_comes_from_the_line_of_that_thread() {
    let trace = run("import asyncio, threading\n\
        def work(loop, done):\n    loop.call_soon_threadsafe(done.set)\n\
        async def main():\n    done = asyncio.Event()\n\
        \x20   threading.Thread(target=work, args=(asyncio.get_running_loop(), done), name='other').start()\n    await done.wait()\n\
        asyncio.run(main())\n");
    let queued = first(&trace, |_, kind| {
        matches!(kind, Kind::HandleQueued { source: HandleSource::Thread { .. }, .. })
    });
    assert_eq!(line_behind(&trace, queued), (3, "other".to_owned()));
    assert_eq!(
        said(&trace, queued),
        "Another thread asks the loop to call `set`: it goes to the back of the ready queue."
    );
    let woken = first(&trace, |trace, kind| is_woken(trace, kind, "main"));
    assert!(trace.causes(woken).any(|(id, _)| id == queued), "{:?}", causes(&trace, woken));
    assert_eq!(
        said(&trace, woken),
        "main is woken because `set` did what it waited for: its next step goes to the back of the ready queue."
    );
    let poll = trace.numbered().filter(|(_, event)| matches!(event.kind, Kind::PollEnded { .. }));
    assert!(poll.filter(|(_, event)| event.cause.map(EventId::from) == Some(queued)).count() == 1);
}

#[test]
fn a_thread_that_waits_says_for_what_and_goes_on_because_of_whoever_let_it() {
    let trace = run("import threading, time\n\
        lock = threading.Lock()\n\
        def work():\n    with lock:\n        pass\n\
        lock.acquire()\n\
        other = threading.Thread(target=work, name='other')\n\
        other.start()\n\
        time.sleep(0.1)\n\
        lock.release()\n\
        other.join()\n");
    let is_lock = |trace: &Trace, object| trace.object(object).unwrap().kind == ObjectKind::Lock;
    let blocked = first(
        &trace,
        |trace, kind| matches!(kind, Kind::ThreadBlocked { on: Blocker::Lock(Some(object)), .. } if is_lock(trace, *object)),
    );
    let Some(Kind::ThreadBlocked { on: Blocker::Lock(Some(object)), standing: Some(standing) }) =
        trace.event(blocked).map(|event| event.kind)
    else {
        panic!()
    };
    assert!(is_lock(&trace, object));
    assert_eq!(Naming::new(&trace).lane(&trace, standing.holder().unwrap()), "MainThread");
    let lane = trace.event(blocked).unwrap().lane;
    let unblocked = trace
        .numbered()
        .find(|(id, event)| *id > blocked && event.lane == lane && event.kind == Kind::ThreadUnblocked)
        .unwrap();
    assert_eq!(line_behind(&trace, unblocked.0), (10, "MainThread".to_owned()));
}

#[test]
fn semaphores_queues_and_threads_queues_are_objects_that_say_how_they_stand() {
    let trace = run("import asyncio, queue, threading\n\
        async def use(semaphore):\n    async with semaphore: await asyncio.sleep(0.01)\n\
        async def main():\n    semaphore = asyncio.BoundedSemaphore(2)\n    items = asyncio.PriorityQueue()\n\
        \x20   getter = asyncio.create_task(items.get())\n    await asyncio.gather(*[use(semaphore) for _ in range(3)])\n\
        \x20   items.put_nowait(1)\n    await getter\n\
        asyncio.run(main())\n\
        items = queue.Queue(1)\nitems.put(1)\n\
        other = threading.Thread(target=lambda: items.put(2))\nother.start()\nitems.get(); items.get()\nother.join()\n");
    let objects: Vec<_> =
        trace.objects().iter().map(|object| (object.kind, trace.text(object.name))).collect();
    let expected = [
        (ObjectKind::Queue, "PriorityQueue"),
        (ObjectKind::Semaphore, "BoundedSemaphore"),
        (ObjectKind::Event, "Event"), // on which a thread waits that starts another
        (ObjectKind::Queue, "Queue"),
    ];
    assert_eq!(objects, expected);
    let standing = |kind: ObjectKind| {
        let of = |event: trace::Event| match event.kind {
            Kind::TaskSuspended { on, standing, .. } => Some((on.object()?, standing?)),
            Kind::ThreadBlocked { on: Blocker::Lock(object), standing } => Some((object?, standing?)),
            _ => None,
        };
        let all: Vec<_> = trace.events().filter_map(of).collect();
        all.into_iter().filter(|(id, _)| trace.object(*id).unwrap().kind == kind).collect::<Vec<_>>()
    };
    let semaphore: Vec<_> =
        standing(ObjectKind::Semaphore).into_iter().map(|(_, standing)| standing).collect();
    assert_eq!(semaphore.len(), 1);
    assert_eq!((semaphore[0].left, semaphore[0].place.get()), (0, 1));
    assert_eq!(Naming::new(&trace).lane(&trace, semaphore[0].holder().unwrap()), "use(1)");
    let left: Vec<u32> = standing(ObjectKind::Queue).into_iter().map(|(_, standing)| standing.left).collect();
    assert_eq!(left, [0, 1, 0], "who waits for an item finds none, who waits for room finds it full");
}

/// The laws of causes, over the programs that ship: a cause comes before its effect, a step of a task is called because of what made
/// it due, and whoever is woken is woken by something.
#[test]
fn causes_of_all_programs_keep_the_laws_that_the_events_promise() {
    let folder = fixtures::repository().join("assets/programs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 5);
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "py")) {
        let trace = run(&std::fs::read_to_string(file).unwrap());
        for (id, event) in trace.numbered() {
            let cause = event.cause.map(EventId::from);
            assert!(cause.is_none_or(|cause| cause < id), "{file:?}: {id:?}");
            let of = |id: Option<EventId>| id.and_then(|id| trace.event(id)).map(|event| event.kind);
            let fits = match event.kind {
                Kind::HandleStarted { .. } => matches!(of(cause), Some(Kind::HandleQueued { .. })),
                Kind::TaskResumed { .. } => matches!(of(cause), Some(Kind::HandleStarted { .. })),
                Kind::TimerFired { .. } => matches!(of(cause), Some(Kind::TimerSet { .. })),
                Kind::HandleQueued { purpose, source, .. } => match (purpose, source) {
                    (_, HandleSource::Timer) => matches!(of(cause), Some(Kind::TimerFired { .. })),
                    (Purpose::FirstStep(task), _) => {
                        matches!(of(cause), Some(Kind::TaskCreated { task: made, .. }) if made == task)
                    }
                    (Purpose::NextStep(task), _) => {
                        matches!(of(cause), Some(Kind::TaskSuspended { task: gave_way, .. }) if gave_way == task)
                    }
                    (Purpose::WakeUp { task, from }, _) => of(cause) == Some(Kind::TaskWoken { task, from }),
                    (Purpose::Arrival { request, .. }, _) => match of(cause) {
                        Some(
                            Kind::RequestSent { request: other, .. }
                            | Kind::RequestAnswered { request: other, .. }
                            | Kind::RequestDone { request: other, .. }
                            | Kind::RequestFailed { request: other, .. },
                        ) => other == request,
                        _ => false,
                    },
                    _ => true,
                },
                Kind::TaskWoken { .. } => cause.is_some(),
                Kind::Line => match of(cause) {
                    Some(Kind::TaskResumed { .. }) => {
                        matches!(trace.lane(event.lane).unwrap().kind, LaneKind::Task { .. })
                    }
                    Some(
                        Kind::HandleStarted { .. }
                        | Kind::ThreadStarted
                        | Kind::ThreadUnblocked
                        | Kind::LoopStopped,
                    ) => true,
                    _ => false,
                },
                _ => true,
            };
            assert!(fits, "{file:?}: {id:?} {:?} because of {:?}", event.kind, of(cause));
        }
    }
}
