use super::*;
use fixtures::arbitrary::{nonsense, sense};
use proptest::prelude::*;
use runtime::{Options, predict};

fn said(source: &str) -> Vec<(Topic, String)> {
    let trace = predict(source, &Options::default()).expect("the program is accepted");
    facts(&trace).into_iter().map(|fact| (fact.topic, fact.text)).collect()
}

fn of(source: &str, topic: Topic) -> String {
    let found = said(source).into_iter().find(|(about, _)| *about == topic);
    found.map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn a_program_without_a_loop_has_no_facts() {
    assert_eq!(said("print(1)\n"), []);
}

#[test]
fn a_function_that_a_task_or_a_callback_begins_is_a_jump_and_one_that_is_called_or_goes_on_is_none() {
    let source = "\
import asyncio
def hello(): pass
async def work():
    hello()
    await asyncio.sleep(1)
async def main():
    await work()
    asyncio.get_running_loop().call_soon(lambda: hello())
    await asyncio.create_task(work())
asyncio.run(main())
";
    // Goes on: main after work() has slept, the task after it has, main after the task has ended.
    let text = "Control jumps twice: the loop begins `hello` and `work`; 3 times the loop goes on where it had stopped. The \
                work is spread over 4 functions.";
    assert_eq!(of(source, Topic::Jumps), text);
}

#[test]
fn who_catches_is_the_frame_whose_except_block_runs() {
    let source = "\
import asyncio
async def inner():
    raise ValueError
async def outer():
    try:
        await inner()
    finally:
        print('finally')
async def main():
    try:
        await outer()
    except KeyError:
        print('no')
    except ValueError as error:
        print('yes')
asyncio.run(main())
";
    let text = "An exception arises in `inner`, line 3, and `main` catches it, line 14: `except ValueError as error`; on the \
                way the `finally` of `outer` runs.";
    assert_eq!(of(source, Topic::Exceptions), text);
}

#[test]
fn what_nobody_catches_is_seen_by_the_task_or_the_loop_or_ends_the_program() {
    let task = "import asyncio\nasync def f():\n    1 / 0\nasync def main():\n    t = asyncio.create_task(f())\n    \
                await asyncio.wait([t])\nasyncio.run(main())\n";
    let text = "An exception arises in `f`, line 3, and its task keeps it for whoever awaits it: `ZeroDivisionError: \
                division by zero`.";
    assert!(of(task, Topic::Exceptions).starts_with(text), "{}", of(task, Topic::Exceptions));
    let callback = "import asyncio\ndef f():\n    1 / 0\nasync def main():\n    \
                    asyncio.get_running_loop().call_soon(f)\n    await asyncio.sleep(1)\nasyncio.run(main())\n";
    let text = "An exception arises in `f`, line 3, and no function catches it: the loop's exception handler reports it. The \
                traceback of `ZeroDivisionError: division by zero` names `f`.";
    assert_eq!(of(callback, Topic::Exceptions), text);
    let program = "import asyncio\nasync def main():\n    1 / 0\nasyncio.run(main())\n";
    let text = "nobody catches it: the program ends. The traceback of `ZeroDivisionError: division by zero` names \
                `<module>` and `main`.";
    assert!(of(program, Topic::Exceptions).ends_with(text), "{}", of(program, Topic::Exceptions));
}

#[test]
fn a_context_manager_that_swallows_an_exception_is_nobody_who_sees_it() {
    let source = "import asyncio, contextlib\ndef f():\n    1 / 0\nasync def main():\n    \
                  with contextlib.suppress(ZeroDivisionError):\n        f()\n    print(1)\nasyncio.run(main())\n";
    assert_eq!(of(source, Topic::Exceptions), "");
}

#[test]
fn a_cancellation_is_told_with_what_it_stops() {
    let source = "\
import asyncio
async def work():
    try:
        await asyncio.sleep(5)
    finally:
        print('cleaned up')
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
asyncio.run(main())
";
    let text = "After 1 s `work` is asked to cancel. The `finally` of `work` runs at once. Afterwards the loop begins nothing \
                more.";
    assert_eq!(of(source, Topic::Cancelling), text);
}

#[test]
fn every_topic_has_a_title_and_a_meaning() {
    assert!(Topic::ALL.iter().all(|topic| !topic.title().is_empty() && topic.meaning().ends_with('.')));
}

proptest! {
    #[test]
    fn any_trace_has_facts_and_the_same_each_time(trace in prop_oneof![nonsense(200), sense()]) {
        let trace = trace.with_source(include_str!("../../../../assets/flows/cleanup/async.py"));
        let found = facts(&trace);
        prop_assert!(found.windows(2).all(|pair| pair[0].topic < pair[1].topic));
        prop_assert_eq!(found, facts(&trace));
    }
}
