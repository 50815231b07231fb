//! What can be called: functions of the program, functions of the VM, methods; and the arguments they are called with.

use smallvec::SmallVec;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use super::Vm;
use super::attributes::Attributes;
use super::code::Code;
use super::exception::{Result, TracebackEntry};
use super::frame::Frame;
use super::module::Module;
use super::native_frame::Flow;
use super::symbol::Symbol;
use super::value::{Value, VariableCell};

/// A function of the program.
#[derive(Debug)]
pub struct Function {
    /// Its code.
    pub code: Rc<Code>,
    /// The module whose variables are its globals.
    pub module: Rc<Module>,
    /// `__name__`
    pub name: RefCell<Rc<str>>,
    /// `__qualname__`
    pub qualified_name: RefCell<Rc<str>>,
    /// Defaults of the last positional parameters.
    pub defaults: RefCell<Vec<Value>>,
    /// Defaults of keyword-only parameters.
    pub keyword_defaults: RefCell<Vec<(Symbol, Value)>>,
    /// The captured variables, in the order of the code's `free`.
    pub closure: Box<[Rc<VariableCell>]>,
    /// `__doc__`
    pub doc: RefCell<Value>,
    /// `__annotations__`; missing until somebody asks for them, if there are none.
    pub annotations: RefCell<Value>,
    /// Everything else that was set on it, `__dict__`: `__wrapped__` …
    pub attributes: Attributes,
}

/// A function of the VM.
pub struct NativeFunction {
    /// Its name.
    pub name: Rc<str>,
    /// What it does.
    pub code: NativeCode,
    /// Whether it becomes a method when it is looked up through an instance.
    pub binds: bool,
}

/// What a native function does.
pub enum NativeCode {
    /// It needs nobody else.
    Plain(fn(&mut Vm, Args) -> Result<Value>),
    /// It may call Python, or wait.
    Flow(fn(&mut Vm, Args) -> Result<Flow>),
    /// It looks at the frame that calls it: `locals()`. The other function is for where no frame does.
    Frame(FrameFunction, fn(&mut Vm, Args) -> Result<Flow>),
    /// It looks at all frames of its thread: `traceback.extract_stack()`.
    Stack(StackFunction),
    /// As `Flow`, with state of its own.
    Closure(Box<Closure>),
}

/// A native function that looks at the frame that calls it.
pub type FrameFunction = fn(&mut Vm, &Frame, Args) -> Result<Flow>;

/// A native function that looks at the frames of its thread: at the program's, the innermost first.
pub type StackFunction = fn(&mut Vm, Vec<TracebackEntry>, Args) -> Result<Value>;

/// A native function with state of its own.
pub type Closure = dyn Fn(&mut Vm, Args) -> Result<Flow>;

impl fmt::Debug for NativeFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<built-in function {}>", self.name)
    }
}

/// A method with its object.
#[derive(Debug)]
pub struct BoundMethod {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

/// What gives an attribute of a class a meaning of its own.
#[derive(Debug)]
pub enum Descriptor {
    /// `property`
    Property {
        /// Reads it.
        get: Value,
        /// Sets it.
        set: Value,
        /// Deletes it.
        delete: Value,
        /// Its documentation.
        doc: Value,
    },
    /// `classmethod`
    ClassMethod(Value),
    /// `staticmethod`
    StaticMethod(Value),
}

impl Descriptor {
    /// What reads, sets and deletes a property.
    pub fn parts(&self) -> [Option<&Value>; 3] {
        match self {
            Descriptor::Property { get, set, delete, .. } => [Some(get), Some(set), Some(delete)],
            Descriptor::ClassMethod(_) | Descriptor::StaticMethod(_) => [None; 3],
        }
    }
}

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub struct Args {
    /// By position.
    pub positional: SmallVec<[Value; 4]>,
    /// By keyword, in order; no name twice.
    pub keywords: Vec<(Symbol, Value)>,
}

impl Args {
    /// Arguments by position only.
    pub fn new(positional: impl IntoIterator<Item = Value>) -> Args {
        Args { positional: positional.into_iter().collect(), keywords: Vec::new() }
    }

    /// One argument.
    pub fn one(value: Value) -> Args {
        let mut args = Args::default();
        args.positional.push(value);
        args
    }

    /// The same arguments with one before them.
    pub fn prepend(mut self, first: Value) -> Args {
        self.positional.insert(0, first);
        self
    }

    /// How many there are by position.
    pub fn len(&self) -> usize {
        self.positional.len()
    }

    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        self.positional.is_empty() && self.keywords.is_empty()
    }

    /// Exactly so many by position and none by keyword; else the `TypeError` that CPython gives.
    pub fn exactly<const COUNT: usize>(self, vm: &mut Vm, name: &str) -> Result<[Value; COUNT]> {
        self.no_keywords(vm, name)?;
        let given = self.positional.len();
        if given == COUNT {
            let mut values = self.positional.into_iter();
            return Ok(std::array::from_fn(|_| values.next().expect("there are as many as were counted")));
        }
        let wanted = match COUNT {
            0 => "takes no arguments".to_owned(),
            1 => "takes exactly one argument".to_owned(),
            count => format!("expected {count} arguments, got {given}"),
        };
        let message = match COUNT {
            0 | 1 => format!("{name}() {wanted} ({given} given)"),
            _ => format!("{name} {wanted}"),
        };
        Err(vm.type_error(message))
    }

    /// From `least` to `COUNT` by position, none by keyword; those not given are missing.
    pub fn between<const COUNT: usize>(
        self,
        vm: &mut Vm,
        name: &str,
        least: usize,
    ) -> Result<[Value; COUNT]> {
        self.no_keywords(vm, name)?;
        let given = self.positional.len();
        if given < least || given > COUNT {
            let (bound, count) = if given < least { ("at least", least) } else { ("at most", COUNT) };
            let plural = if count == 1 { "" } else { "s" };
            return Err(
                vm.type_error(format!("{name} expected {bound} {count} argument{plural}, got {given}"))
            );
        }
        let mut values = self.positional.into_iter();
        Ok(std::array::from_fn(|_| values.next().unwrap_or(Value::Missing)))
    }

    /// Binds to named parameters, by position or keyword; the first `required` must be given, the others may be missing.
    /// A name that begins with `*` can only be given by keyword.
    pub fn named<const COUNT: usize>(
        self,
        vm: &mut Vm,
        function: &str,
        names: [&str; COUNT],
        required: usize,
    ) -> Result<[Value; COUNT]> {
        let positional = names.iter().take_while(|name| !name.starts_with('*')).count();
        let given = self.positional.len();
        if given > positional {
            let plural = if positional == 1 { "" } else { "s" };
            let verb = if given == 1 { "was" } else { "were" };
            let message = format!(
                "{function}() takes {positional} positional argument{plural} but {given} {verb} given"
            );
            return Err(vm.type_error(message));
        }
        let mut values: [Value; COUNT] = std::array::from_fn(|_| Value::Missing);
        for (slot, value) in values.iter_mut().zip(self.positional) {
            *slot = value;
        }
        for (name, value) in self.keywords {
            let text = vm.symbols.name(name).to_owned();
            let Some(at) = names.iter().position(|name| name.trim_start_matches('*') == text) else {
                return Err(
                    vm.type_error(format!("{function}() got an unexpected keyword argument '{text}'"))
                );
            };
            if !values[at].is_missing() {
                return Err(vm.type_error(format!("{function}() got multiple values for argument '{text}'")));
            }
            values[at] = value;
        }
        for (at, name) in names.iter().enumerate().take(required) {
            if values[at].is_missing() {
                let message = format!("{function}() missing required argument '{name}' (pos {})", at + 1);
                return Err(vm.type_error(message));
            }
        }
        Ok(values)
    }

    pub(crate) fn no_keywords(&self, vm: &mut Vm, name: &str) -> Result<()> {
        if self.keywords.is_empty() {
            Ok(())
        } else {
            Err(vm.type_error(format!("{name}() takes no keyword arguments")))
        }
    }
}
