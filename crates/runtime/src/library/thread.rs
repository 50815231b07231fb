//! `_thread`: threads, and the one thing that they wait for, the lock. What `threading` is built from.
//!
//! When a thread runs is the world's to say; what a lock does is in `lock`. Begin with [`start_new_thread`].

mod lock;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::world::{Mailbox, NewThread};
use trace::Stream;
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Wait};
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// What threads are called. One of a process's extensions.
#[derive(Default)]
struct Names(BTreeMap<u32, String>);

/// The number that programs see: it is never 0.
fn ident(thread: u32) -> i64 {
    i64::from(thread) + 1
}

/// The thread that has this number, if there ever was one.
pub(super) fn thread_of(vm: &mut Vm, number: i64) -> Option<u32> {
    let thread = u32::try_from(number.checked_sub(1)?).ok()?;
    (thread <= vm.extensions.get::<Mailbox>().threads_started()).then_some(thread)
}

fn get_ident(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Int(ident(vm.current_thread)))
}

/// What the running thread is called.
pub fn name_of_current(vm: &mut Vm) -> String {
    let thread = vm.current_thread;
    let name = vm.extensions.get::<Names>().0.get(&thread).cloned();
    name.unwrap_or_else(|| format!("Dummy-{thread}"))
}

fn set_name(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name] = args.exactly(vm, "set_name")?;
    let name = vm.str(&name)?;
    let thread = vm.current_thread;
    vm.extensions.get::<Names>().0.insert(thread, name.clone());
    vm.extensions.get::<Mailbox>().renamed.push((thread, name));
    Ok(Value::None)
}

/// What a thread does, from its first to its last moment.
struct Beginning {
    function: Value,
    args: Option<Args>,
}

impl NativeFrame for Beginning {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(args) = self.args.take() {
            return Ok(Next::Call(self.function.clone(), args));
        }
        if let Input::Raised(raised) = input
            && !vm.is_exception(&raised, "SystemExit")
        {
            let function = vm.repr(&self.function)?;
            let traceback = vm.format_exception(&raised);
            vm.write(
                Stream::Error,
                &format!("Exception ignored in thread started by: {function}\n{traceback}"),
            )?;
        }
        Ok(Next::Return(Value::None))
    }
}

/// What a thread does that calls a function.
pub(super) fn beginning(function: Value, args: Args) -> Flow {
    Flow::Start(Box::new(Beginning { function, args: Some(args) }))
}

fn start_new_thread(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function, values, keywords] = args.between(vm, "start_new_thread", 2)?;
    let mut args = Args::new(vm.items_of(&values)?);
    if let Value::Dict(keywords) = keywords {
        for (name, value) in keywords.entries() {
            let name = vm.str(&name)?;
            args.keywords.push((vm.symbols.intern(&name), value));
        }
    }
    let beginning = beginning(function, args);
    let because = vm.recorder.cause();
    let new = NewThread { process: vm.current_process, name: "a thread".to_owned(), beginning, because };
    let thread = vm.extensions.get::<Mailbox>().start_thread(new);
    Ok(Value::Int(ident(thread)))
}

/// `os._exit(status)`
fn end_process(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [status] = args.exactly(vm, "_exit")?;
    let status = match status {
        Value::Int(status) => i32::try_from(status).unwrap_or(1),
        _ => return Err(vm.type_error("an integer is required")),
    };
    Ok(Flow::Wait(Wait::Exit(status)))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    lock::fill(vm, module);
    install_functions(
        vm,
        module,
        &[
            Entry::plain("start_new_thread", start_new_thread),
            Entry::plain("get_ident", get_ident),
            Entry::plain("set_name", set_name),
            Entry::flow("end_process", end_process),
        ],
    );
}
