//! What programs can call on a task beside what they can call on any future.

use std::rc::Rc;

use super::{create_of, part};
use crate::library::asyncio::future::{self, object};
use crate::library::asyncio::module;
use crate::library::contextvars::Context;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::Flow;
use vm::table::Entry;
use vm::value::Value;

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    let instance = future::receiver(vm, args)?;
    if object(&instance).task.is_none() {
        return Err(vm.type_error("descriptor requires a '_asyncio.Task' object"));
    }
    Ok(instance)
}

/// `Task(coroutine, loop=…, name=…, context=…)`. A class derived from it may take more, for its own `__init__`.
fn task_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let Some(Value::Class(class)) = args.positional.first().cloned() else {
        return Err(vm.type_error("Task.__new__(X): X is not a type object"));
    };
    args.positional.remove(0);
    if !class.built_in {
        args.positional.truncate(1);
        let known = ["coro", "loop", "name", "context"].map(|name| vm.symbols.intern(name));
        args.keywords.retain(|(name, _)| known.contains(name));
    }
    let [coroutine, event_loop, name, context] =
        args.named(vm, "Task", ["coro", "*loop", "*name", "*context"], 1)?;
    let event_loop = match event_loop {
        Value::Instance(event_loop) => event_loop,
        _ => module::get_event_loop(vm)?,
    };
    let context = Context::of_argument(vm, context)?;
    create_of(vm, class, &event_loop, coroutine, name.present(), context).map(Value::Instance)
}

/// A task is made by `__new__`; but a derived class may have kept a name for `super().__init__`.
fn task_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let name = vm.symbols.intern("name");
    match args.keywords.into_iter().find(|(keyword, value)| *keyword == name && !value.is_none()) {
        Some((_, name)) => set_name(vm, Args::new([Value::Instance(instance), name])),
        None => Ok(Value::None),
    }
}

fn get_name(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let name = part(&instance).name.borrow().clone();
    Ok(Value::str(&*name))
}

fn set_name(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, name] = args.exactly(vm, "set_name")?;
    let name = vm.str(&name)?;
    vm.recorder.rename_lane(part(&instance).lane, &name);
    *part(&instance).name.borrow_mut() = name.into();
    Ok(Value::None)
}

fn get_coro(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let task = part(&instance);
    let object = task.coroutine_object.borrow().clone();
    Ok(object.unwrap_or_else(|| Value::Generator(task.coroutine.clone())))
}

fn get_context(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let context = part(&instance).context.clone();
    Ok(context.map(|context| context.object(vm)).into())
}

fn cancelling(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Int(i64::from(part(&instance).cancels.get())))
}

fn uncancel(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let cancels = &part(&instance).cancels;
    cancels.set(cancels.get().saturating_sub(1));
    Ok(Value::Int(i64::from(cancels.get())))
}

/// A function of `asyncio.base_tasks`, which is loaded only when it is needed.
fn base_task_function(vm: &mut Vm, args: Args, function: &str) -> Result<Flow> {
    receiver(vm, &args)?;
    let helper = vm.import("asyncio.base_tasks")?;
    let name = vm.symbols.intern(function);
    Ok(Flow::Call(vm.get_attribute(&Value::Module(helper), name)?, args))
}

/// What tasks have beside what futures have.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
    Entry::plain("__new__", task_new).without_self(),
    Entry::plain("__init__", task_init),
    Entry::plain("get_name", get_name),
    Entry::plain("set_name", set_name),
    Entry::plain("get_coro", get_coro),
    Entry::plain("_coro", get_coro).as_property(),
    Entry::plain("get_context", get_context),
    Entry::plain("cancelling", cancelling),
    Entry::plain("uncancel", uncancel),
    Entry::flow("get_stack", |vm, args| base_task_function(vm, args, "get_stack")),
    Entry::flow("print_stack", |vm, args| base_task_function(vm, args, "print_stack")),
];
