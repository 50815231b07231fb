//! Every run ends, whatever the program does, and says what happened and what to do.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use protocol::Refusal;
use runtime::{Options, predict};
use trace::{Ending, Span, Stream, Trace};
use vm::limits::Fuel;

/// Budgets small enough for a test.
fn small() -> Options {
    let fuel = Fuel { steps: 200_000, events: 50_000, output: 100_000, items: 100_000, ..Fuel::default() };
    Options { fuel, longest: Span::from_milliseconds(3_600_000), ..Options::default() }
}

fn run(source: &str) -> Trace {
    predict(source, &small()).expect("the program is accepted")
}

fn refusal(source: &str) -> Refusal {
    predict(source, &small()).expect_err("the program is refused")
}

fn limit(source: &str) -> (String, String) {
    match run(source).ending().cloned() {
        Some(Ending::Limit { which, message }) => (which, message),
        other => panic!("it ended with {other:?}"),
    }
}

#[test]
fn an_endless_loop_ends_with_the_budget_that_it_used_up() {
    let (which, message) = limit("while True: pass");
    assert_eq!(which, "steps");
    assert!(message.contains("--max-steps"), "{message}");
}

#[test]
fn an_endless_loop_of_lines_ends_too() {
    let (which, message) = limit("n = 0\nwhile True:\n    n += 1\n");
    assert!(which == "events" || which == "steps", "{which}: {message}");
}

#[test]
fn an_endless_loop_inside_a_special_method_ends_too() {
    let source = "class A:\n    def __repr__(self):\n        while True: pass\nprint([A()])\n";
    assert_eq!(limit(source).0, "steps");
}

#[test]
fn a_key_of_more_rounds_than_a_run_may_take_steps_ends() {
    let source = "import hashlib\nhashlib.pbkdf2_hmac('sha256', b'', b'', 2 ** 31)\nprint('never')\n";
    assert_eq!(limit(source).0, "steps");
}

#[test]
fn output_without_end_ends() {
    assert_eq!(limit("while True: print('x' * 1000)").0, "output");
}

#[test]
fn waiting_for_longer_than_a_run_may_take_ends() {
    let source = "import asyncio\nasyncio.run(asyncio.sleep(10 ** 9))\n";
    let (which, message) = limit(source);
    assert_eq!(which, "time");
    assert!(message.contains("--max-time"), "{message}");
}

#[test]
fn a_future_that_nobody_resolves_is_a_deadlock_that_names_who_waits() {
    let source = "import asyncio\nasync def main():\n    await asyncio.get_running_loop().create_future()\nasyncio.run(main())\n";
    match run(source).ending().cloned() {
        Some(Ending::Deadlock { message }) => {
            assert!(
                message.contains("Task-1 in main() (line 3) waits for a future that nobody resolves"),
                "{message}"
            );
        }
        other => panic!("it ended with {other:?}"),
    }
}

#[test]
fn a_list_too_large_for_a_page_is_a_memory_error_and_nothing_is_lost() {
    let trace = run("print('before')\nx = [0] * 10_000_000\n");
    assert_eq!(trace.output(Stream::Output), "before\n");
    match trace.ending() {
        Some(Ending::Failed { traceback, .. }) => {
            assert!(traceback.contains("line 2"), "{traceback}");
            assert!(traceback.contains("MemoryError: more than 100000 items"), "{traceback}");
        }
        other => panic!("it ended with {other:?}"),
    }
}

#[test]
fn deep_recursion_is_a_recursion_error() {
    let trace = run("def f(): f()\ntry:\n    f()\nexcept RecursionError as error:\n    print(error)\n");
    assert_eq!(trace.output(Stream::Output), "maximum recursion depth exceeded\n");
}

#[test]
fn calls_that_lead_to_each_other_without_a_frame_between_are_a_recursion_error() {
    for call in [
        "class A: pass\nA.__call__ = call = A()\n",
        "from functools import partial\ncall = partial(print)\ncall.__setstate__((call, (), {}, None))\n",
        "from types import MethodType\nfrom functools import partial\ncall = partial(print)\n\
         call.__setstate__((MethodType(call, 1), (), {}, None))\n",
        "from types import MethodType\ncall = print\nfor n in range(20_000): call = MethodType(call, n)\n",
        "call = print\nfor n in range(20_000): call = staticmethod(call)\n",
    ] {
        let source = format!("{call}try:\n    call()\nexcept RecursionError as error:\n    print(error)\n");
        assert_eq!(
            run(&source).output(Stream::Output),
            "maximum recursion depth exceeded while calling a Python object\n",
            "{call}"
        );
    }
}

#[test]
fn reducing_a_trillion_numbers_ends_even_if_the_function_costs_nothing() {
    let source =
        "import functools, operator\nfunctools.reduce(operator.add, range(10 ** 12))\nprint('never')\n";
    assert_eq!(limit(source).0, "steps");
}

#[test]
fn recursion_through_special_methods_is_a_recursion_error() {
    let source = "class A:\n    def __repr__(self): return repr(self)\ntry:\n    repr(A())\nexcept RecursionError:\n    print('caught')\n";
    assert_eq!(run(source).output(Stream::Output), "caught\n");
}

#[test]
fn a_program_that_cannot_be_read_is_refused_with_a_caret() {
    let refusal = refusal("def f(:\n    pass\n");
    assert_eq!((refusal.line, refusal.column), (1, 7));
    assert_eq!(
        refusal.rendered,
        "  File \"program.py\", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n"
    );
}

#[test]
fn a_module_that_there_is_not_is_refused_before_anything_runs() {
    let refusal = refusal("print('never printed')\nimport socket\n");
    assert_eq!((refusal.line, refusal.column), (2, 8));
    assert!(refusal.message.contains("the module 'socket' is not supported"), "{}", refusal.message);
    assert!(refusal.hint.is_some_and(|hint| hint.contains("aiohttp")));
}

#[test]
fn an_address_that_is_not_the_demo_servers_fails_with_what_to_ask_instead() {
    let source = "import asyncio, aiohttp\nasync def main():\n    async with aiohttp.ClientSession() as session:\n        async with session.get('http://example.org/') as response:\n            print(response.status)\nasyncio.run(main())\n";
    match run(source).ending().cloned() {
        Some(Ending::Failed { traceback, .. }) => {
            assert!(traceback.contains("http://localhost:7001"), "{traceback}")
        }
        other => panic!("it ended with {other:?}"),
    }
}

#[test]
fn an_alarm_that_rings_for_ever_ends_even_if_what_handles_it_costs_nothing() {
    for wait in ["time.sleep(3000)", "asyncio.run(asyncio.sleep(3000))", "while True: signal.pause()"] {
        let source = format!(
            "import asyncio, signal, time\nsignal.signal(signal.SIGALRM, {{}}.setdefault)\n\
             signal.setitimer(signal.ITIMER_REAL, 1e-9, 1e-9)\n{wait}\n"
        );
        let (which, _) = limit(&source);
        assert!(which == "steps" || which == "events", "{wait}: {which}");
    }
}

#[test]
fn waiting_for_a_signal_that_nobody_sends_is_a_deadlock() {
    let ending = run("import signal\nsignal.pause()\n").ending().cloned();
    assert!(matches!(ending, Some(Ending::Deadlock { .. })), "{ending:?}");
}
