//! The methods of contexts: what programs call.

use super::{Context, context_of, enter, leave};
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::table::Entry;
use vm::value::Value;

/// `context.run(function, …)`: the context is current until the function returns.
struct RunIn {
    context: Context,
    call: Option<(Value, Args)>,
    before: Option<Context>,
}

impl NativeFrame for RunIn {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((function, args)) = self.call.take() {
            self.before = enter(vm, Some(self.context.clone()));
            return Ok(Next::Call(function, args));
        }
        leave(vm, self.before.take());
        match input {
            Input::Raised(raised) => Err(raised),
            Input::Value(value) | Input::Ended(value) => Ok(Next::Return(value)),
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

fn run(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if args.positional.len() < 2 {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    }
    let context = args.positional.remove(0);
    let Some(context) = context_of(&context).cloned() else {
        return Err(vm.type_error("an instance of Context was expected"));
    };
    if context.is_entered() {
        let shown = context.object(vm);
        let shown = vm.repr(&shown)?;
        return Err(vm.error("RuntimeError", format!("cannot enter context: {shown} is already entered")));
    }
    let function = args.positional.remove(0);
    Ok(Flow::Start(Box::new(RunIn { context, call: Some((function, args)), before: None })))
}

fn new(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Context::default().object(vm))
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let map = args.positional.first().and_then(context_of).map(Context::map);
    Ok(Context::of_map(map.unwrap_or_default()).object(vm))
}

/// Variables and values of a context, by number of variable.
fn pairs(args: &Args) -> Vec<(Value, Value)> {
    let map = args.positional.first().and_then(context_of).map(Context::map);
    map.unwrap_or_default().values().cloned().collect()
}

fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable, default] = args.between(vm, "get", 2)?;
    let value = found.into_iter().find(|(other, _)| other.is(&variable)).map(|(_, value)| value);
    Ok(value.or(default.present()).into())
}

fn getitem(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable] = args.exactly(vm, "__getitem__")?;
    match found.into_iter().find(|(other, _)| other.is(&variable)) {
        Some((_, value)) => Ok(value),
        None => {
            let class = vm.exceptions.key_error();
            Err(vm.exception(&class, vec![variable]))
        }
    }
}

fn contains(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable] = args.exactly(vm, "__contains__")?;
    Ok(Value::Bool(found.iter().any(|(other, _)| other.is(&variable))))
}

fn items(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::list(pairs(&args).into_iter().map(|(key, value)| Value::tuple([key, value])).collect()))
}

fn keys(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::list(pairs(&args).into_iter().map(|(key, _)| key).collect()))
}

fn values(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::list(pairs(&args).into_iter().map(|(_, value)| value).collect()))
}

fn iter(vm: &mut Vm, args: Args) -> Result<Value> {
    let keys = keys(vm, args)?;
    vm.iterate(&keys)
}

fn len(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::from_usize(pairs(&args).len()))
}

/// All of them.
pub(super) const CONTEXT: &[Entry] = &[
    Entry::plain("__new__", new).without_self(),
    Entry::flow("run", run),
    Entry::plain("copy", copy),
    Entry::plain("get", get),
    Entry::plain("__getitem__", getitem),
    Entry::plain("__contains__", contains),
    Entry::plain("__iter__", iter),
    Entry::plain("__len__", len),
    Entry::plain("items", items),
    Entry::plain("keys", keys),
    Entry::plain("values", values),
];
