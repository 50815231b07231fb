//! What the loop says when a callback fails and nobody has asked to be told: `BaseEventLoop.default_exception_handler`.
//!
//! asyncio says it through its logger. While a program has not imported `logging`, that means to print it.

use super::event_loop::event_loop_of;
use super::state::running_loop;
use crate::trace::{Kind, Stream, WarningKind};
use crate::vm::Vm;
use crate::vm::exception::{Raised, Result};
use crate::vm::function::Args;
use crate::vm::generator::OrphanMessage;
use crate::vm::value::Value;

/// Hands a message about a dropped future to the exception handler of the loop that runs, or prints it.
pub fn report_dropped(vm: &mut Vm, message: OrphanMessage) {
    hand_over(vm, None, message);
}

/// The same about a task that is still there to be looked at.
pub(super) fn report_destroyed(vm: &mut Vm, task: Value, message: OrphanMessage) {
    hand_over(vm, Some(task), message);
}

fn hand_over(vm: &mut Vm, task: Option<Value>, message: OrphanMessage) {
    let handler = running_loop(vm).and_then(|event_loop| {
        let handler = event_loop_of(&event_loop)?.borrow().exception_handler.clone()?;
        Some((event_loop, handler))
    });
    let Some((event_loop, handler)) = handler else { return say_of_dropped(vm, message) };
    let first_line = message.text.lines().next().unwrap_or_default().to_owned();
    let mut pairs = vec![Value::str("message"), Value::str(first_line)];
    pairs.extend(task.into_iter().flat_map(|task| [Value::str("task"), task]));
    if let Some(raised) = &message.exception {
        pairs.extend([Value::str("exception"), raised.value()]);
    }
    let Ok(context) = vm.dict_from(pairs) else { return };
    let args = Args::new([Value::Instance(event_loop), Value::dict(context)]);
    if vm.call_sync(handler, args).is_err() {
        say_of_dropped(vm, message);
    }
}

fn say_of_dropped(vm: &mut Vm, message: OrphanMessage) {
    let Some(error) = logger(vm, "_error") else { return vm.report_orphan(message) };
    let text = vm.note_orphan(&message);
    // Whatever the program's own handlers raise, there is nobody to whom it could go.
    vm.call_sync(error, logged(&text, message.exception.as_ref())).ok();
}

/// A function that logs, if the program can have set up where its messages go.
fn logger(vm: &mut Vm, method: &str) -> Option<Value> {
    vm.modules.get("logging")?;
    let helper = vm.import("asyncio.log").ok()?;
    let name = vm.symbols.intern(method);
    vm.get_attribute(&Value::Module(helper), name).ok()
}

fn logged(text: &str, exception: Option<&Raised>) -> Args {
    Args::new([Value::str(text), exception.map_or(Value::None, Raised::value)])
}

/// A new loop says which selector it has.
pub fn log_selector(vm: &mut Vm) {
    if let Some(debug) = logger(vm, "_debug") {
        vm.call_sync(debug, logged("Using selector: EpollSelector", None)).ok();
    }
}

/// The tasks that are not done when the program ends, and that no loop will ever step: only those of a loop that was run by hand,
/// since `asyncio.run` cancels what is left.
pub fn report_left_over(vm: &mut Vm) {
    for task in super::module::pending_tasks(vm) {
        let Some(part) = &super::future::object(&task).task else { continue };
        if !part.log_destroy_pending.replace(false) {
            continue;
        }
        let shown = vm.repr(&Value::Instance(task.clone())).unwrap_or_default();
        let message = OrphanMessage {
            kind: WarningKind::PendingDestroyed,
            text: format!("Task was destroyed but it is pending!\ntask: {shown}"),
            exception: None,
        };
        say_of_dropped(vm, message);
    }
}

/// Prints a context dict: its message, what it names, and the exception's traceback.
pub fn report(vm: &mut Vm, context: &Value) -> Result<()> {
    let Value::Dict(context) = context else { return Ok(()) };
    let mut text = String::new();
    let mut details = Vec::new();
    let mut exception = None;
    for (key, value) in context.entries() {
        match key.as_str().unwrap_or_default() {
            "message" => text = vm.str(&value)?,
            "exception" => exception = Some(value),
            key => details.push((key.to_owned(), vm.repr(&value)?)),
        }
    }
    if text.is_empty() {
        "Unhandled exception in event loop".clone_into(&mut text);
    }
    let name = vm.recorder.name(&text);
    vm.recorder.record(Kind::Warning { kind: WarningKind::Other, text: name });
    details.sort();
    for (key, value) in details {
        text.push_str(&format!("\n{key}: {value}"));
    }
    let raised = match exception {
        Some(Value::Instance(instance)) if instance.exception().is_some() => Some(Raised(instance)),
        _ => None,
    };
    if let Some(error) = logger(vm, "_error") {
        return vm.call_sync(error, logged(&text, raised.as_ref())).map(drop);
    }
    text.push('\n');
    if let Some(raised) = raised {
        text.push_str(&vm.format_exception(&raised));
    }
    vm.write(Stream::Error, &text)
}
