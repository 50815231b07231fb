//! What becomes of tasks that are not done when the program ends.
//!
//! `asyncio.run` cancels what is left, so these are rare: see [`report_left_over`]. Tasks that are forgotten while the program runs
//! are the `collector`'s.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::collector;
use super::event_loop::event_loop_of;
use super::future::object;
use super::module::pending_tasks;
use super::report::say_of_dropped;
use super::state::state;
use trace::WarningKind;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::finalizer::FinalizerMessage;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use vm::value::Value;

/// The tasks that are not done when the program ends, and that no loop will ever step: those of a loop that was run by hand, and of
/// one that was interrupted while it cancelled them. They are told of, and their coroutines closed, if anybody comes to it.
pub(super) fn report_left_over(vm: &mut Vm, _args: Args) -> Result<Flow> {
    let mut left = VecDeque::new();
    let roots = Roots::new(vm);
    for task in pending_tasks(vm) {
        left.push_back(LeftOver::Said(task.clone()));
        if !roots.reach(vm, &task) {
            left.push_back(LeftOver::Closed(task));
        }
    }
    Ok(Flow::Start(Box::new(ReportLeftOver { left, closes: false })))
}

/// The loop that a program has set, and never unset: asyncio keeps it until after CPython's last collection, and so what hangs on
/// it is never closed.
struct Roots {
    event_loop: Option<Rc<Instance>>,
    /// What hangs on the program's variables, if the loop keeps these: by an exception handler that is a function of the program.
    by_handler: BTreeSet<usize>,
}

impl Roots {
    fn new(vm: &mut Vm) -> Roots {
        let thread = vm.current_thread;
        let event_loop = state(vm).current.get(&thread).cloned().flatten();
        let handler = event_loop
            .as_ref()
            .and_then(event_loop_of)
            .and_then(|own| own.borrow().exception_handler.clone());
        let is_of_program = match handler {
            Some(Value::Function(function)) => function.code.of_program,
            Some(Value::Method(method)) => {
                matches!(&method.function, Value::Function(function) if function.code.of_program)
            }
            _ => false,
        };
        let by_handler = if is_of_program { collector::reachable_from_program(vm) } else { BTreeSet::new() };
        Roots { event_loop, by_handler }
    }

    fn reach(&self, vm: &Vm, task: &Rc<Instance>) -> bool {
        let Some(own) = object(task).core.borrow().event_loop.clone() else { return false };
        let is_set = self.event_loop.as_ref().is_some_and(|event_loop| Rc::ptr_eq(event_loop, &own));
        let is_closed = event_loop_of(&own).is_none_or(|own| own.borrow().closed);
        let address = Value::Instance(task.clone()).address();
        is_set && !is_closed
            || is_closed && waits_in_generator(vm, task)
            || address.is_some_and(|address| self.by_handler.contains(&address))
    }
}

/// Whether a task waits in an asynchronous generator. One whose loop is closed is not closed any more, nor is what waits in it:
/// CPython's collector may come upon the task first, but has not done so in any program that was compared.
fn waits_in_generator(vm: &Vm, task: &Rc<Instance>) -> bool {
    let mut coroutine = object(task).task.as_ref().map(|part| part.coroutine.clone());
    while let Some(current) = coroutine {
        coroutine = match current.awaiting() {
            Some(Value::Generator(next)) => Some(next),
            Some(Value::Instance(step)) => return Rc::ptr_eq(&step.class(), &vm.types.async_step),
            _ => None,
        };
    }
    false
}

struct ReportLeftOver {
    left: VecDeque<LeftOver>,
    /// Whether a coroutine is being closed: what it raises is shown.
    closes: bool,
}

/// What is still to be done with a task.
enum LeftOver {
    Said(Rc<Instance>),
    Closed(Rc<Instance>),
}

impl NativeFrame for ReportLeftOver {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Input::Raised(raised) = input
            && std::mem::take(&mut self.closes)
            && !vm.is_exception(&raised, "GeneratorExit")
        {
            vm.report_unraisable(&raised, None);
        }
        // No line of the program is at work any more.
        vm.recorder.set_line(0);
        while let Some(next) = self.left.pop_front() {
            match next {
                LeftOver::Said(task) => {
                    let message = destroyed_while_pending(vm, &task);
                    if let Some(Flow::Call(callee, args)) = message.map(|message| say_of_dropped(vm, message))
                    {
                        return Ok(Next::Call(callee, args));
                    }
                }
                LeftOver::Closed(task) => {
                    let Some(part) = &object(&task).task else { continue };
                    if part.coroutine.is_suspended() {
                        let class = vm.exceptions.generator_exit();
                        let exit = vm.exception(&class, vec![]);
                        self.closes = true;
                        return Ok(Next::Resume(part.coroutine.clone(), Resumption::Throw(exit)));
                    }
                }
            }
        }
        Ok(Next::Return(Value::None))
    }
}

/// What is to be said of a task that is destroyed while it is pending; None if somebody has said that this is no matter, or it was
/// said already.
pub(super) fn destroyed_while_pending(vm: &mut Vm, task: &Rc<Instance>) -> Option<FinalizerMessage> {
    if !object(task).task.as_ref()?.log_destroy_pending.replace(false) {
        return None;
    }
    let shown = vm.repr(&Value::Instance(task.clone())).unwrap_or_default();
    Some(FinalizerMessage {
        kind: WarningKind::PendingDestroyed,
        text: format!("Task was destroyed but it is pending!\ntask: {shown}"),
        exception: None,
    })
}
