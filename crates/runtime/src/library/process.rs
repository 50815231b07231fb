//! `_process`: the program's processes, each with its copy of what the program has in memory. What `multiprocessing` and
//! `ProcessPoolExecutor` are built from.
//!
//! That they run at the same time is the world's business; how their memory is kept apart is in `copies`.

mod copies;

use std::collections::BTreeMap;
use std::rc::Rc;

use self::copies::{Copies, Fork, Pickle};
use super::{signal, thread};
use crate::world::{Mailbox, NewThread, PROCESSORS};
use vm::Vm;
use vm::attributes::Namespace;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::Flow;
use vm::symbol::known;
use vm::table::{Entry, install_functions};
use vm::traverse::Copier;
use vm::value::Value;

/// So many processes there may be at once; CPython, too, is refused more at some point.
const MOST: usize = 500;

/// The program's module in each process but the first, and who began it; and how many of them have ended. What they sent may still
/// be on its way, so their modules stay. One of the VM's extensions.
#[derive(Default)]
struct Processes(BTreeMap<u32, (Rc<Module>, u32)>, usize);

/// The program's module as a process has it.
fn main_of(vm: &mut Vm, process: u32) -> Result<Rc<Module>> {
    if let Some((module, _)) = vm.extensions.get::<Processes>().0.get(&process) {
        return Ok(module.clone());
    }
    let main = vm.modules.get("__main__").cloned();
    main.ok_or_else(|| vm.error("RuntimeError", "there is no program to copy"))
}

/// `start(function, args)`: a process that calls this, with a copy of everything. Gives its number.
fn start(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function, values] = args.exactly(vm, "start")?;
    let (parent, process) = (vm.current_process, next(vm)?);
    let from = main_of(vm, parent)?;
    let to = Module { name: from.name.clone(), namespace: Namespace::default(), of_program: true };
    let to = Rc::new(to);
    // No program can import that name; with it, the module is taken apart at the end like all others.
    vm.modules.insert(format!("__main__ of process {process}"), to.clone());
    let mut copies = Copies::<Fork>::new(vm, from, to.clone());
    copies.copy_module();
    let (function, values) = (copies.copy(&function)?, copies.copy(&values)?);
    vm.extensions.get::<Processes>().0.insert(process, (to, parent));
    begin(vm, process, function, values)
}

/// `start_anew(function, args)`: a process that has nothing of this one's but what the library shares. Gives its number.
fn start_anew(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function, values] = args.exactly(vm, "start_anew")?;
    let (parent, process) = (vm.current_process, next(vm)?);
    let to = Module { name: "__main__".into(), namespace: Namespace::default(), of_program: true };
    let to = Rc::new(to);
    let file = Value::str(vm.recorder.trace().file());
    to.namespace.set(known::FILE, file);
    to.namespace.set(known::NAME, Value::str("__mp_main__"));
    vm.modules.insert(format!("__main__ of process {process}"), to.clone());
    vm.extensions.get::<Processes>().0.insert(process, (to, parent));
    begin(vm, process, function, values)
}

/// `run_main()`: what the program does when it is imported, in a process that was started anew.
fn run_main(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [] = args.exactly(vm, "run_main")?;
    let process = vm.current_process;
    let module = main_of(vm, process)?;
    let trace = vm.recorder.trace();
    let options = lang::Options { file: trace.file().into(), lines: true };
    let source = trace.source().to_owned();
    match lang::compile(&source, &options) {
        Ok(code) => Ok(Flow::Enter(vm.module_frame(&code, &module))),
        Err(error) => Err(vm.error("RuntimeError", error.message)),
    }
}

/// The number of the next process, if there may be one.
fn next(vm: &mut Vm) -> Result<u32> {
    let processes = vm.extensions.get::<Processes>();
    if processes.0.len() - processes.1 >= MOST {
        return Err(signal::os_error(vm, "BlockingIOError", 11, "Resource temporarily unavailable"));
    }
    Ok(vm.extensions.get::<Mailbox>().next_process())
}

/// A process begins with this call.
fn begin(vm: &mut Vm, process: u32, function: Value, values: Value) -> Result<Value> {
    let beginning = thread::beginning(function, Args::new(vm.items_of(&values)?));
    let because = vm.recorder.cause();
    let new = NewThread { process, name: format!("process {process}"), beginning, because };
    vm.extensions.get::<Mailbox>().start_thread(new);
    vm.fuel.end_slice();
    Ok(Value::Int(i64::from(process)))
}

/// `pickled_copy(value, sender, receiver, to_new_process)`: what arrives in the one process when the other sends this.
fn pickled_copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value, sender, receiver, to_new_process] = args.between(vm, "pickled_copy", 3)?;
    let (sender, receiver) = (number(vm, &sender)?, number(vm, &receiver)?);
    let (from, to) = (main_of(vm, sender)?, main_of(vm, receiver)?);
    let mut copies = Copies::<Pickle>::new(vm, from, to);
    copies.to_new_process = to_new_process.present().is_some();
    copies.copy(&value)
}

/// `ended(process)`: there is room for another one.
fn ended(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_] = args.exactly(vm, "ended")?;
    vm.extensions.get::<Processes>().1 += 1;
    Ok(Value::None)
}

/// `kill(process)`: its threads go no further.
fn kill(vm: &mut Vm, args: Args) -> Result<Value> {
    let [process] = args.exactly(vm, "kill")?;
    let process = number(vm, &process)?;
    vm.extensions.get::<Mailbox>().killed.push(process);
    vm.fuel.end_slice();
    Ok(Value::None)
}

fn number(vm: &mut Vm, value: &Value) -> Result<u32> {
    let no_number = |vm: &mut Vm| -> Raised { vm.type_error("a process has a number") };
    match value {
        Value::Int(number) => u32::try_from(*number).map_err(|_| no_number(vm)),
        _ => Err(no_number(vm)),
    }
}

/// `current()`: the number of the process that runs; the program itself is 0.
fn current(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "current")?;
    Ok(Value::Int(i64::from(vm.current_process)))
}

/// `parent()`: the number of the process that began this one; None for the program itself.
fn parent(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "parent")?;
    let current = vm.current_process;
    let parent = vm.extensions.get::<Processes>().0.get(&current).map(|(_, parent)| *parent);
    Ok(parent.map(|parent| Value::Int(i64::from(parent))).into())
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    const FUNCTIONS: &[Entry] = &[
        Entry::plain("start", start),
        Entry::plain("start_anew", start_anew),
        Entry::flow("run_main", run_main),
        Entry::plain("pickled_copy", pickled_copy),
        Entry::plain("ended", ended),
        Entry::plain("kill", kill),
        Entry::plain("current", current),
        Entry::plain("parent", parent),
    ];
    install_functions(vm, module, FUNCTIONS);
    let processors = vm.symbols.intern("processors");
    module.namespace.set(processors, Value::from_usize(PROCESSORS));
}
