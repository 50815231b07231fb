//! `contextvars`: contexts as immutable maps, shared until one of them changes.
//!
//! Here is what tasks and handles need: which context is current. What programs call of a context is in `methods`, variables and
//! tokens are in `variable`. Begin with [`Context`].

mod methods;
mod show;
mod variable;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions, install_methods};
use vm::traverse::Taken;
use vm::types::built_in_class;
use vm::value::Value;

type Map = Rc<BTreeMap<u64, (Value, Value)>>;

/// A context, as tasks and handles carry it. Each of them has one of its own, so it is small; what programs see of it is made when
/// they ask.
#[derive(Debug, Clone, Default)]
pub struct Context(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// The value of each variable, by its number.
    map: RefCell<Map>,
    /// The object that stands for it, once a program has asked.
    object: RefCell<Weak<Instance>>,
    /// Whether something runs in it.
    entered: Cell<bool>,
}

impl Context {
    fn of_map(map: Map) -> Context {
        Context(Rc::new(Inner { map: RefCell::new(map), ..Inner::default() }))
    }

    /// Whether something runs in it.
    fn is_entered(&self) -> bool {
        self.0.entered.get()
    }

    fn map(&self) -> Map {
        self.0.map.borrow().clone()
    }

    /// Forgets all values, when the run is over.
    pub fn clear(&self) {
        drop(self.0.map.take());
    }

    /// Gives up the values, if nobody shares them.
    pub fn take(&self, taken: &mut Taken) {
        let map = self.0.map.borrow();
        let is_last = Rc::strong_count(&self.0) == 1 && Rc::strong_count(&map) == 1;
        if is_last && !map.is_empty() {
            drop(map);
            let map = Rc::into_inner(self.0.map.take()).unwrap_or_default();
            map.into_values().for_each(|(_, value)| taken.add(value));
        }
    }

    /// What programs see: the same object each time.
    pub fn object(&self, vm: &mut Vm) -> Value {
        if let Some(instance) = self.0.object.borrow().upgrade() {
            return Value::Instance(instance);
        }
        let class = classes(vm).map_or_else(|| vm.types.object.clone(), |classes| classes.context.clone());
        let instance = Rc::new(Instance::new(class, Payload::Native(Box::new(self.clone()))));
        *self.0.object.borrow_mut() = Rc::downgrade(&instance);
        Value::Instance(instance)
    }

    /// The context that an argument `context=` gives: none if it is not given.
    ///
    /// # Errors
    /// It is something else.
    pub fn of_argument(vm: &mut Vm, argument: Value) -> Result<Option<Context>> {
        match argument {
            Value::Missing | Value::None => Ok(None),
            other => match context_of(&other) {
                Some(context) => Ok(Some(context.clone())),
                None => Err(vm.type_error("an instance of Context was expected")),
            },
        }
    }
}

impl Native for Context {
    fn take(&mut self, taken: &mut Taken) {
        Context::take(self, taken);
    }
}

/// One of a process's extensions.
#[derive(Default)]
struct ContextState {
    current: BTreeMap<u32, Context>,
    classes: Option<Rc<Classes>>,
    variables: u64,
}

struct Classes {
    context: Rc<Class>,
    variable: Rc<Class>,
    token: Rc<Class>,
    missing: Value,
}

fn state(vm: &mut Vm) -> &mut ContextState {
    vm.extensions.get::<ContextState>()
}

/// The current context of this thread, if one was ever needed.
pub fn current(vm: &mut Vm) -> Option<Context> {
    let thread = vm.current_thread;
    state(vm).current.get(&thread).cloned()
}

/// A copy of the current context: what a new task runs in. None while nobody has imported this module, and so can have variables.
///
/// Not None for an empty context: a task without one of its own would be woken in that of whoever wakes it.
pub fn copy(vm: &mut Vm) -> Option<Context> {
    let map = current_map(vm);
    if map.is_none() && classes(vm).is_none() {
        return None;
    }
    Some(Context::of_map(map.unwrap_or_default()))
}

/// Makes a context current, and gives back the one before. None changes nothing.
pub fn enter(vm: &mut Vm, context: Option<Context>) -> Option<Context> {
    let before = current(vm);
    if let Some(context) = context {
        context.0.entered.set(true);
        let thread = vm.current_thread;
        state(vm).current.insert(thread, context);
    }
    before
}

/// Makes the context before current again.
pub fn leave(vm: &mut Vm, before: Option<Context>) {
    let thread = vm.current_thread;
    let now = match &before {
        Some(context) => state(vm).current.insert(thread, context.clone()),
        None => state(vm).current.remove(&thread),
    };
    let is_left = |now: &Context| before.as_ref().is_none_or(|before| !Rc::ptr_eq(&before.0, &now.0));
    if let Some(now) = now.filter(is_left) {
        now.0.entered.set(false);
    }
}

fn context_of(value: &Value) -> Option<&Context> {
    match value {
        Value::Instance(instance) => instance.native::<Context>(),
        _ => None,
    }
}

fn current_map(vm: &mut Vm) -> Option<Map> {
    current(vm).map(|context| context.map())
}

fn classes(vm: &mut Vm) -> Option<Rc<Classes>> {
    state(vm).classes.clone()
}

/// The current context; made if there is none.
fn ensure_current(vm: &mut Vm) -> Context {
    if let Some(context) = current(vm) {
        return context;
    }
    let context = Context::default();
    enter(vm, Some(context.clone()));
    context
}

fn copy_context(vm: &mut Vm, _args: Args) -> Result<Value> {
    let map = current_map(vm).unwrap_or_default();
    Ok(Context::of_map(map).object(vm))
}

/// Fills the module `contextvars`.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let object = vm.types.object.clone();
    let class = |name: &str| {
        let class = built_in_class(name, vec![object.clone()], Layout::Native, false);
        *class.module.borrow_mut() = "_contextvars".into();
        class
    };
    let missing = Value::Instance(Rc::new(Instance::new(class("Token.MISSING"), Payload::None)));
    let classes =
        Classes { context: class("Context"), variable: class("ContextVar"), token: class("Token"), missing };
    install_methods(vm, &classes.variable, variable::VARIABLE);
    install_methods(vm, &classes.token, variable::TOKEN);
    let name = vm.symbols.intern("MISSING");
    classes.token.attributes.set(name, classes.missing.clone());
    install_methods(vm, &classes.context, methods::CONTEXT);
    for (name, class) in
        [("Context", &classes.context), ("ContextVar", &classes.variable), ("Token", &classes.token)]
    {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class.clone()));
    }
    state(vm).classes = Some(Rc::new(classes));
    install_functions(vm, module, &[Entry::plain("copy_context", copy_context)]);
}
