//! What the loop says when a callback fails and nobody has asked to be told: `BaseEventLoop.default_exception_handler`.
//!
//! asyncio says it through its logger. While a program has not imported `logging`, that means to print it.

use std::rc::Rc;

use super::event_loop::event_loop_of;
use super::event_loop::own::own_method;
use super::state::running_loop;
use trace::{Kind, Stream, WarningKind};
use vm::Vm;
use vm::class::Instance;
use vm::exception::{Raised, Result};
use vm::finalizer::FinalizerMessage;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::value::Value;

/// Calls the exception handler of a loop, or the default one: `BaseEventLoop.call_exception_handler`. Whoever is called may wait. If
/// the program's handler fails, the default one says so, with what it was about.
pub struct CallExceptionHandler {
    event_loop: Rc<Instance>,
    context: Value,
    stage: HandlerStage,
}

#[derive(Clone, Copy)]
enum HandlerStage {
    /// Nothing was asked yet.
    Asking,
    Beginning,
    /// The program's own handler runs.
    Own,
    /// The default one.
    Default,
    /// The default one, because the program's own has failed.
    DefaultAfterOwn,
    /// What is left to be said is said.
    Last,
}

impl CallExceptionHandler {
    /// With this context, a dict.
    pub fn new(event_loop: Rc<Instance>, context: Value) -> CallExceptionHandler {
        CallExceptionHandler { event_loop, context, stage: HandlerStage::Asking }
    }

    /// The same for a loop's own method: a class derived from it may have another, which calls this one.
    pub fn of_asyncio(event_loop: Rc<Instance>, context: Value) -> CallExceptionHandler {
        CallExceptionHandler { event_loop, context, stage: HandlerStage::Beginning }
    }

    /// Whether the program's class of loops has a method for it.
    fn ask(&mut self, vm: &mut Vm) -> Result<Next> {
        self.stage = HandlerStage::Last;
        match own_method(vm, &self.event_loop, "call_exception_handler")? {
            Some(method) => Ok(Next::Call(method, Args::one(self.context.clone()))),
            None => self.begin(vm),
        }
    }

    fn begin(&mut self, vm: &mut Vm) -> Result<Next> {
        let handler = event_loop_of(&self.event_loop)
            .and_then(|event_loop| event_loop.borrow().exception_handler.clone());
        let Some(handler) = handler else {
            self.stage = HandlerStage::Default;
            return self.report(vm, &self.context.clone());
        };
        self.stage = HandlerStage::Own;
        let event_loop = Value::Instance(self.event_loop.clone());
        Ok(Next::Call(handler, Args::new([event_loop, self.context.clone()])))
    }

    fn report(&mut self, vm: &mut Vm, context: &Value) -> Result<Next> {
        if let Some(method) = own_method(vm, &self.event_loop, "default_exception_handler")? {
            return Ok(Next::Call(method, Args::one(context.clone())));
        }
        match report(vm, context) {
            Ok(Flow::Call(callee, args)) => Ok(Next::Call(callee, args)),
            Ok(_) => Ok(Next::Return(Value::None)),
            Err(raised) => self.after_failure(vm, raised),
        }
    }

    fn after_failure(&mut self, vm: &mut Vm, raised: Raised) -> Result<Next> {
        if vm.is_exception(&raised, "SystemExit") || vm.is_exception(&raised, "KeyboardInterrupt") {
            return Err(raised);
        }
        let text = match self.stage {
            HandlerStage::Own => {
                self.stage = HandlerStage::DefaultAfterOwn;
                let context = vm.dict_from(vec![
                    Value::str("message"),
                    Value::str("Unhandled error in exception handler"),
                    Value::str("exception"),
                    raised.value(),
                    Value::str("context"),
                    self.context.clone(),
                ])?;
                return self.report(vm, &Value::dict(context));
            }
            HandlerStage::Default => "Exception in default exception handler",
            HandlerStage::DefaultAfterOwn => {
                "Exception in default exception handler while handling an unexpected error in custom exception handler"
            }
            HandlerStage::Asking | HandlerStage::Beginning | HandlerStage::Last => return Err(raised),
        };
        self.stage = HandlerStage::Last;
        match say(vm, text, Some(&raised))? {
            Flow::Call(callee, args) => Ok(Next::Call(callee, args)),
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

impl NativeFrame for CallExceptionHandler {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Raised(raised) => self.after_failure(vm, raised),
            _ if matches!(self.stage, HandlerStage::Asking) => self.ask(vm),
            _ if matches!(self.stage, HandlerStage::Beginning) => self.begin(vm),
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

/// Hands a message about a dropped future to the exception handler of the loop that runs, or prints it.
pub fn report_dropped(vm: &mut Vm, message: FinalizerMessage) -> Flow {
    hand_over(vm, None, message)
}

/// The same about a task that is still there to be looked at; nobody may wait for it.
pub(super) fn report_destroyed(vm: &mut Vm, task: Value, message: FinalizerMessage) {
    let said = hand_over(vm, Some(task), message);
    // What a handler raises has been told of.
    vm.run_sync(said).ok();
}

fn hand_over(vm: &mut Vm, task: Option<Value>, message: FinalizerMessage) -> Flow {
    let event_loop = running_loop(vm).filter(|event_loop| {
        event_loop_of(event_loop).is_some_and(|event_loop| event_loop.borrow().exception_handler.is_some())
    });
    let Some(event_loop) = event_loop else { return say_of_dropped(vm, message) };
    let first_line = message.text.lines().next().unwrap_or_default().to_owned();
    let mut pairs = vec![Value::str("message"), Value::str(first_line)];
    pairs.extend(task.into_iter().flat_map(|task| [Value::str("task"), task]));
    if let Some(raised) = &message.exception {
        pairs.extend([Value::str("exception"), raised.value()]);
    }
    match vm.dict_from(pairs) {
        Ok(context) => Flow::Start(Box::new(CallExceptionHandler::new(event_loop, Value::dict(context)))),
        Err(_) => Flow::Value(Value::None),
    }
}

/// Whatever the program's own logging handlers raise, there is nobody to whom it could go.
pub(super) fn say_of_dropped(vm: &mut Vm, message: FinalizerMessage) -> Flow {
    let Some(error) = logger(vm, "_error") else {
        vm.report_finalizer_message(&message);
        return Flow::Value(Value::None);
    };
    let text = vm.record_finalizer_message(&message);
    Flow::Call(error, logged(&text, message.exception.as_ref()))
}

/// Logs an error, or prints it.
fn say(vm: &mut Vm, text: &str, raised: Option<&Raised>) -> Result<Flow> {
    if let Some(error) = logger(vm, "_error") {
        return Ok(Flow::Call(error, logged(text, raised)));
    }
    let mut text = format!("{text}\n");
    if let Some(raised) = raised {
        text.push_str(&vm.format_exception(raised));
    }
    vm.write(Stream::Error, &text)?;
    Ok(Flow::Value(Value::None))
}

/// A function that logs, if the program can have set up where its messages go.
fn logger(vm: &mut Vm, method: &str) -> Option<Value> {
    vm.modules.get("logging")?;
    let helper = vm.import("asyncio.log").ok()?;
    let name = vm.symbols.intern(method);
    vm.get_attribute(&Value::Module(helper), name).ok()
}

fn logged(text: &str, exception: Option<&Raised>) -> Args {
    Args::new([Value::str(text), exception.map_or(Value::None, Raised::value)])
}

/// A new loop says which selector it has: `BaseSelectorEventLoop.__init__`. Its result is the loop.
pub fn log_selector(event_loop: Rc<Instance>) -> Flow {
    let text = "Using selector: EpollSelector".to_owned();
    Flow::Start(Box::new(DebugThen::new(text, move |_| Ok(Flow::Value(Value::Instance(event_loop))))))
}

/// Logs something that only who looks for details wants to know, then goes on.
pub struct DebugThen {
    text: String,
    then: Option<Continuation>,
}

type Continuation = Box<dyn FnOnce(&mut Vm) -> Result<Flow>>;

impl DebugThen {
    /// Logs this, then does that.
    pub fn new(text: String, then: impl FnOnce(&mut Vm) -> Result<Flow> + 'static) -> DebugThen {
        DebugThen { text, then: Some(Box::new(then)) }
    }
}

impl NativeFrame for DebugThen {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match (input, logger(vm, "_debug")) {
            (Input::Start, Some(debug)) => Ok(Next::Call(debug, logged(&self.text, None))),
            (Input::Raised(raised), _) => Err(raised),
            _ => match self.then.take() {
                Some(then) => then(vm).map(Next::Become),
                None => Ok(Next::Return(Value::None)),
            },
        }
    }
}

/// Logs a warning; while the program has not imported `logging`, prints it.
pub fn warn(vm: &mut Vm, text: &str) -> Result<Flow> {
    if let Some(warning) = logger(vm, "_warning") {
        return Ok(Flow::Call(warning, logged(text, None)));
    }
    vm.write(Stream::Error, &format!("{text}\n"))?;
    Ok(Flow::Value(Value::None))
}

/// Logs or prints a context dict: its message, what it names, and the exception's traceback.
pub fn report(vm: &mut Vm, context: &Value) -> Result<Flow> {
    let Value::Dict(context) = context else { return Ok(Flow::Value(Value::None)) };
    let mut text = String::new();
    let mut details = Vec::new();
    let mut exception = None;
    for (key, value) in context.entries() {
        match key.as_str().unwrap_or_default() {
            "message" => text = vm.str(&value)?,
            "exception" => exception = Some(value),
            key => details.push((key.to_owned(), vm.repr(&value)?)),
        }
    }
    if text.is_empty() {
        "Unhandled exception in event loop".clone_into(&mut text);
    }
    let name = vm.recorder.name(&text);
    vm.recorder.record(Kind::Warning { kind: WarningKind::Other, text: name });
    details.sort();
    for (key, value) in details {
        text.push_str(&format!("\n{key}: {value}"));
    }
    let raised = match exception {
        Some(Value::Instance(instance)) if instance.exception().is_some() => Some(Raised(instance)),
        _ => None,
    };
    say(vm, &text, raised.as_ref())
}
