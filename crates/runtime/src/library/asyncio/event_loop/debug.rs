//! What a loop checks and says in debug mode: `_check_thread` and `_check_callback` of CPython's `Lib/asyncio/base_events.py`, and
//! where a thing was made.

use std::rc::Rc;

use super::inner;
use crate::library::asyncio::handle::Caller;
use crate::library::asyncio::module::is_coroutine_like;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::value::Value;

/// Where CPython's library lies, for places in it.
pub const LIBRARY: &str = "/usr/local/lib/python3.11";

/// Whether a loop is in debug mode.
pub fn is_debugging(event_loop: &Rc<Instance>) -> bool {
    super::event_loop_of(event_loop).is_some_and(|event_loop| event_loop.borrow().debug)
}

/// Refuses another thread than that in which the loop runs.
pub(super) fn check_thread(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    let thread = vm.current_thread;
    if inner(event_loop).borrow().runs.is_some_and(|runs| runs.thread != thread) {
        let message = "Non-thread-safe operation invoked on an event loop other than the current one";
        return Err(vm.error("RuntimeError", message));
    }
    Ok(())
}

/// Refuses what cannot be called, or would only make a coroutine.
pub(super) fn check_callback(vm: &mut Vm, callback: &Value, method: &str) -> Result<()> {
    let by_program = vm.called_by_program;
    let is_coroutine = is_coroutine_like(vm, callback);
    vm.called_by_program = by_program;
    if is_coroutine? {
        return Err(vm.type_error(format!("coroutines cannot be used with {method}()")));
    }
    if !vm.is_callable(callback) {
        let shown = vm.repr(callback)?;
        return Err(vm.type_error(format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}

/// Where something is made now: at the program's line, or in the file and line of CPython's library that would make it.
pub fn place(vm: &Vm, in_library: &str) -> Rc<str> {
    match Caller::of_call(vm) {
        Caller::Program => format!("{}:{}", vm.recorder.trace().file(), vm.recorder.line()).into(),
        Caller::Library => place_in_library(in_library),
    }
}

/// A file and line of CPython's asyncio.
pub fn place_in_library(place: &str) -> Rc<str> {
    format!("{LIBRARY}/asyncio/{place}").into()
}
