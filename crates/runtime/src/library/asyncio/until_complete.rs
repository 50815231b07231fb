//! How a program has a loop run: `run_forever` and `run_until_complete` of CPython's `Lib/asyncio/base_events.py`. The turns themselves
//! are in [`super::run_once`].

use std::rc::Rc;

use super::event_loop::own::own_method;
use super::event_loop::{check_not_running, check_open, inner, receiver};
use super::future::{self, Status, future_of, object};
use super::run_once::RunForever;
use super::task;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::table::Entry;
use vm::value::Value;

/// `run_until_complete(future)`
struct RunUntilComplete {
    event_loop: Rc<Instance>,
    /// What was given: None once the future is there.
    awaitable: Option<Value>,
    /// Whether the future is a task that was made for this call.
    own: bool,
    future: Option<Rc<Instance>>,
    stop: Value,
}

impl NativeFrame for RunUntilComplete {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(awaitable) = self.awaitable.take() {
            return self.make_future(vm, awaitable);
        }
        let Some(future) = self.future.clone() else {
            return match input {
                Input::Raised(raised) => Err(raised),
                Input::Value(made) => self.begin(vm, made),
                _ => Ok(Next::Return(Value::None)),
            };
        };
        self.forget_callback(vm, &future)?;
        if let Input::Raised(raised) = input {
            let future = object(&future);
            if self.own && matches!(future.core.borrow().status, Status::Failed(_)) {
                future.core.borrow_mut().unseen = false;
            }
            return Err(raised);
        }
        if object(&future).is_pending() {
            return Err(vm.error("RuntimeError", "Event loop stopped before Future completed."));
        }
        future::result(vm, object(&future)).map(Next::Return)
    }
}

impl RunUntilComplete {
    /// A factory of the program's own may be asked for the task.
    fn make_future(&mut self, vm: &mut Vm, awaitable: Value) -> Result<Next> {
        let tasks = vm.import("asyncio.tasks")?;
        let ensure = vm.symbols.intern("ensure_future");
        let ensure = vm.get_attribute(&Value::Module(tasks), ensure)?;
        let keyword = vm.symbols.intern("loop");
        let args = Args {
            positional: [awaitable].into_iter().collect(),
            keywords: vec![(keyword, Value::Instance(self.event_loop.clone()))],
        };
        Ok(Next::Call(ensure, args))
    }

    /// The future is there: the loop runs until that is done.
    fn begin(&mut self, vm: &mut Vm, made: Value) -> Result<Next> {
        let future = match made {
            Value::Instance(future) if future.native::<future::FutureObject>().is_some() => future,
            _ => return Err(vm.type_error("An asyncio.Future, a coroutine or an awaitable is required")),
        };
        if self.own {
            task::set_log_destroy_pending(&future, false);
        }
        let add = vm.symbols.intern("add_done_callback");
        let add = vm.get_attribute(&Value::Instance(future.clone()), add)?;
        // The loop asks for this callback, whoever asked the loop to run.
        vm.called_by_program = false;
        vm.call_sync(add, Args::one(self.stop.clone()))?;
        self.future = Some(future);
        if let Some(run_forever) = own_method(vm, &self.event_loop, "run_forever")? {
            return Ok(Next::Call(run_forever, Args::default()));
        }
        Ok(Next::Start(Box::new(RunForever::new(self.event_loop.clone()))))
    }

    fn forget_callback(&self, vm: &mut Vm, future: &Rc<Instance>) -> Result<()> {
        let name = vm.symbols.intern("remove_done_callback");
        let method = vm.get_attribute(&Value::Instance(future.clone()), name)?;
        vm.call_sync(method, Args::one(self.stop.clone()))?;
        Ok(())
    }
}

/// `_run_until_complete_cb`: stops the loop of the future that is done, unless it ended with what ends programs.
fn stop_loop_of(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [future] = args.exactly(vm, "_run_until_complete_cb")?;
    let nothing = Ok(Flow::Value(Value::None));
    let Some((_, object)) = future_of(&future) else { return nothing };
    if let Status::Failed(raised) = &object.core.borrow().status
        && (vm.is_exception(raised, "SystemExit") || vm.is_exception(raised, "KeyboardInterrupt"))
    {
        return nothing;
    }
    let event_loop = object.core.borrow().event_loop.clone();
    if let Some(event_loop) = event_loop {
        if let Some(stop) = own_method(vm, &event_loop, "stop")? {
            return Ok(Flow::Call(stop, Args::default()));
        }
        inner(&event_loop).borrow_mut().stopping = true;
    }
    nothing
}

fn run_forever(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    Ok(Flow::Start(Box::new(RunForever::new(event_loop))))
}

fn run_until_complete(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    let [_, awaitable] = args.exactly(vm, "run_until_complete")?;
    check_open(vm, &event_loop)?;
    check_not_running(vm, &event_loop)?;
    let own = future_of(&awaitable).is_none();
    let stop = Entry::flow("_run_until_complete_cb", stop_loop_of).value();
    let awaitable = Some(awaitable);
    Ok(Flow::Start(Box::new(RunUntilComplete { event_loop, awaitable, own, future: None, stop })))
}

/// The methods that run a loop.
pub(super) const METHODS: &[Entry] =
    &[Entry::flow("run_forever", run_forever), Entry::flow("run_until_complete", run_until_complete)];
