//! `contextvars`: contexts as immutable maps, shared until one of them changes.

mod show;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
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
}

impl Context {
    fn of_map(map: Map) -> Context {
        Context(Rc::new(Inner { map: RefCell::new(map), object: RefCell::default() }))
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

/// A variable.
#[derive(Debug)]
struct Variable {
    number: u64,
    name: String,
    default: Option<Value>,
}

/// What `set` gives, for `reset`.
struct Token {
    variable: Rc<Instance>,
    before: Option<Value>,
    /// Where it was set, and can be reset.
    context: Weak<Inner>,
    used: RefCell<bool>,
}

impl Native for Variable {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.default.iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        self.default.take().into_iter().for_each(|default| taken.add(default));
    }
}

impl Native for Token {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Instance(self.variable.clone()));
        self.before.iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        taken.add(Value::Instance(self.variable.clone()));
        self.before.take().into_iter().for_each(|before| taken.add(before));
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
        let thread = vm.current_thread;
        state(vm).current.insert(thread, context);
    }
    before
}

/// Makes the context before current again.
pub fn leave(vm: &mut Vm, before: Option<Context>) {
    let thread = vm.current_thread;
    match before {
        Some(context) => drop(state(vm).current.insert(thread, context)),
        None => drop(state(vm).current.remove(&thread)),
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

fn variable_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if !args.positional.is_empty() {
        args.positional.remove(0);
    }
    let [name, default] = args.named(vm, "ContextVar", ["name", "*default"], 1)?;
    let Some(name) = name.as_str().map(str::to_owned) else {
        return Err(vm.type_error("context variable name must be a str"));
    };
    state(vm).variables += 1;
    let variable = Variable { number: state(vm).variables, name, default: default.present() };
    let class = classes(vm).map_or_else(|| vm.types.object.clone(), |classes| classes.variable.clone());
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(variable))))))
}

fn variable_of(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.native::<Variable>().is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("an instance of ContextVar was expected")),
    }
}

fn inner(instance: &Rc<Instance>) -> &Variable {
    instance.native::<Variable>().expect("the instance was found to be a variable")
}

fn lookup_error(vm: &mut Vm, variable: Value) -> Raised {
    let class = vm.exceptions.named("LookupError");
    vm.exception(&class, vec![variable])
}

fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, default] = args.between(vm, "get", 1)?;
    let map = current_map(vm).unwrap_or_default();
    if let Some((_, value)) = map.get(&inner(&variable).number) {
        return Ok(value.clone());
    }
    match default.present().or_else(|| inner(&variable).default.clone()) {
        Some(value) => Ok(value),
        None => Err(lookup_error(vm, this)),
    }
}

fn set(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, value] = args.exactly(vm, "set")?;
    let context = ensure_current(vm);
    let mut map = (*context.map()).clone();
    let before = map.insert(inner(&variable).number, (this, value)).map(|(_, value)| value);
    *context.0.map.borrow_mut() = Rc::new(map);
    let token = Token { variable, before, context: Rc::downgrade(&context.0), used: RefCell::new(false) };
    let class = classes(vm).map_or_else(|| vm.types.object.clone(), |classes| classes.token.clone());
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(token))))))
}

fn reset(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, token] = args.exactly(vm, "reset")?;
    let Value::Instance(token) = &token else { return Err(vm.type_error("expected an instance of Token")) };
    let shown_token = token.clone();
    let Some(token) = token.native::<Token>() else {
        return Err(vm.type_error("expected an instance of Token"));
    };
    let context = ensure_current(vm);
    // The order of these is that of `PyContextVar_Reset`.
    let wrong = if *token.used.borrow() {
        Some(("RuntimeError", "has already been used once"))
    } else if !Rc::ptr_eq(&token.variable, &variable) {
        Some(("ValueError", "was created by a different ContextVar"))
    } else if !token.context.upgrade().is_some_and(|own| Rc::ptr_eq(&own, &context.0)) {
        Some(("ValueError", "was created in a different Context"))
    } else {
        None
    };
    if let Some((class, what)) = wrong {
        let shown = vm.repr(&Value::Instance(shown_token))?;
        return Err(vm.error(class, format!("{shown} {what}")));
    }
    token.used.replace(true);
    let mut map = (*context.map()).clone();
    match &token.before {
        Some(value) => drop(map.insert(inner(&variable).number, (this, value.clone()))),
        None => drop(map.remove(&inner(&variable).number)),
    }
    *context.0.map.borrow_mut() = Rc::new(map);
    Ok(Value::None)
}

fn variable_name(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    Ok(Value::str(inner(&variable).name.as_str()))
}

fn token_part(vm: &mut Vm, args: Args, old_value: bool) -> Result<Value> {
    let missing = classes(vm).map_or(Value::None, |classes| classes.missing.clone());
    let Some(Value::Instance(token)) = args.positional.first() else { return Ok(Value::None) };
    let Some(token) = token.native::<Token>() else { return Ok(Value::None) };
    if old_value {
        return Ok(token.before.clone().unwrap_or(missing));
    }
    Ok(Value::Instance(token.variable.clone()))
}

/// `context.run(function, …)`: the context is current until the function returns.
struct RunIn {
    context: Context,
    call: Option<(Value, Args)>,
    before: Option<Context>,
}

impl NativeFrame for RunIn {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((function, args)) = self.call.take() {
            self.before = enter(vm, Some(self.context.clone()));
            return Ok(Next::Call(function, args));
        }
        leave(vm, self.before.take());
        match input {
            Input::Raised(raised) => Err(raised),
            Input::Value(value) | Input::Ended(value) => Ok(Next::Return(value)),
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

fn run(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if args.positional.len() < 2 {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    }
    let context = args.positional.remove(0);
    let Some(context) = context_of(&context).cloned() else {
        return Err(vm.type_error("an instance of Context was expected"));
    };
    let function = args.positional.remove(0);
    Ok(Flow::Start(Box::new(RunIn { context, call: Some((function, args)), before: None })))
}

fn context_new(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Context::default().object(vm))
}

fn context_copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let map = args.positional.first().and_then(context_of).map(Context::map);
    Ok(Context::of_map(map.unwrap_or_default()).object(vm))
}

/// Variables and values of a context, by number of variable.
fn pairs(args: &Args) -> Vec<(Value, Value)> {
    let map = args.positional.first().and_then(context_of).map(Context::map);
    map.unwrap_or_default().values().cloned().collect()
}

fn context_get(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable, default] = args.between(vm, "get", 2)?;
    let value = found.into_iter().find(|(other, _)| other.is(&variable)).map(|(_, value)| value);
    Ok(value.or(default.present()).into())
}

fn context_getitem(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable] = args.exactly(vm, "__getitem__")?;
    match found.into_iter().find(|(other, _)| other.is(&variable)) {
        Some((_, value)) => Ok(value),
        None => {
            let class = vm.exceptions.key_error();
            Err(vm.exception(&class, vec![variable]))
        }
    }
}

fn context_contains(vm: &mut Vm, args: Args) -> Result<Value> {
    let found = pairs(&args);
    let [_, variable] = args.exactly(vm, "__contains__")?;
    Ok(Value::Bool(found.iter().any(|(other, _)| other.is(&variable))))
}

fn context_items(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::list(pairs(&args).into_iter().map(|(key, value)| Value::tuple([key, value])).collect()))
}

fn context_keys(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::list(pairs(&args).into_iter().map(|(key, _)| key).collect()))
}

fn context_iter(vm: &mut Vm, args: Args) -> Result<Value> {
    let keys = context_keys(vm, args)?;
    vm.iterate(&keys)
}

fn context_len(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::from_usize(pairs(&args).len()))
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
    install_methods(
        vm,
        &classes.variable,
        &[
            Entry::plain("__new__", variable_new).without_self(),
            Entry::plain("get", get),
            Entry::plain("set", set),
            Entry::plain("reset", reset),
            Entry::plain("name", variable_name).as_property(),
            Entry::plain("__repr__", show::variable),
        ],
    );
    install_methods(
        vm,
        &classes.token,
        &[
            Entry::plain("old_value", |vm, args| token_part(vm, args, true)).as_property(),
            Entry::plain("var", |vm, args| token_part(vm, args, false)).as_property(),
            Entry::plain("__repr__", show::token),
        ],
    );
    let name = vm.symbols.intern("MISSING");
    classes.token.attributes.set(name, classes.missing.clone());
    install_methods(
        vm,
        &classes.context,
        &[
            Entry::plain("__new__", context_new).without_self(),
            Entry::flow("run", run),
            Entry::plain("copy", context_copy),
            Entry::plain("get", context_get),
            Entry::plain("__getitem__", context_getitem),
            Entry::plain("__contains__", context_contains),
            Entry::plain("__iter__", context_iter),
            Entry::plain("__len__", context_len),
            Entry::plain("items", context_items),
            Entry::plain("keys", context_keys),
        ],
    );
    for (name, class) in
        [("Context", &classes.context), ("ContextVar", &classes.variable), ("Token", &classes.token)]
    {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class.clone()));
    }
    state(vm).classes = Some(Rc::new(classes));
    install_functions(vm, module, &[Entry::plain("copy_context", copy_context)]);
}
