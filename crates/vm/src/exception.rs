//! Exceptions: what they carry, and the classes that are built in.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::class::{Class, Instance, Layout, Payload};
use super::code::Code;
use super::function::Args;
use super::limits::Halt;
use super::traverse::Taken;
use super::value::Value;

/// The result of anything that can raise.
pub type Result<T, E = Raised> = std::result::Result<T, E>;

/// An exception on its way. The instance's payload is always [`Payload::Exception`].
#[derive(Debug, Clone)]
pub struct Raised(pub Rc<Instance>);

/// What an exception carries beside attributes.
#[derive(Debug)]
pub struct ExceptionState {
    /// `args`: a tuple.
    pub args: RefCell<Value>,
    /// `__cause__`
    pub cause: RefCell<Option<Raised>>,
    /// `__context__`
    pub context: RefCell<Option<Raised>>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// Where it passed, innermost first.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// Whether it has passed frames of the library too: they are not shown, but it has a traceback then.
    pub passed_library: Cell<bool>,
}

/// One frame that an exception passed.
#[derive(Debug, Clone)]
pub struct TracebackEntry {
    /// The frame's code.
    pub code: Rc<Code>,
    /// The line.
    pub line: u32,
}

impl ExceptionState {
    /// Of an exception made with these arguments.
    pub fn new(args: Value) -> ExceptionState {
        ExceptionState {
            args: RefCell::new(args),
            cause: RefCell::new(None),
            context: RefCell::new(None),
            suppress_context: Cell::new(false),
            traceback: RefCell::new(Vec::new()),
            passed_library: Cell::new(false),
        }
    }

    /// Hands each reference to `visit`, once.
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args.borrow());
        for raised in [&self.cause, &self.context] {
            raised.borrow().iter().for_each(|raised| visit(&raised.value()));
        }
    }

    /// Gives up all references.
    pub(super) fn clear(&self, taken: &mut Taken) {
        taken.add(self.args.replace(Value::None));
        for raised in [self.cause.take(), self.context.take()].into_iter().flatten() {
            taken.add(Value::Instance(raised.0));
        }
    }
}

impl Raised {
    /// What it carries.
    pub fn state(&self) -> &ExceptionState {
        self.0.exception().expect("what is raised is an exception: `Vm::raise` checks")
    }

    /// The exception as a value.
    pub fn value(&self) -> Value {
        Value::Instance(self.0.clone())
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        self.0.class()
    }

    /// Whether they are the same object.
    pub fn is(&self, other: &Raised) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// Its arguments.
    pub fn args(&self) -> Vec<Value> {
        match &*self.state().args.borrow() {
            Value::Tuple(tuple) => tuple.0.to_vec(),
            _ => Vec::new(),
        }
    }

    /// `str(exception)`, where its class does not say otherwise. Never calls Python.
    pub fn first_argument(&self) -> Option<Value> {
        self.args().into_iter().next()
    }
}

/// Name and base of every built-in exception, bases first. As in the library reference, "Exception hierarchy".
const HIERARCHY: &[(&str, &str)] = &[
    ("BaseException", "object"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("BaseExceptionGroup", "BaseException"),
    ("Exception", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeTranslateError", "UnicodeError"),
    ("Warning", "Exception"),
    ("DeprecationWarning", "Warning"),
    ("BytesWarning", "Warning"),
    ("EncodingWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("ResourceWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("UserWarning", "Warning"),
];

/// The built-in exception classes.
#[derive(Debug)]
pub struct Exceptions {
    classes: Vec<(&'static str, Rc<Class>)>,
}

/// Gives the exceptions that the VM itself raises or asks for a method each.
macro_rules! exception_accessors {
    ($($method:ident = $name:literal),* $(,)?) => {
        impl Exceptions {
            $(#[doc = concat!("`", $name, "`")] pub fn $method(&self) -> Rc<Class> { self.named($name) })*
        }
    };
}

exception_accessors! {
    base_exception = "BaseException", exception = "Exception", stop_iteration = "StopIteration",
    stop_async_iteration = "StopAsyncIteration", generator_exit = "GeneratorExit", type_error = "TypeError",
    value_error = "ValueError", runtime_error = "RuntimeError", assertion_error = "AssertionError",
    attribute_error = "AttributeError", key_error = "KeyError", index_error = "IndexError", system_exit = "SystemExit",
    keyboard_interrupt = "KeyboardInterrupt", timeout_error = "TimeoutError", connection_error = "ConnectionError",
}

impl Exceptions {
    /// Makes the classes, below `object`.
    pub fn new(object: &Rc<Class>) -> Exceptions {
        let mut exceptions = Exceptions { classes: Vec::new() };
        for &(name, base) in HIERARCHY {
            let base = if base == "object" { object.clone() } else { exceptions.named(base) };
            exceptions.add(name, vec![base]);
        }
        let group_bases = vec![exceptions.named("BaseExceptionGroup"), exceptions.exception()];
        exceptions.add("ExceptionGroup", group_bases);
        exceptions
    }

    fn add(&mut self, name: &'static str, bases: Vec<Rc<Class>>) {
        let class = super::types::built_in_class(name, bases, Layout::Exception, true);
        self.classes.push((name, class));
    }

    /// The class of this name.
    pub fn named(&self, name: &str) -> Rc<Class> {
        let found = self.classes.iter().find(|(other, _)| *other == name);
        found.map(|(_, class)| class.clone()).expect("the name is in HIERARCHY")
    }

    /// All of them.
    pub fn all(&self) -> &[(&'static str, Rc<Class>)] {
        &self.classes
    }
}

impl Vm {
    /// An exception of a class with these arguments, without calling its `__init__`.
    pub fn exception(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Raised {
        let state = ExceptionState::new(Value::tuple(args));
        Raised(Rc::new(Instance::new(class.clone(), Payload::Exception(Box::new(state)))))
    }

    /// A built-in exception with a message.
    pub fn error(&mut self, class: &str, message: impl Into<String>) -> Raised {
        let class = self.exceptions.named(class);
        self.exception(&class, vec![Value::str(message.into())])
    }

    /// A `TypeError`.
    pub fn type_error(&mut self, message: impl Into<String>) -> Raised {
        self.error("TypeError", message)
    }

    /// A `ValueError`.
    pub fn value_error(&mut self, message: impl Into<String>) -> Raised {
        self.error("ValueError", message)
    }

    /// An `AttributeError` for an object and a name, with both as attributes.
    pub fn attribute_error(&mut self, object: &Value, name: &str) -> Raised {
        if let Some(unsupported) = self.unsupported_attribute
            && let Some(sentence) = unsupported(self, object, name)
        {
            self.halt = Some(Halt::Unsupported(sentence));
        }
        let message = match object {
            Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name.borrow()),
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
            other => format!("'{}' object has no attribute '{name}'", self.class_name(other)),
        };
        let raised = self.error("AttributeError", message);
        let (name_symbol, object_symbol) = (self.symbols.intern("name"), self.symbols.intern("obj"));
        raised.0.attributes.set(name_symbol, Value::str(name));
        raised.0.attributes.set(object_symbol, object.clone());
        raised
    }

    /// The run ends, since the program needs what CPython has and Loopscope has not. What is given back only leads there.
    pub fn end_unsupported(&mut self, message: &str) -> Raised {
        self.halt = Some(Halt::Unsupported(format!("{message}. The run ends here.")));
        self.error("RuntimeError", message)
    }

    /// `StopIteration` with the value that a generator returned.
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let class = self.exceptions.stop_iteration();
        let args = if value.is_none() { vec![] } else { vec![value] };
        self.exception(&class, args)
    }

    /// Whether it is a `StopIteration`.
    pub fn is_stop_iteration(&self, raised: &Raised) -> bool {
        raised.class().is_subclass_of(&self.exceptions.stop_iteration())
    }

    /// Whether it is a `GeneratorExit`.
    pub fn is_generator_exit(&self, raised: &Raised) -> bool {
        raised.class().is_subclass_of(&self.exceptions.generator_exit())
    }

    /// Whether an exception is of the built-in class of this name.
    pub fn is_exception(&self, raised: &Raised, class: &str) -> bool {
        raised.class().is_subclass_of(&self.exceptions.named(class))
    }

    /// The exception that `raise value` raises: an instance itself, or a class called without arguments.
    pub fn exception_from(&mut self, value: Value) -> Result<Raised> {
        let value = match value {
            Value::Class(class) if class.is_subclass_of(&self.exceptions.base_exception()) => {
                self.call_sync(Value::Class(class), Args::default())?
            }
            other => other,
        };
        match value {
            Value::Instance(instance) if instance.exception().is_some() => Ok(Raised(instance)),
            _ => Err(self.type_error("exceptions must derive from BaseException")),
        }
    }
}
