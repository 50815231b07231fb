//! What modules of the library say on standard error, which the recorded programs leave out, and what they refuse.
#![cfg(not(target_arch = "wasm32"))]

use runtime::{Options, predict};
use trace::{Stream, Trace};

fn run(source: &str) -> Trace {
    predict(source, &Options::default()).unwrap_or_else(|refusal| panic!("{}", refusal.rendered))
}

fn errors(source: &str) -> String {
    run(source).output(Stream::Error)
}

#[test]
fn a_warning_is_printed_with_its_line_once_for_each_place() {
    let source = "import warnings\nfor _ in range(2):\n    warnings.warn('careful')\n";
    assert_eq!(errors(source), "program.py:3: UserWarning: careful\n  warnings.warn('careful')\n");
}

/// CPython adds a line about tracemalloc, which is not here.
#[test]
fn a_coroutine_that_was_never_awaited_is_printed_in_the_same_way_with_and_without_the_module() {
    let program = "\nasync def f(): pass\nf()\nf()\n";
    let warned = |first: &str| errors(&format!("{first}{program}"));
    let expected = "program.py:3: RuntimeWarning: coroutine 'f' was never awaited\n  f()\n\
                    program.py:4: RuntimeWarning: coroutine 'f' was never awaited\n  f()\n";
    assert_eq!(warned("import warnings"), expected);
    assert_eq!(warned("import time"), expected);
    assert_eq!(warned("import warnings; warnings.simplefilter('ignore')"), "");
}

#[test]
fn a_warning_that_is_to_be_an_error_where_nobody_can_catch_it_is_printed() {
    let source = "import warnings\nwarnings.simplefilter('error')\nasync def f(): pass\nf()\nprint('on')\n";
    let trace = run(source);
    assert_eq!(trace.output(Stream::Output), "on\n");
    let printed = trace.output(Stream::Error);
    assert!(printed.starts_with("Exception ignored in:\n"), "{printed}");
    assert!(printed.contains("RuntimeWarning: coroutine 'f' was never awaited"), "{printed}");
}

#[test]
fn what_modules_do_not_do_is_refused_by_name_with_what_to_do_instead() {
    let refused = [
        ("import timeit\ntimeit.timeit('1 + 1')", "timeit with code in a string", "a function"),
        ("import warnings\nwarnings.filterwarnings('ignore', 'a+')", "message='a+'", "plain text"),
        ("import warnings\nwarnings.filterwarnings('ignore', module='[ab]')", "module='[ab]'", "plain text"),
        (
            "import warnings\nf = warnings.catch_warnings\nf(**{'module': warnings})",
            "module=...",
            "leave it out",
        ),
    ];
    for (source, what, instead) in refused {
        let source = format!("{source}\nprint('went on')");
        let trace = run(&source);
        let Some(trace::Ending::Unsupported { message }) = trace.ending() else {
            panic!("{source}: {:?}", trace.ending())
        };
        assert!(message.contains(what) && message.contains(instead), "{message}");
        assert!(message.contains("is not supported here: "), "{message}");
        assert_eq!(trace.output(Stream::Output), "");
    }
}

#[test]
fn names_that_modules_lack_are_refused_before_the_program_runs() {
    let refused = [
        ("import hashlib\nhashlib.blake2b(b'')", "hashlib.sha256"),
        ("from pathlib import Path", "PurePosixPath"),
        ("from gc import get_objects", "gc.collect()"),
        ("import weakref\nweakref.getweakrefcount(print)", "keep the references"),
    ];
    for (source, instead) in refused {
        let refusal = predict(source, &Options::default()).expect_err(source);
        assert!(refusal.hint.is_some_and(|hint| hint.contains(instead)), "{source}");
    }
}
