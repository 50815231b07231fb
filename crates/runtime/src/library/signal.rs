//! `_signal`: signals that a program sends to itself, and who handles them. `signal.py` gives their numbers names.
//!
//! Modelled on CPython's `Modules/signalmodule.c`: a signal with a handler in Python is only noted when it arrives, and written to
//! the socket with which an event loop wakes itself (`set_wakeup_fd`); the handler is called in the main thread, before it goes on.
//! When the main thread leaves a wait for that is the world's (`world/signals.rs`). Begin with [`send`].

mod timer;

use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use crate::world::Mailbox;
use crate::world::signals::Received;
use trace::{Blocker, EventId, Reasons};
use vm::Vm;
use vm::class::Instance;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Wait, WaitTicket};
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// `SIG_DFL`
const DEFAULT: i64 = 0;
/// `SIG_IGN`
const IGNORE: i64 = 1;
/// The largest number of a signal; two in the middle are the C library's own.
const LARGEST: i64 = 64;
const OF_THE_C_LIBRARY: [i64; 2] = [32, 33];
/// `SIGINT`
pub const INTERRUPT: i64 = 2;
/// `SIGALRM`
const ALARM: i64 = 14;
/// No program handles or ignores these: `SIGKILL` and `SIGSTOP`.
const NOT_CAUGHT: [i64; 2] = [9, 19];
/// What stops a process until another one lets it go on: `SIGSTOP`, `SIGTSTP`, `SIGTTIN`, `SIGTTOU`.
const STOPPING: [i64; 4] = [19, 20, 21, 22];
/// What does nothing where nobody handles it: `SIGCHLD`, `SIGCONT`, `SIGURG`, `SIGWINCH`.
const HARMLESS: [i64; 4] = [17, 18, 23, 28];
/// What CPython ignores from the beginning: `SIGPIPE` and `SIGXFSZ`.
const IGNORED_BY_PYTHON: [i64; 2] = [13, 25];
/// What `os.getpid()` says, and what stands for the process's group and for all processes.
const OWN_PROCESS: [i64; 3] = [1, 0, -1];
/// Added to a deadly signal's number, this is the status that a shell sees.
const STATUS_OF_KILLED: i32 = 128;

/// What a process does with signals. One of its extensions.
struct Signals {
    /// What was set for each signal, where that is not `SIG_DFL`: `SIG_IGN` or a function.
    handlers: BTreeMap<i64, Value>,
    /// Signals that have arrived and whose handlers were not called yet, and why they were sent.
    arrived: BTreeMap<i64, EventId>,
    /// Who is told of them as well.
    wakeup: Option<Wakeup>,
    /// Who waits in `pause`.
    pauses: Vec<WaitTicket>,
    default_int_handler: Value,
}

/// What stands for the file of `set_wakeup_fd`: the socket with which a loop wakes itself. Signals know nothing else of loops.
#[derive(Clone)]
pub struct Wakeup {
    /// To whom a signal's number is written, while somebody refers to that.
    pub receiver: Weak<Instance>,
    /// Writes it, with the event that sent the signal.
    pub write: fn(&mut Vm, &Rc<Instance>, i64, EventId),
}

impl Default for Signals {
    fn default() -> Signals {
        let default_int_handler = Entry::plain("default_int_handler", default_int_handler).value();
        let mut handlers: BTreeMap<i64, Value> =
            IGNORED_BY_PYTHON.into_iter().map(|number| (number, Value::Int(IGNORE))).collect();
        handlers.insert(INTERRUPT, default_int_handler.clone());
        Signals { handlers, arrived: BTreeMap::new(), wakeup: None, pauses: Vec::new(), default_int_handler }
    }
}

fn signals(vm: &mut Vm) -> &mut Signals {
    vm.extensions.get::<Signals>()
}

/// Whether there can be a signal of this number that programs use.
pub fn is_valid(number: i64) -> bool {
    (1..=LARGEST).contains(&number) && !OF_THE_C_LIBRARY.contains(&number)
}

/// The event whose effect it is that the program does something now.
fn cause(vm: &Vm) -> EventId {
    vm.recorder.cause().unwrap_or_else(|| vm.recorder.latest_event())
}

/// A signal arrives: `trip_signal`.
fn arrive(vm: &mut Vm, number: i64, because: EventId) -> Received {
    match signals(vm).handlers.get(&number) {
        None if HARMLESS.contains(&number) => Received::Ignored,
        None => Received::Fatal(STATUS_OF_KILLED + number as i32),
        Some(Value::Int(_)) => Received::Ignored,
        Some(_) => {
            signals(vm).arrived.entry(number).or_insert(because);
            if let Some(Wakeup { receiver, write }) = signals(vm).wakeup.clone()
                && let Some(receiver) = receiver.upgrade()
            {
                write(vm, &receiver, number, because);
            }
            Received::Caught
        }
    }
}

/// Whom a signal is sent to.
#[derive(Clone, Copy, PartialEq)]
enum Receiver {
    /// The process: the system chooses its main thread.
    Process,
    /// This thread.
    Thread(u32),
}

/// The program sends a signal to itself. In the main thread its handler is called before anything else.
fn send(vm: &mut Vm, number: i64, to: Receiver) -> Result<Flow> {
    if !(0..=LARGEST).contains(&number) {
        return Err(invalid_argument(vm));
    }
    if STOPPING.contains(&number) && !signals(vm).handlers.contains_key(&number) {
        let message = "a process that stops is not supported here: there is no other that could let it go on";
        return Err(vm.end_unsupported(message));
    }
    let because = cause(vm);
    let received = if number == 0 { Received::Ignored } else { arrive(vm, number, because) };
    match received {
        Received::Ignored => Ok(Flow::Value(Value::None)),
        Received::Fatal(status) => Ok(Flow::Wait(Wait::Exit(status))),
        Received::Caught if vm.current_thread == 0 => Ok(Flow::Start(Box::new(CallHandlers::default()))),
        Received::Caught => {
            let state = &mut vm.extensions.get::<Mailbox>().signals;
            state.arrived = true;
            state.interrupts |= matches!(to, Receiver::Process | Receiver::Thread(0));
            Ok(Flow::Value(Value::None))
        }
    }
}

fn invalid_argument(vm: &mut Vm) -> Raised {
    os_error(vm, "OSError", 22, "Invalid argument")
}

pub(super) fn os_error(vm: &mut Vm, class: &str, number: i64, text: &str) -> Raised {
    let class = vm.exceptions.named(class);
    vm.exception(&class, vec![Value::Int(number), Value::str(text)])
}

/// Calls the handlers of what has arrived, the smallest number first: `_PyErr_CheckSignalsTstate`. In the trace, what they do
/// happens because the signal was sent.
#[derive(Default)]
struct CallHandlers {
    /// Where the thread was, once a handler runs: its line, and why.
    before: Option<(u32, Reasons)>,
}

impl CallHandlers {
    fn next(&self, vm: &mut Vm) -> Option<(Value, i64, EventId)> {
        while let Some((number, because)) = signals(vm).arrived.pop_first() {
            match signals(vm).handlers.get(&number) {
                None | Some(Value::Int(_)) => {}
                Some(handler) => return Some((handler.clone(), number, because)),
            }
        }
        None
    }

    fn leave(&mut self, vm: &mut Vm) {
        if let Some((line, reasons)) = self.before.take() {
            vm.recorder.set_line(line);
            vm.recorder.restore(reasons);
        }
    }
}

impl NativeFrame for CallHandlers {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        self.leave(vm);
        if let Input::Raised(raised) = input {
            vm.extensions.get::<Mailbox>().signals.arrived = !signals(vm).arrived.is_empty();
            return Err(raised);
        }
        let Some((handler, number, because)) = self.next(vm) else {
            let paused = std::mem::take(&mut signals(vm).pauses);
            let because = vm.recorder.cause();
            let woken = paused.into_iter().map(|ticket| (ticket, because));
            vm.extensions.get::<Mailbox>().woken.extend(woken);
            return Ok(Next::Return(Value::None));
        };
        let frame = vm.frame_of_line();
        let line = vm.recorder.line();
        let reasons = vm.recorder.activate(Some(because));
        self.before = Some((line, reasons));
        Ok(Next::Call(handler, Args::new([Value::Int(number), frame])))
    }
}

/// What calls the handlers of signals that came from elsewhere.
fn handlers_of_arrived(vm: &mut Vm) -> Option<Box<dyn NativeFrame>> {
    if signals(vm).arrived.is_empty() {
        return None;
    }
    Some(Box::new(CallHandlers::default()))
}

/// The number of a signal, or of `SIG_DFL` and `SIG_IGN`.
fn number_of(vm: &mut Vm, value: &Value) -> Result<i64> {
    let plain = match value {
        Value::Instance(instance) => instance.wrapped().unwrap_or(value).clone(),
        other => other.clone(),
    };
    match plain {
        Value::Int(number) => Ok(number),
        Value::Bool(flag) => Ok(i64::from(flag)),
        other => {
            let name = vm.class_name(&other);
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// The number of one that a handler may be asked for.
fn checked_number(vm: &mut Vm, value: &Value) -> Result<i64> {
    let number = number_of(vm, value)?;
    if (1..=LARGEST).contains(&number) {
        return Ok(number);
    }
    Err(vm.value_error("signal number out of range"))
}

fn check_main_thread(vm: &mut Vm, what: &str) -> Result<()> {
    if vm.current_thread == 0 {
        return Ok(());
    }
    Err(vm.value_error(format!("{what} only works in main thread of the main interpreter")))
}

/// What is set for a signal.
pub fn handler_of(vm: &mut Vm, number: i64) -> Value {
    if OF_THE_C_LIBRARY.contains(&number) {
        return Value::None;
    }
    signals(vm).handlers.get(&number).cloned().unwrap_or(Value::Int(DEFAULT))
}

/// Sets what is to be done with a signal, and gives what was set before: `signal.signal`.
pub fn set_handler(vm: &mut Vm, number: i64, handler: Value) -> Result<Value> {
    check_main_thread(vm, "signal")?;
    let handler = match handler {
        Value::Int(DEFAULT) => None,
        Value::Int(IGNORE) => Some(handler),
        handler if vm.is_callable(&handler) => Some(handler),
        _ => {
            let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
            return Err(vm.type_error(message));
        }
    };
    if !is_valid(number) || NOT_CAUGHT.contains(&number) {
        return Err(invalid_argument(vm));
    }
    let before = handler_of(vm, number);
    match handler {
        Some(handler) => signals(vm).handlers.insert(number, handler),
        None => signals(vm).handlers.remove(&number),
    };
    Ok(before)
}

/// What raises `KeyboardInterrupt` at `SIGINT` where the program says nothing else.
pub fn default_handler_of_interrupt(vm: &mut Vm) -> Value {
    signals(vm).default_int_handler.clone()
}

/// Sets who is told of signals that arrive: `set_wakeup_fd`.
pub fn set_wakeup(vm: &mut Vm, wakeup: Option<Wakeup>) -> Result<()> {
    check_main_thread(vm, "set_wakeup_fd")?;
    signals(vm).wakeup = wakeup;
    Ok(())
}

fn signal(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, handler] = args.exactly(vm, "signal")?;
    let number = number_of(vm, &number)?;
    check_main_thread(vm, "signal")?;
    let number = checked_number(vm, &Value::Int(number))?;
    set_handler(vm, number, handler)
}

fn getsignal(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number] = args.exactly(vm, "getsignal")?;
    let number = checked_number(vm, &number)?;
    Ok(handler_of(vm, number))
}

fn default_int_handler(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, _] = args.exactly(vm, "default_int_handler")?;
    let class = vm.exceptions.named("KeyboardInterrupt");
    Err(vm.exception(&class, Vec::new()))
}

fn raise_signal(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [number] = args.exactly(vm, "raise_signal")?;
    let number = number_of(vm, &number)?;
    let thread = vm.current_thread;
    send(vm, number, Receiver::Thread(thread))
}

/// `os.kill` and `os.killpg`: the process is alone, also in its group.
fn kill(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [process, number] = args.exactly(vm, "kill")?;
    let (process, number) = (number_of(vm, &process)?, number_of(vm, &number)?);
    if !OWN_PROCESS.contains(&process) {
        return Err(os_error(vm, "ProcessLookupError", 3, "No such process"));
    }
    send(vm, number, Receiver::Process)
}

fn pthread_kill(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [ident, number] = args.exactly(vm, "pthread_kill")?;
    let (ident, number) = (number_of(vm, &ident)?, number_of(vm, &number)?);
    match super::thread::thread_of(vm, ident) {
        Some(thread) => send(vm, number, Receiver::Thread(thread)),
        None => Err(os_error(vm, "ProcessLookupError", 3, "No such process")),
    }
}

/// `pause`: waits until a handler has run.
fn pause(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [] = args.exactly(vm, "pause")?;
    let ticket = vm.extensions.get::<Mailbox>().next_ticket();
    signals(vm).pauses.push(ticket);
    Ok(Flow::Start(Box::new(Pause(ticket))))
}

struct Pause(WaitTicket);

impl NativeFrame for Pause {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start => Ok(Next::Wait(Wait::Thread(self.0, Blocker::Lock(None), None, None))),
            Input::Raised(raised) => {
                signals(vm).pauses.retain(|ticket| *ticket != self.0);
                Err(raised)
            }
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

fn siginterrupt(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, _] = args.exactly(vm, "siginterrupt")?;
    checked_number(vm, &number)?;
    Ok(Value::None)
}

fn is_main_thread(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Bool(vm.current_thread == 0))
}

/// Tells the world what to do when the alarm rings, and when handlers are to be called.
fn prepare(vm: &mut Vm) {
    let state = &mut vm.extensions.get::<Mailbox>().signals;
    state.ring = Some(|vm, because| arrive(vm, ALARM, because));
    state.handlers = Some(handlers_of_arrived);
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    prepare(vm);
    let own = [
        Entry::plain("signal", signal),
        Entry::plain("getsignal", getsignal),
        Entry::flow("raise_signal", raise_signal),
        Entry::flow("kill", kill),
        Entry::flow("pthread_kill", pthread_kill),
        Entry::flow("pause", pause),
        Entry::plain("siginterrupt", siginterrupt),
        Entry::plain("is_main_thread", is_main_thread),
    ];
    install_functions(vm, module, &own);
    install_functions(vm, module, timer::FUNCTIONS);
    let name = vm.symbols.intern("default_int_handler");
    let handler = default_handler_of_interrupt(vm);
    module.namespace.set(name, handler);
}
