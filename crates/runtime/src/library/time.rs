//! `time`, on the run's clock.

use std::rc::Rc;

use trace::Span;
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Wait};
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// What `time.time()` says when a run begins: 2026-01-01 00:00 UTC, the same in every run.
pub const EPOCH_SECONDS: f64 = 1_767_225_600.0;

/// The longest time that CPython counts, in 63 bits of nanoseconds (`_PyTime_t`).
const LONGEST_SECONDS: f64 = 9_223_372_036.854_775;

fn time(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Float(EPOCH_SECONDS + vm.recorder.look_at_clock().as_seconds()))
}

fn time_ns(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Int(EPOCH_SECONDS as i64 * 1_000_000_000 + vm.recorder.look_at_clock().0 as i64))
}

fn monotonic(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Float(vm.recorder.look_at_clock().as_seconds()))
}

fn monotonic_ns(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Int(vm.recorder.look_at_clock().0 as i64))
}

/// `time.sleep`: the thread waits, and so does a loop that runs in it.
fn sleep(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [seconds] = args.exactly(vm, "time.sleep")?;
    let is_float = matches!(seconds, Value::Float(_));
    let Ok(seconds) = vm.real(&seconds) else {
        let name = vm.class_name(&seconds);
        return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() > LONGEST_SECONDS {
        let message = match is_float {
            true => "timestamp out of range for platform time_t",
            false => "timestamp too large to convert to C _PyTime_t",
        };
        return Err(vm.error("OverflowError", message));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let until = vm.recorder.now() + Span::of_wait(seconds);
    Ok(Flow::Wait(Wait::Until(until)))
}

/// A function of `_calendar`, which is loaded only when it is needed.
fn calendar(vm: &mut Vm, name: &str, args: Args) -> Result<Flow> {
    let calendar = vm.import("_calendar")?;
    let name = vm.symbols.intern(name);
    let function = vm.get_attribute(&Value::Module(calendar), name)?;
    Ok(Flow::Call(function, args))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(
        vm,
        module,
        &[
            Entry::plain("time", time),
            Entry::plain("time_ns", time_ns),
            Entry::plain("monotonic", monotonic),
            Entry::plain("monotonic_ns", monotonic_ns),
            Entry::plain("perf_counter", monotonic),
            Entry::plain("perf_counter_ns", monotonic_ns),
            Entry::plain("process_time", monotonic),
            Entry::plain("thread_time", monotonic),
            Entry::flow("sleep", sleep),
            Entry::flow("gmtime", |vm, args| calendar(vm, "gmtime", args)),
            Entry::flow("localtime", |vm, args| calendar(vm, "gmtime", args)),
            Entry::flow("mktime", |vm, args| calendar(vm, "mktime", args)),
            Entry::flow("strftime", |vm, args| calendar(vm, "strftime", args)),
            Entry::flow("strptime", |vm, args| calendar(vm, "strptime", args)),
            Entry::flow("asctime", |vm, args| calendar(vm, "asctime", args)),
            Entry::flow("ctime", |vm, args| calendar(vm, "ctime", args)),
        ],
    );
    let zero = Value::Int(0);
    let zones = Value::tuple([Value::str("UTC"), Value::str("UTC")]);
    for (name, value) in
        [("timezone", zero.clone()), ("altzone", zero.clone()), ("daylight", zero), ("tzname", zones)]
    {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, value);
    }
}
