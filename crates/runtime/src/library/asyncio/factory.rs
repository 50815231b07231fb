//! Task factories: tasks as the program's own function makes them. That may take its time, as any function of the program.

use std::rc::Rc;

use super::event_loop::{inner, receiver};
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::table::Entry;
use vm::value::Value;

/// Calls a factory, and names what it made: `BaseEventLoop.create_task` in `Lib/asyncio/base_events.py`.
struct MakeTask {
    factory: Value,
    args: Option<Args>,
    /// The name to give the task, until that is done.
    name: Option<Value>,
    task: Option<Value>,
}

impl NativeFrame for MakeTask {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(args) = self.args.take() {
            return Ok(Next::Call(self.factory.clone(), args));
        }
        let answer = match input {
            Input::Raised(raised) => return Err(raised),
            Input::Value(value) => value,
            _ => Value::None,
        };
        let task = self.task.get_or_insert(answer).clone();
        if let Some(name) = self.name.take() {
            let set_name = vm.symbols.intern("set_name");
            if let Some(set_name) = vm.find_attribute(&task, set_name)? {
                return Ok(Next::Call(set_name, Args::one(name)));
            }
        }
        Ok(Next::Return(task))
    }
}

/// A task as the factory makes it, for a call with this coroutine, name and context.
pub(super) fn create_task_by(
    vm: &mut Vm,
    factory: Value,
    event_loop: Rc<Instance>,
    [coroutine, name, context]: [Value; 3],
) -> Flow {
    let mut args = Args::new([Value::Instance(event_loop), coroutine]);
    if !context.is_missing() && !context.is_none() {
        args.keywords.push((vm.symbols.intern("context"), context));
    }
    let name = name.present().filter(|name| !name.is_none());
    Flow::Start(Box::new(MakeTask { factory, args: Some(args), name, task: None }))
}

fn set_task_factory(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, factory] = args.exactly(vm, "set_task_factory")?;
    if !factory.is_none() && !vm.is_callable(&factory) {
        return Err(vm.type_error("task factory must be a callable or None"));
    }
    inner(&event_loop).borrow_mut().task_factory = Some(factory).filter(|factory| !factory.is_none());
    Ok(Value::None)
}

fn get_task_factory(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let factory = inner(&event_loop).borrow().task_factory.clone();
    Ok(factory.into())
}

/// The methods of loops that are about factories.
pub(super) const METHODS: &[Entry] =
    &[Entry::plain("set_task_factory", set_task_factory), Entry::plain("get_task_factory", get_task_factory)];
