//! What programs can call on a task beside what they can call on any future.

use std::rc::Rc;

use super::{create, part};
use crate::library::asyncio::future::{self, object};
use crate::library::asyncio::module;
use crate::library::contextvars::Context;
use crate::trace::Stream;
use crate::vm::Vm;
use crate::vm::class::Instance;
use crate::vm::exception::Result;
use crate::vm::function::Args;
use crate::vm::table::Entry;
use crate::vm::value::Value;

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    let instance = future::receiver(vm, args)?;
    if object(&instance).task.is_none() {
        return Err(vm.type_error("descriptor requires a '_asyncio.Task' object"));
    }
    Ok(instance)
}

/// `Task(coroutine, loop=…, name=…, context=…)`
fn task_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if !args.positional.is_empty() {
        args.positional.remove(0);
    }
    let [coroutine, event_loop, name, context] =
        args.named(vm, "Task", ["coro", "*loop", "*name", "*context"], 1)?;
    let event_loop = match event_loop {
        Value::Instance(event_loop) => event_loop,
        _ => module::get_event_loop(vm)?,
    };
    let context = Context::of_argument(vm, context)?;
    create(vm, &event_loop, coroutine, name.present(), context).map(Value::Instance)
}

fn task_init(_vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::None)
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

fn get_stack(vm: &mut Vm, args: Args) -> Result<Value> {
    receiver(vm, &args)?;
    Ok(Value::list(Vec::new()))
}

fn print_stack(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let description = part(&instance).description(None);
    vm.write(Stream::Error, &format!("Stack for <Task {description}>\n"))?;
    Ok(Value::None)
}

/// What tasks have beside what futures have.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
    Entry::plain("__new__", task_new).without_self(),
    Entry::plain("__init__", task_init),
    Entry::plain("get_name", get_name),
    Entry::plain("set_name", set_name),
    Entry::plain("get_coro", get_coro),
    Entry::plain("get_context", get_context),
    Entry::plain("cancelling", cancelling),
    Entry::plain("uncancel", uncancel),
    Entry::plain("get_stack", get_stack),
    Entry::plain("print_stack", print_stack),
];
