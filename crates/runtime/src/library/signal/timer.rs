//! The process's one timer that sends `SIGALRM`: `alarm` and `setitimer(ITIMER_REAL)`.

use super::{cause, invalid_argument, number_of};
use crate::world::Mailbox;
use crate::world::signals::Alarm;
use trace::Span;
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::table::Entry;
use vm::value::Value;

/// `ITIMER_REAL`
const REAL: i64 = 0;
/// `ITIMER_VIRTUAL` and `ITIMER_PROF` measure processor time.
const OF_PROCESSOR: [i64; 2] = [1, 2];

/// What is left, and the interval; both in seconds, 0 if it is not set.
fn left(vm: &mut Vm) -> (f64, f64) {
    let now = vm.recorder.now();
    let Some(alarm) = vm.extensions.get::<Mailbox>().signals.alarm else { return (0.0, 0.0) };
    let left = if alarm.due > now { alarm.due.since(now) } else { Span::ZERO };
    (left.as_seconds(), alarm.every.map_or(0.0, Span::as_seconds))
}

/// A time that is more than none, in the timer's microseconds, rounded up.
fn span_of(seconds: f64) -> Span {
    let span = Span::of_wait(seconds);
    Span::from_microseconds(span.0.div_ceil(1_000))
}

fn set(vm: &mut Vm, delay: f64, interval: f64) {
    let because = cause(vm);
    let now = vm.recorder.now();
    let every = (interval > 0.0).then(|| span_of(interval));
    let alarm = (delay > 0.0).then(|| Alarm { due: now + span_of(delay), every, because });
    vm.extensions.get::<Mailbox>().signals.alarm = alarm;
}

/// `alarm(seconds)`: gives the seconds that were left before, rounded, but never to none.
fn alarm(vm: &mut Vm, args: Args) -> Result<Value> {
    let [seconds] = args.exactly(vm, "alarm")?;
    let seconds = number_of(vm, &seconds)?;
    let (before, _) = left(vm);
    set(vm, seconds.max(0) as f64, 0.0);
    Ok(Value::Int(if before > 0.0 { (before.round() as i64).max(1) } else { 0 }))
}

fn check_timer(vm: &mut Vm, which: &Value) -> Result<()> {
    match number_of(vm, which)? {
        REAL => Ok(()),
        which if OF_PROCESSOR.contains(&which) => {
            let message = "only ITIMER_REAL is supported here: a program has no processor time to measure";
            Err(vm.end_unsupported(message))
        }
        _ => Err(invalid_argument(vm)),
    }
}

fn pair((delay, interval): (f64, f64)) -> Value {
    Value::tuple([Value::Float(delay), Value::Float(interval)])
}

fn setitimer(vm: &mut Vm, args: Args) -> Result<Value> {
    let [which, delay, interval] = args.between(vm, "setitimer", 2)?;
    check_timer(vm, &which)?;
    let delay = vm.real(&delay)?;
    let interval = vm.real(&interval.present().unwrap_or(Value::Int(0)))?;
    if delay < 0.0 || interval < 0.0 {
        return Err(invalid_argument(vm));
    }
    let before = left(vm);
    set(vm, delay, interval);
    Ok(pair(before))
}

fn getitimer(vm: &mut Vm, args: Args) -> Result<Value> {
    let [which] = args.exactly(vm, "getitimer")?;
    check_timer(vm, &which)?;
    Ok(pair(left(vm)))
}

/// The functions of the module that are about it.
pub(super) const FUNCTIONS: &[Entry] = &[
    Entry::plain("alarm", alarm),
    Entry::plain("setitimer", setitimer),
    Entry::plain("getitimer", getitimer),
];
