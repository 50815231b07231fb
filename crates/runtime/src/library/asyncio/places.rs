//! Where CPython's own functions stand that `repr` of a task or a handle names: file and line in asyncio of 3.11.7. What is native or
//! written otherwise here has no such place of its own.

use super::event_loop::debug::place_in_library;
use std::rc::Rc;
use vm::generator::Generator;

/// Callbacks by qualified name.
const CALLBACKS: &[(&str, &str)] = &[
    ("_run_until_complete_cb", "base_events.py:180"),
    ("_set_result_unless_cancelled", "futures.py:311"),
    ("_chain_future.<locals>._set_state", "futures.py:381"),
    ("_chain_future.<locals>._call_check_cancel", "futures.py:387"),
    ("_chain_future.<locals>._call_set_state", "futures.py:394"),
    ("_release_waiter", "tasks.py:431"),
    ("_wait.<locals>._on_completion", "tasks.py:519"),
    ("as_completed.<locals>._on_timeout", "tasks.py:596"),
    ("as_completed.<locals>._on_completion", "tasks.py:602"),
    ("gather.<locals>._done_callback", "tasks.py:764"),
    ("shield.<locals>._inner_done_callback", "tasks.py:891"),
    ("shield.<locals>._outer_done_callback", "tasks.py:908"),
    ("run_coroutine_threadsafe.<locals>.callback", "tasks.py:926"),
];

/// Coroutines: name, file, first line, and the line at which they mostly wait.
const COROUTINES: &[(&str, &str, u32, u32)] = &[
    ("sleep", "tasks.py", 637, 649),
    ("wait", "tasks.py", 399, 428),
    ("wait_for", "tasks.py", 436, 476),
    ("_wrap_awaitable", "tasks.py", 688, 689),
    ("as_completed.<locals>._wait_for_one", "tasks.py", 610, 611),
    ("to_thread", "threads.py", 12, 25),
];

/// The place of a callback of the library.
pub(super) fn of_callback(name: &str) -> Option<Rc<str>> {
    let row = CALLBACKS.iter().find(|(callback, _)| *callback == name);
    row.map(|(_, place)| place_in_library(place))
}

/// Where a coroutine of the library runs, or is defined.
pub(super) fn of_coroutine(coroutine: &Generator) -> Option<String> {
    if coroutine.code.of_program {
        return None;
    }
    let name = coroutine.qualified_name.borrow();
    let (_, file, first, waits) = COROUTINES.iter().find(|(known, ..)| *known == &**name)?;
    Some(if coroutine.is_finished() {
        format!("done, defined at {}:{first}", place_in_library(file))
    } else {
        let line = if coroutine.is_suspended() { waits } else { first };
        format!("running at {}:{line}", place_in_library(file))
    })
}
