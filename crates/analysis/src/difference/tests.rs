//! Programs before and after an edit.

use super::*;
use fixtures::arbitrary::nonsense;
use proptest::prelude::*;
use runtime::{Options, predict};

fn ran(source: &str) -> Trace {
    predict(source, &Options::default()).expect("this is Python")
}

/// The first difference, and all of them, one a line.
fn said(before: &str, after: &str) -> String {
    let (before, after) = (ran(before), ran(after));
    let difference = Difference::between(&before, &after);
    for change in difference.first.iter().chain(&difference.changes) {
        assert!(change.before.is_none_or(|event| before.event(event).is_some()), "{change:?}");
        assert!(change.after.is_none_or(|event| after.event(event).is_some()), "{change:?}");
    }
    let first = difference.first.map_or("nothing".to_owned(), |first| first.text);
    let lines = difference.changes.iter().map(|change| format!("\n{}", change.text));
    std::iter::once(first).chain(lines).collect()
}

/// Two tasks that sleep for so long and print their names.
fn sleepers(a: &str, b: &str) -> String {
    format!(
        "import asyncio
async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
async def main():
    await asyncio.gather(work('a', {a}), work('b', {b}))
asyncio.run(main())
"
    )
}

#[test]
fn a_program_is_not_different_from_itself() {
    let source = include_str!("../../../../assets/programs/gather.py");
    assert_eq!(said(source, source), "nothing");
}

#[test]
fn a_longer_sleep_that_changes_no_order_changes_the_time_alone() {
    assert_eq!(
        said(&sleepers("0.25", "0.5"), &sleepers("0.25", "0.75")),
        "nothing\nThe run ends 250 ms later: after 750 ms instead of 500 ms."
    );
}

#[test]
fn prints_that_change_places_are_told_with_where_the_runs_part() {
    assert_eq!(
        said(&sleepers("0.25", "0.5"), &sleepers("0.5", "0.25")),
        "work(2) runs; before, work(1) runs here.\n“b” is printed before “a”; it was the other way around."
    );
}

#[test]
fn from_one_after_the_other_to_all_at_once() {
    let sequential = include_str!("../../../../assets/programs/sequential.py");
    let gather = include_str!("../../../../assets/programs/gather.py");
    assert_eq!(
        said(sequential, gather),
        "fetch(1) is made; before, main sends a request here.
The run ends 753 ms earlier: after 501 ms instead of 1.25 s.
Of its requests at most 4 are on their way at once; before, 1 request was.
fetch(1), fetch(2), fetch(3) and fetch(4) are new."
    );
}

#[test]
fn a_task_that_is_cancelled_is_told_with_what_it_did_before() {
    let source = |cancel: &str| {
        format!(
            "import asyncio
async def work():
    await asyncio.sleep(0.1)
async def main():
    tasks = [asyncio.create_task(work()) for _ in range(2)]
    await asyncio.sleep(0)
    {cancel}
    await asyncio.wait(tasks)
asyncio.run(main())
"
        )
    };
    assert_eq!(
        said(&source("pass"), &source("tasks[1].cancel()")),
        "work(2) is asked to cancel; before, work(1) runs here.\nwork(2) is cancelled; before, it returned."
    );
}

#[test]
fn another_end_and_a_blocked_loop_are_told() {
    let source = |line: &str| {
        format!(
            "import asyncio, time\nasync def main():\n    {line}\n    print('done')\nasyncio.run(main())\n"
        )
    };
    assert_eq!(
        said(&source("await asyncio.sleep(0.2)"), &source("time.sleep(0.2)")),
        "“done” is printed; before, main runs here.\nThe loop is blocked; before, it was not."
    );
    assert_eq!(
        said(&source("pass"), &source("raise ValueError('no')")),
        "main ends with “ValueError: no”; before, “done” is printed here.
It ends with “ValueError: no”; before, as it should.
“done” is not printed any more.
main ends with “ValueError: no”; before, it returned."
    );
}

#[test]
fn another_status_is_told_with_whose_request_it_is() {
    let source = |status: u32| {
        format!(
            "import asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get('http://localhost:7001/status/{status}') as response:
            await response.read()
asyncio.run(main())
"
        )
    };
    assert_eq!(
        said(&source(200), &source(500)),
        "A request of main is answered with status 500; before, a request of main is answered with status 200 here.
Request 1 of main is answered with status 500; before, it is answered with status 200."
    );
}

proptest! {
    #[test]
    fn no_two_traces_make_it_panic(before in nonsense(100), after in nonsense(100)) {
        Difference::between(&before, &after);
        prop_assert_eq!(Difference::between(&before, &before), Difference::default());
    }
}
