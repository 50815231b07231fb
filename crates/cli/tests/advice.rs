//! Mistakes that nearly everyone makes with asyncio: Loopscope says what CPython 3.11 says, and adds one line that explains it.
//!
//! Python's messages here are those of CPython 3.11; an empty one means that it says nothing (or, for the lock, waits for ever).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use analysis::advice::advice;
use runtime::{Options, predict};
use trace::{Ending, Stream, Trace};

struct Mistake {
    name: &'static str,
    source: &'static str,
    /// What Python prints to standard error, or a part of it.
    python: &'static str,
    /// The line that the advice is about, and a part of what it says.
    line: u32,
    advice: &'static str,
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a forgotten await",
        source: "import asyncio
async def work():
    print('working')
async def main():
    work()
    print('done')
asyncio.run(main())",
        python: "program.py:5: RuntimeWarning: coroutine 'work' was never awaited\n  work()\n",
        line: 5,
        advice: "Write `await work(…)`",
    },
    Mistake {
        name: "asyncio.run inside a running loop",
        source: "import asyncio
async def work():
    return 1
async def main():
    asyncio.run(work())
asyncio.run(main())",
        python: "RuntimeError: asyncio.run() cannot be called from a running event loop",
        line: 5,
        advice: "write `await` in place of asyncio.run",
    },
    Mistake {
        name: "a blocking call in a coroutine",
        source: "import asyncio, time
async def work(n):
    time.sleep(0.5)
async def main():
    await asyncio.gather(work(1), work(2))
asyncio.run(main())",
        python: "",
        line: 3,
        advice: "Write `await asyncio.sleep(…)`",
    },
    Mistake {
        name: "a computation in a coroutine",
        source: "import asyncio
async def main():
    for n in range(200_000):
        n += 1
asyncio.run(main())",
        python: "",
        line: 3,
        advice: "Give way now and then",
    },
    Mistake {
        name: "gather of a list without *",
        source: "import asyncio
async def work(n):
    return n
async def main():
    await asyncio.gather([work(1), work(2)])
asyncio.run(main())",
        python: "TypeError: unhashable type: 'list'",
        line: 5,
        advice: "put a * before it",
    },
    Mistake {
        name: "awaiting what is not awaitable",
        source: "import asyncio
def work():
    return 1
async def main():
    await work()
asyncio.run(main())",
        python: "TypeError: object int can't be used in 'await' expression",
        line: 5,
        advice: "this is of type int",
    },
    Mistake {
        name: "a task that nothing holds",
        source: "import asyncio
async def work():
    await asyncio.sleep(1)
async def main():
    asyncio.create_task(work())
    await asyncio.sleep(0.1)
loop = asyncio.new_event_loop()
loop.run_until_complete(main())",
        python: "Task was destroyed but it is pending!\ntask: <Task pending name='Task-2' coro=<work() running at program.py:3> \
                 wait_for=<Future pending cb=[Task.task_wakeup()]>>",
        line: 0,
        advice: "Keep what create_task gives",
    },
    Mistake {
        name: "a task that main does not wait for",
        source: "import asyncio
async def work():
    await asyncio.sleep(1)
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
asyncio.run(main())",
        python: "",
        line: 5,
        advice: "Await the task in main",
    },
    Mistake {
        name: "a lock that is never released",
        source: "import asyncio
async def work(lock, n):
    await lock.acquire()
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work(lock, 1), work(lock, 2))
asyncio.run(main())",
        python: "",
        line: 3,
        advice: "`async with lock:`",
    },
    Mistake {
        name: "an exception swallowed in a task",
        source: "import asyncio
async def work():
    raise ValueError('lost')
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
asyncio.run(main())",
        python: "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<work() done, defined at \
                 program.py:2> exception=ValueError('lost')>\n",
        line: 0,
        advice: "Await every task",
    },
    Mistake {
        name: "cancelling oneself",
        source: "import asyncio
async def main():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)
asyncio.run(main())",
        python: "asyncio.exceptions.CancelledError",
        line: 3,
        advice: "To end a task, return",
    },
    Mistake {
        name: "reusing a coroutine",
        source: "import asyncio
async def work():
    return 1
async def main():
    job = work()
    await job
    await job
asyncio.run(main())",
        python: "RuntimeError: cannot reuse already awaited coroutine",
        line: 7,
        advice: "call the function again",
    },
];

fn run(source: &str) -> Trace {
    predict(source, &Options::default()).expect("the program is accepted")
}

#[test]
fn every_mistake_has_pythons_message_and_one_line_that_explains_it() {
    for Mistake { name, source, python, line, advice: wanted } in MISTAKES {
        let trace = run(source);
        let said = trace.output(Stream::Error);
        assert!(said.contains(python), "{name}: {said}");
        assert!(!python.is_empty() || said.is_empty(), "{name}: {said}");
        let found = advice(&trace);
        let [only] = &found[..] else { panic!("{name}: {found:?}") };
        assert_eq!(only.line, *line, "{name}: {}", only.text);
        assert!(only.text.contains(wanted), "{name}: {}", only.text);
        assert!(!only.text.contains('\n'), "{name}");
    }
}

/// A mistake as a file `program.py` in a folder of its own.
fn written(mistake: &Mistake) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("advice")
        .join(mistake.name.replace(' ', "-").replace('*', "star"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("program.py"), mistake.source).unwrap();
    folder
}

#[test]
fn the_command_line_prints_pythons_message_and_then_one_line() {
    for mistake in MISTAKES {
        let loopscope = Command::new(env!("CARGO_BIN_EXE_loopscope"))
            .args(["run", "program.py"])
            .current_dir(written(mistake))
            .output()
            .unwrap();
        let said = String::from_utf8(loopscope.stderr).unwrap();
        let advice: Vec<&str> = said.lines().filter(|line| line.contains(mistake.advice)).collect();
        let [advice] = advice[..] else { panic!("{}: {said}", mistake.name) };
        assert!(advice.starts_with("loopscope: "), "{}: {advice}", mistake.name);
        let place = said.find(advice).unwrap();
        assert!(said[..place].contains(mistake.python), "{}: {said}", mistake.name);
    }
}

/// The step `cpython` runs it, with the interpreter in PYTHON.
#[test]
#[ignore = "asks CPython: `cargo xtask test cpython` runs it"]
fn cpython_says_the_same_of_every_mistake() {
    let python = std::env::var_os("PYTHON").expect("`cargo xtask test cpython` says which CPython");
    // Of the others Python says nothing: one of them does not even end.
    for mistake in MISTAKES.iter().filter(|mistake| !mistake.python.is_empty()) {
        let folder = written(mistake);
        let output = Command::new(&python).arg("program.py").current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let said = said.replace(&format!("{}/", folder.display()), "");
        for line in mistake.python.lines() {
            assert!(said.contains(line), "{}: {line:?} is not in {said}", mistake.name);
        }
    }
}

#[test]
fn a_warning_about_a_line_is_printed_once() {
    let source = "import asyncio\nasync def f(): pass\nasync def main():\n    for _ in range(3):\n        f()\nasyncio.run(main())";
    assert_eq!(run(source).output(Stream::Error).matches("never awaited").count(), 1);
}

#[test]
fn a_program_that_means_what_it_does_gets_no_advice() {
    let sources = [
        "import asyncio\nasync def main():\n    async with asyncio.timeout(1):\n        await asyncio.sleep(0)\nasyncio.run(main())",
        "import asyncio
async def work():
    await asyncio.sleep(1)
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(1)
    except TimeoutError:
        pass
asyncio.run(main())",
        "raise ValueError('no mistake of asyncio')",
    ];
    for source in sources {
        assert_eq!(advice(&run(source)), [], "{source}");
    }
}

#[test]
fn the_lesson_of_a_deadlock_stands_beside_its_report() {
    let trace = run("import asyncio\nasyncio.run(asyncio.Queue().get())");
    assert!(matches!(trace.ending(), Some(&Ending::Deadlock { .. })));
    let found = advice(&trace);
    assert!(found[0].text.contains("queue"), "{found:?}");
}
