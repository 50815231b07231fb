//! The built-in functions that make one value of many: `sum`, `min`, `max`, `any`, `all`.

use crate::Vm;
use crate::builtins::keyed::Keyed;
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::collect_arguments;
use crate::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use crate::symbol::known;
use crate::table::Entry;
use crate::value::{Range, Value};
use lang::code::{BinaryOp, CompareOp};
use num_bigint::BigInt;

pub(super) const FUNCTIONS: &[Entry] = &[
    Entry::flow("all", |vm, args| search(vm, args, "all", false)),
    Entry::flow("any", |vm, args| search(vm, args, "any", true)),
    Entry::flow("max", max),
    Entry::flow("min", min),
    Entry::flow("sum", sum),
];

fn search(vm: &mut Vm, args: Args, name: &str, wanted: bool) -> Result<Flow> {
    let [iterable] = args.exactly(vm, name)?;
    let iterator = vm.iterate(&iterable)?;
    Ok(Flow::Start(Box::new(Search { iterator, wanted })))
}

/// Takes items until one is as true as wanted: the rest is left, which a generator can tell.
struct Search {
    iterator: Value,
    wanted: bool,
}

impl NativeFrame for Search {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start | Input::Sent(_) | Input::Arrived(_) => {}
            Input::Value(item) | Input::Yielded(item) | Input::AsyncYielded(item) => {
                if vm.truth(&item)? == self.wanted {
                    return Ok(Next::Return(Value::Bool(self.wanted)));
                }
            }
            Input::Ended(_) => return Ok(Next::Return(Value::Bool(!self.wanted))),
            Input::Raised(raised) if vm.is_stop_iteration(&raised) => {
                return Ok(Next::Return(Value::Bool(!self.wanted)));
            }
            Input::Raised(raised) => return Err(raised),
        }
        match &self.iterator {
            Value::Generator(generator) => Ok(Next::Resume(generator.clone(), Resumption::Send(Value::None))),
            Value::Iter(iter) => {
                while let Some(item) = iter.clone().next(vm)? {
                    if vm.truth(&item)? == self.wanted {
                        return Ok(Next::Return(Value::Bool(self.wanted)));
                    }
                }
                Ok(Next::Return(Value::Bool(!self.wanted)))
            }
            other => match vm.lookup_special(other, known::NEXT) {
                Some(next) => Ok(Next::Call(next, Args::default())),
                None => {
                    let name = vm.class_name(other);
                    Err(vm.type_error(format!("'{name}' object is not an iterator")))
                }
            },
        }
    }
}

fn max(vm: &mut Vm, args: Args) -> Result<Flow> {
    of_items(vm, args, "max", CompareOp::Greater)
}

fn min(vm: &mut Vm, args: Args) -> Result<Flow> {
    of_items(vm, args, "min", CompareOp::Less)
}

/// A single argument is iterated, in a way that may wait; several are the items themselves.
fn of_items(vm: &mut Vm, args: Args, name: &'static str, better: CompareOp) -> Result<Flow> {
    if args.len() != 1 {
        return extreme(vm, args, name, better);
    }
    collect_arguments(vm, args, 0, move |vm, args| extreme(vm, args, name, better))
}

/// `min` and `max`: of one iterable, or of several arguments.
fn extreme(vm: &mut Vm, mut args: Args, name: &'static str, better: CompareOp) -> Result<Flow> {
    let (mut key, mut default) = (Value::None, Value::Missing);
    for (option, value) in std::mem::take(&mut args.keywords) {
        match vm.symbols.name(option).to_owned().as_str() {
            "key" => key = value,
            "default" => default = value,
            other => {
                return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{other}'")));
            }
        }
    }
    let items = match args.positional.len() {
        0 => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        1 => vm.items_of(&args.positional[0])?,
        _ if !default.is_missing() => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(message));
        }
        _ => args.positional.into_vec(),
    };
    if items.is_empty() {
        return match default.present() {
            Some(default) => Ok(Flow::Value(default)),
            None => Err(vm.value_error(format!("{name}() arg is an empty sequence"))),
        };
    }
    Keyed::start(vm, key, items, move |vm, items, keys| {
        let mut best = 0;
        for (at, key) in keys.iter().enumerate().skip(1) {
            let result = vm.compare(better, key, &keys[best])?;
            if vm.truth(&result)? {
                best = at;
            }
        }
        Ok(items[best].clone())
    })
}

fn sum(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterable, start] = args.named(vm, "sum", ["iterable", "start"], 1)?;
    let mut total = start.present().unwrap_or(Value::Int(0));
    match &total {
        Value::Str(_) => return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Value::Bytes(_) => return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => {}
    }
    if let (Value::Range(range), Value::Int(_)) = (&iterable, &total) {
        return vm.binary(BinaryOp::Add, &total, &sum_of_range(range)).map(Flow::Value);
    }
    collect_arguments(vm, Args::one(iterable), 0, move |vm, args| {
        for item in vm.items_of(&args.positional[0])? {
            total = vm.binary(BinaryOp::Add, &total, &item)?;
        }
        Ok(Flow::Value(total))
    })
}

/// Half the count times the first and last together: so that a long range takes no longer than a short one.
fn sum_of_range(range: &Range) -> Value {
    let count = BigInt::from(range.length());
    let last = BigInt::from(range.start) + BigInt::from(range.step) * (&count - 1);
    Value::from_big(&count * (last + range.start) / 2)
}
