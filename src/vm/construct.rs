//! Making classes and instances: the `class` statement, `type(…)`, calling a class, `super()`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::activity::{Activity, Flow, Input, Next};
use super::attributes::Attributes;
use super::builtins::plain;
use super::class::{Class, Hooks, Instance, Layout, Payload, linearize};
use super::dict::Dict;
use super::exception::{ExceptionState, Result};
use super::frame::{Frame, Role};
use super::function::{Args, Descriptor};
use super::lookup::{SuperProxy, bound};
use super::symbol::{Symbol, known};
use super::table::{Entry, install_functions, install_methods};
use super::value::Value;

impl Vm {
    /// Calls a class: makes an instance, or what its `__new__` or metaclass make instead.
    pub(super) fn call_class(&mut self, class: &Rc<Class>, args: Args) -> Result<Flow> {
        if let Some(metaclass) = &class.metaclass
            && let Some(call) = metaclass.lookup(known::CALL)
            && !matches!(call, Value::Native(_))
        {
            return Ok(Flow::Call(bound(call, Value::Class(class.clone())), args));
        }
        self.instantiate(class, args)
    }

    /// `type.__call__`: `__new__`, then `__init__` if that gave an instance of the class.
    pub(super) fn instantiate(&mut self, class: &Rc<Class>, args: Args) -> Result<Flow> {
        if Rc::ptr_eq(class, &self.types.type_) && args.len() == 1 && args.keywords.is_empty() {
            return Ok(Flow::Value(Value::Class(self.class_of(&args.positional[0]))));
        }
        match class.lookup(known::NEW) {
            None => {
                let instance = self.bare_instance(class, &args)?;
                self.initialize(class, instance, args)
            }
            Some(new) => {
                let new = unwrap_static(new);
                let new_args = args.clone().prepend(Value::Class(class.clone()));
                match self.call(new, new_args)? {
                    Flow::Value(made) => self.initialize_if_instance(class, made, args),
                    flow => {
                        let construct = Construct {
                            class: class.clone(),
                            args: Some(args),
                            flow: Some(flow),
                            made: None,
                        };
                        Ok(Flow::Start(Box::new(construct)))
                    }
                }
            }
        }
    }

    /// `object.__new__(class)`
    fn bare_instance(&mut self, class: &Rc<Class>, args: &Args) -> Result<Value> {
        let payload = match class.layout {
            Layout::Object => Payload::None,
            Layout::Exception => {
                let args = Value::tuple(args.positional.to_vec());
                Payload::Exception(Box::new(ExceptionState::new(args)))
            }
            Layout::Wrapped | Layout::Native | Layout::Type => {
                let name = class.name.borrow().to_string();
                return Err(self.type_error(format!("cannot create '{name}' instances")));
            }
        };
        Ok(Value::Instance(Rc::new(Instance::new(class.clone(), payload))))
    }

    fn initialize_if_instance(&mut self, class: &Rc<Class>, made: Value, args: Args) -> Result<Flow> {
        let made_class = self.class_of(&made);
        if made_class.is_subclass_of(class) && matches!(made, Value::Instance(_) | Value::Class(_)) {
            return self.initialize(&made_class, made, args);
        }
        Ok(Flow::Value(made))
    }

    fn initialize(&mut self, class: &Rc<Class>, made: Value, args: Args) -> Result<Flow> {
        let Some(init) = class.lookup(known::INIT) else {
            let accepts = class.layout == Layout::Exception || class.lookup(known::NEW).is_some();
            if !args.is_empty() && !accepts {
                let name = class.name.borrow().to_string();
                return Err(self.type_error(format!("{name}() takes no arguments")));
            }
            return Ok(Flow::Value(made));
        };
        match (&init, &made) {
            (Value::Function(_), Value::Instance(instance)) => {
                match self.call(init.clone(), args.prepend(made.clone()))? {
                    Flow::Enter(mut frame) => {
                        frame.role = Role::Init(instance.clone());
                        Ok(Flow::Enter(frame))
                    }
                    _ => Err(self.type_error("__init__() should return None")),
                }
            }
            _ => match self.call(bound(init, made.clone()), args)? {
                Flow::Value(_) => Ok(Flow::Value(made)),
                flow => Ok(Flow::Start(Box::new(Construct {
                    class: class.clone(),
                    args: None,
                    flow: Some(flow),
                    made: Some(made),
                }))),
            },
        }
    }

    /// Which attribute hooks a class has.
    pub(super) fn hooks_of(&self, class: &Class) -> Hooks {
        Hooks {
            getattribute: self.overrides(class, known::GETATTRIBUTE),
            getattr: self.overrides(class, known::GETATTR),
            setattr: self.overrides(class, known::SETATTR),
            delattr: self.overrides(class, known::DELATTR),
        }
    }

    /// Makes a class from its name, bases and namespace.
    pub(super) fn make_class(
        &mut self,
        metaclass: Option<Rc<Class>>,
        name: &str,
        bases: &[Value],
        namespace: &Dict,
        module: &str,
    ) -> Result<Rc<Class>> {
        let mut base_classes = Vec::new();
        for base in bases {
            match base {
                Value::Class(base) => base_classes.push(base.clone()),
                _ => return Err(self.type_error("bases must be types")),
            }
        }
        let types = &self.types;
        let sealed = [&types.bool, &types.none, &types.function, &types.range, &types.generator];
        if let Some(base) =
            base_classes.iter().find(|base| sealed.iter().any(|sealed| Rc::ptr_eq(base, sealed)))
        {
            let base = base.name.borrow().to_string();
            return Err(self.type_error(format!("type '{base}' is not an acceptable base type")));
        }
        if base_classes.is_empty() {
            base_classes.push(self.types.object.clone());
        }
        let Some(ancestors) = linearize(&base_classes) else {
            let names: Vec<String> = base_classes.iter().map(|base| base.name.borrow().to_string()).collect();
            return Err(self.type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        let layout = ancestors
            .iter()
            .map(|class| class.layout)
            .find(|&l| l != Layout::Object)
            .unwrap_or(Layout::Object);
        let attributes = Attributes::default();
        let mut qualified_name: Rc<str> = name.into();
        let mut module: Rc<str> = module.into();
        for (key, value) in namespace.entries() {
            let Some(text) = key.as_str() else { continue };
            match text {
                "__qualname__" => qualified_name = value.as_str().unwrap_or(name).into(),
                "__module__" => module = value.as_str().unwrap_or_default().into(),
                "__classcell__" => {}
                _ => attributes.set(self.symbols.intern(text), value),
            }
        }
        if attributes.contains(known::EQ) && !attributes.contains(known::HASH) {
            attributes.set(known::HASH, Value::None);
        }
        for implicit in [known::INIT_SUBCLASS, known::CLASS_GETITEM] {
            if let Some(function @ Value::Function(_)) = attributes.get(implicit) {
                attributes.set(implicit, Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))));
            }
        }
        if let Some(function @ Value::Function(_)) = attributes.get(known::NEW) {
            attributes.set(known::NEW, Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))));
        }
        let open = !attributes.contains(known::SLOTS) || ancestors.iter().any(|class| class.open);
        let class = Rc::new(Class {
            name: RefCell::new(name.into()),
            qualified_name: RefCell::new(qualified_name),
            module: RefCell::new(module),
            bases: base_classes,
            ancestors,
            attributes,
            layout,
            metaclass,
            built_in: false,
            open,
            hooks: Cell::new(Hooks::default()),
        });
        class.hooks.set(self.hooks_of(&class));
        self.classes.add(&class);
        Ok(class)
    }

    /// What follows when a class is made: `__set_name__` of its attributes, `__init_subclass__` of its bases.
    fn announce_class(&mut self, class: &Rc<Class>, keywords: Vec<(Symbol, Value)>) -> Result<()> {
        for (name, value) in class.attributes.entries() {
            if matches!(value, Value::Instance(_))
                && let Some(hook) = self.lookup_special(&value, known::SET_NAME)
            {
                let name = self.symbol_value(name);
                self.call_sync(hook, Args::new([Value::Class(class.clone()), name]))?;
            }
        }
        match class.ancestors.iter().find_map(|class| class.attributes.get(known::INIT_SUBCLASS)) {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::ClassMethod(hook) = &*descriptor {
                    let hook = bound(hook.clone(), Value::Class(class.clone()));
                    self.call_sync(hook, Args { keywords, ..Args::default() })?;
                }
                Ok(())
            }
            _ if keywords.is_empty() => Ok(()),
            _ => {
                let name = class.name.borrow().to_string();
                Err(self.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
            }
        }
    }

    /// The metaclass of a new class: the most derived of those asked for.
    fn choose_metaclass(&mut self, explicit: Option<Value>, bases: &[Value]) -> Result<Option<Rc<Class>>> {
        let mut chosen = match explicit {
            Some(Value::Class(class)) => Some(class),
            _ => None,
        };
        for base in bases {
            let Value::Class(base) = base else { continue };
            let Some(candidate) = &base.metaclass else { continue };
            match &chosen {
                Some(current) if current.is_subclass_of(candidate) => {}
                Some(current) if !candidate.is_subclass_of(current) => {
                    return Err(self.type_error(
                        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                         metaclasses of all its bases",
                    ));
                }
                _ => chosen = Some(candidate.clone()),
            }
        }
        Ok(chosen.filter(|class| !Rc::ptr_eq(class, &self.types.type_)))
    }

    /// `super()` without arguments: from the frame of a method.
    pub(super) fn super_from(&mut self, frame: &Frame) -> Result<Flow> {
        let compiled = &frame.code.compiled;
        let cell =
            compiled.free.iter().position(|name| name == "__class__").map(|at| compiled.cells.len() + at);
        let class = cell.and_then(|at| match &*frame.cells[at].0.borrow() {
            Value::Class(class) => Some(class.clone()),
            _ => None,
        });
        let receiver = match compiled.cells.iter().position(|cell| cell.parameter == Some(0)) {
            Some(at) => frame.cells[at].0.borrow().clone(),
            None => frame.values.first().cloned().unwrap_or(Value::Missing),
        };
        match class {
            Some(_) if receiver.is_missing() => Err(self.error("RuntimeError", "super(): no arguments")),
            Some(class) => self.make_super(class, receiver).map(Flow::Value),
            None => Err(self.error("RuntimeError", "super(): __class__ cell not found")),
        }
    }

    fn make_super(&mut self, after: Rc<Class>, receiver: Value) -> Result<Value> {
        let own = self.class_of(&receiver);
        let receiver_class = match &receiver {
            Value::Class(class) if class.is_subclass_of(&after) => class.clone(),
            _ if own.is_subclass_of(&after) => own,
            _ => return Err(self.type_error("super(type, obj): obj must be an instance or subtype of type")),
        };
        let payload = Payload::Native(Box::new(SuperProxy { after, receiver, receiver_class }));
        Ok(Value::Instance(Rc::new(Instance::new(self.types.super_.clone(), payload))))
    }

    /// `list[int]` and the like: accepted, and forgotten but for printing.
    pub(super) fn generic_alias(&mut self, class: &Value, index: &Value) -> Result<Value> {
        let alias = Instance::new(self.types.generic_alias.clone(), Payload::None);
        let (origin, args) = (self.symbols.intern("__origin__"), self.symbols.intern("__args__"));
        alias.attributes.set(origin, class.clone());
        let index = match index {
            Value::Tuple(_) => index.clone(),
            one => Value::tuple([one.clone()]),
        };
        alias.attributes.set(args, index);
        Ok(Value::Instance(Rc::new(alias)))
    }
}

fn unwrap_static(new: Value) -> Value {
    match &new {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::StaticMethod(function) => function.clone(),
            _ => new,
        },
        _ => new,
    }
}

/// Runs `__new__` or `__init__` where they are not plain functions that finish at once.
struct Construct {
    class: Rc<Class>,
    /// Arguments for `__init__`, while `__new__` runs.
    args: Option<Args>,
    flow: Option<Flow>,
    made: Option<Value>,
}

impl Activity for Construct {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(flow) = self.flow.take() {
            return Ok(match flow {
                Flow::Value(value) => return self.resume(vm, Input::Value(value)),
                Flow::Call(callee, args) => Next::Call(callee, args),
                Flow::Start(activity) => Next::Start(activity),
                Flow::Resume(generator, resumption) => Next::Resume(generator, resumption),
                Flow::Wait(wait) => Next::Wait(wait),
                Flow::Enter(frame) => Next::Start(Box::new(EnterFrame(Some(frame)))),
            });
        }
        let value = match input {
            Input::Raised(raised) => return Err(raised),
            Input::Value(value) | Input::Ended(value) | Input::Yielded(value) => value,
            Input::Start | Input::Sent(_) | Input::AsyncYielded(_) => Value::None,
        };
        match (self.args.take(), self.made.take()) {
            (_, Some(made)) => Ok(Next::Return(made)),
            (Some(args), None) => {
                Ok(Next::Become(vm.initialize_if_instance(&self.class.clone(), value, args)?))
            }
            (None, None) => Ok(Next::Return(value)),
        }
    }
}

/// Enters a frame that has been made already.
pub(super) struct EnterFrame(pub Option<Box<Frame>>);

impl Activity for EnterFrame {
    fn resume(&mut self, _vm: &mut Vm, input: Input) -> Result<Next> {
        match (self.0.take(), input) {
            (Some(frame), _) => Ok(Next::Become(Flow::Enter(frame))),
            (None, Input::Raised(raised)) => Err(raised),
            (None, Input::Value(value) | Input::Ended(value)) => Ok(Next::Return(value)),
            (None, _) => Ok(Next::Return(Value::None)),
        }
    }
}

/// The `class` statement: runs the body, then makes the class.
struct BuildClass {
    name: String,
    bases: Vec<Value>,
    keywords: Vec<(Symbol, Value)>,
    metaclass: Option<Rc<Class>>,
    namespace: Rc<Dict>,
    module: Rc<str>,
    body: Option<Box<Frame>>,
    cell: Value,
    stage: Stage,
}

enum Stage {
    Body,
    Metaclass,
}

impl Activity for BuildClass {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(frame) = self.body.take() {
            return Ok(Next::Start(Box::new(EnterFrame(Some(frame)))));
        }
        let value = match input {
            Input::Raised(raised) => return Err(raised),
            Input::Value(value) | Input::Ended(value) => value,
            _ => Value::None,
        };
        if let Stage::Metaclass = self.stage {
            return Ok(Next::Return(self.close_cell(value)));
        }
        self.cell = value;
        match self.metaclass.clone() {
            None => {
                let class = vm.make_class(None, &self.name, &self.bases, &self.namespace, &self.module)?;
                let value = self.close_cell(Value::Class(class.clone()));
                vm.announce_class(&class, std::mem::take(&mut self.keywords))?;
                Ok(Next::Return(value))
            }
            Some(metaclass) => {
                self.stage = Stage::Metaclass;
                let positional = [
                    Value::str(self.name.as_str()),
                    Value::tuple(self.bases.clone()),
                    Value::Dict(self.namespace.clone()),
                ];
                let args = Args {
                    positional: positional.into_iter().collect(),
                    keywords: std::mem::take(&mut self.keywords),
                };
                Ok(Next::Call(Value::Class(metaclass), args))
            }
        }
    }
}

impl BuildClass {
    /// Lets the methods' `__class__` be the class.
    fn close_cell(&mut self, class: Value) -> Value {
        if let Value::Cell(cell) = &self.cell {
            *cell.0.borrow_mut() = class.clone();
        }
        class
    }
}

fn build_class(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if args.positional.len() < 2 {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    }
    let bases = args.positional.drain(2..).collect::<Vec<_>>();
    let name = args.positional[1].as_str().unwrap_or_default().to_owned();
    let Value::Function(body) = args.positional[0].clone() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let at = args.keywords.iter().position(|(name, _)| *name == known::METACLASS);
    let explicit = at.map(|at| args.keywords.remove(at).1);
    let bases = resolve_bases(vm, bases)?;
    let metaclass = vm.choose_metaclass(explicit, &bases)?;
    let namespace = prepare(vm, metaclass.as_ref(), &name, &bases, &args.keywords)?;
    let frame = match vm.call(Value::Function(body.clone()), Args::default())? {
        Flow::Enter(mut frame) => {
            frame.role = Role::ClassBody(namespace.clone());
            frame
        }
        _ => return Err(vm.type_error("__build_class__: func must be a class body")),
    };
    Ok(Flow::Start(Box::new(BuildClass {
        name,
        bases,
        keywords: args.keywords,
        metaclass,
        namespace,
        module: body.module.name.clone(),
        body: Some(frame),
        cell: Value::None,
        stage: Stage::Body,
    })))
}

/// `class A(Generic[T])`: what is no class stands for its `__mro_entries__` or its origin.
fn resolve_bases(vm: &mut Vm, bases: Vec<Value>) -> Result<Vec<Value>> {
    let mut resolved = Vec::new();
    for base in &bases {
        if matches!(base, Value::Class(_)) {
            resolved.push(base.clone());
            continue;
        }
        let entries = vm.symbols.intern("__mro_entries__");
        if let Some(method) = vm.find_attribute(base, entries)? {
            let replaced = vm.call_sync(method, Args::one(Value::tuple(bases.clone())))?;
            resolved.extend(vm.items_of(&replaced)?);
            continue;
        }
        let origin = vm.symbols.intern("__origin__");
        match vm.find_attribute(base, origin)? {
            Some(origin @ Value::Class(_)) => resolved.push(origin),
            _ => resolved.push(base.clone()),
        }
    }
    Ok(resolved)
}

fn prepare(
    vm: &mut Vm,
    metaclass: Option<&Rc<Class>>,
    name: &str,
    bases: &[Value],
    keywords: &[(Symbol, Value)],
) -> Result<Rc<Dict>> {
    let Some(metaclass) = metaclass else { return Ok(Rc::default()) };
    let class = Value::Class(metaclass.clone());
    let Some(prepare) = vm.find_attribute(&class, known::PREPARE)? else { return Ok(Rc::default()) };
    let positional = [Value::str(name), Value::tuple(bases.to_vec())];
    let args = Args { positional: positional.into_iter().collect(), keywords: keywords.to_vec() };
    match vm.call_sync(prepare, args)? {
        Value::Dict(dict) => Ok(dict),
        _ => Err(vm.type_error("__prepare__() must return a dict: Loopscope supports no other mapping here")),
    }
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`
fn type_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let keywords = std::mem::take(&mut args.keywords);
    if args.positional.len() != 4 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let [metaclass, name, bases, namespace] = args.exactly(vm, "type.__new__")?;
    let (Value::Class(metaclass), Some(name), Value::Dict(namespace)) =
        (&metaclass, name.as_str(), &namespace)
    else {
        return Err(vm.type_error("type.__new__() takes a name, a tuple of bases and a dict"));
    };
    let bases = vm.items_of(&bases)?;
    let metaclass = vm.choose_metaclass(Some(Value::Class(metaclass.clone())), &bases)?;
    let class = vm.make_class(metaclass, name, &bases, namespace, "__main__")?;
    vm.announce_class(&class, keywords)?;
    Ok(Value::Class(class))
}

fn type_call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    match args.positional.first().cloned() {
        Some(Value::Class(class)) => {
            args.positional.remove(0);
            vm.instantiate(&class, args)
        }
        _ => Err(vm.type_error("type.__call__ requires a class")),
    }
}

fn type_init(_vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::None)
}

/// `int | str`: all the alternatives, each once.
fn type_union(vm: &mut Vm, args: Args, reflected: bool) -> Result<Value> {
    let [this, other] = args.exactly(vm, "__or__")?;
    let (left, right) = if reflected { (other, this) } else { (this, other) };
    let name = vm.symbols.intern("__args__");
    let mut alternatives: Vec<Value> = Vec::new();
    for side in [left, right] {
        let parts = match &side {
            Value::Instance(instance) if Rc::ptr_eq(&instance.class(), &vm.types.union) => {
                let parts = instance.attributes.get(name).unwrap_or(Value::None);
                vm.items_of(&parts)?
            }
            Value::Class(_) => vec![side],
            Value::None => vec![Value::Class(vm.types.none.clone())],
            Value::Instance(_) => vec![side],
            _ => return Ok(Value::NotImplemented),
        };
        for part in parts {
            if !alternatives.iter().any(|known| known.is(&part)) {
                alternatives.push(part);
            }
        }
    }
    let union = Instance::new(vm.types.union.clone(), Payload::None);
    union.attributes.set(name, Value::tuple(alternatives));
    Ok(Value::Instance(Rc::new(union)))
}

fn type_mro(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class] = args.exactly(vm, "mro")?;
    let mro = vm.get_attribute(&class, known::MRO)?;
    vm.items_of(&mro).map(Value::list)
}

fn object_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if args.positional.is_empty() {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    }
    match args.positional.remove(0) {
        Value::Class(class) => vm.bare_instance(&class, &args),
        _ => Err(vm.type_error("object.__new__(X): X is not a type object")),
    }
}

fn object_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let this = args.positional.first().cloned().unwrap_or(Value::None);
    let class = vm.class_of(&this);
    if args.len() > 1 && vm.overrides(&class, known::INIT) && !vm.overrides(&class, known::NEW) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    Ok(Value::None)
}

fn object_setattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name, value] = args.exactly(vm, "__setattr__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    match &this {
        Value::Instance(instance) => vm.set_plain_attribute(&this, instance, name, value),
        Value::Class(class) if !class.built_in => {
            vm.set_class_attribute(class, name, value);
            Ok(Flow::Value(Value::None))
        }
        _ => vm.set_attribute_flow(&this, name, value),
    }
}

fn object_delattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name] = args.exactly(vm, "__delattr__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    match &this {
        Value::Instance(instance) => vm.delete_plain_attribute(&this, instance, name),
        Value::Class(class) if !class.built_in => vm.delete_class_attribute(class, name).map(Flow::Value),
        _ => vm.delete_attribute_flow(&this, name),
    }
}

/// `object.__getattribute__`: the usual way, hooks left out.
fn object_getattribute(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name] = args.exactly(vm, "__getattribute__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    let Value::Instance(instance) = &this else { return vm.get_attribute_flow(&this, name) };
    let class = instance.class();
    if let Some(value) = instance.attributes.get(name) {
        return Ok(Flow::Value(value));
    }
    match class.lookup(name) {
        Some(found) => vm.bind_attribute(found, Some(&this), &class),
        None if name == known::CLASS => Ok(Flow::Value(Value::Class(class))),
        None if name == known::DICT => vm.attribute_dict(&instance.attributes).map(Flow::Value),
        None => {
            let text = vm.symbols.name(name).to_owned();
            Err(vm.attribute_error(&this, &text))
        }
    }
}

fn init_subclass(vm: &mut Vm, args: Args) -> Result<Value> {
    if args.keywords.is_empty() {
        return Ok(Value::None);
    }
    let name = args.positional.first().map(|class| vm.callable_name(class)).unwrap_or_default();
    Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
}

fn super_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, class, receiver] = args.exactly(vm, "super")?;
    match class {
        Value::Class(class) => vm.make_super(class, receiver),
        _ => Err(vm.type_error("super() argument 1 must be a type")),
    }
}

fn property_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = if args.positional.is_empty() { Value::None } else { args.positional.remove(0) };
    let [get, set, delete, doc] = args.named(vm, "property", ["fget", "fset", "fdel", "doc"], 0)?;
    let or_none = |value: Value| value.present().unwrap_or(Value::None);
    let doc = match doc.present() {
        Some(doc) => doc,
        None => match &get {
            Value::Function(function) => function.attributes.get(known::DOC).unwrap_or(Value::None),
            _ => Value::None,
        },
    };
    let property =
        Descriptor::Property { get: or_none(get), set: or_none(set), delete: or_none(delete), doc };
    Ok(property_of(vm, &class, property))
}

/// A property of this class: an instance of it, if it is one that a program derived.
fn property_of(vm: &Vm, class: &Value, property: Descriptor) -> Value {
    let property = Value::Descriptor(Rc::new(property));
    match class {
        Value::Class(class) if !Rc::ptr_eq(class, &vm.types.property) => {
            Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Wrapped(property))))
        }
        _ => property,
    }
}

/// `fget`, `fset` and `fdel` of instances of derived classes.
fn property_part(args: &Args, part: fn(&Descriptor) -> Option<&Value>) -> Result<Value> {
    match args.positional.first().map(plain) {
        Some(Value::Descriptor(descriptor)) => Ok(part(descriptor).cloned().into()),
        _ => Ok(Value::None),
    }
}

fn property_with(vm: &mut Vm, args: Args, part: &str) -> Result<Value> {
    let [property, function] = args.exactly(vm, part)?;
    let Value::Descriptor(descriptor) = plain(&property) else {
        return Err(vm.type_error("a property is required"));
    };
    let Descriptor::Property { get, set, delete, doc } = &**descriptor else {
        return Err(vm.type_error("a property is required"));
    };
    let (mut get, mut set, mut delete) = (get.clone(), set.clone(), delete.clone());
    match part {
        "getter" => get = function,
        "setter" => set = function,
        _ => delete = function,
    }
    let class = Value::Class(vm.class_of(&property));
    Ok(property_of(vm, &class, Descriptor::Property { get, set, delete, doc: doc.clone() }))
}

fn classmethod_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function] = args.exactly(vm, "classmethod")?;
    Ok(Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))))
}

fn staticmethod_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function] = args.exactly(vm, "staticmethod")?;
    Ok(Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))))
}

fn no_bytearray(vm: &mut Vm, _args: Args) -> Result<Value> {
    Err(vm.error("NotImplementedError", "bytearray is not supported here: use bytes, or a list of ints"))
}

fn no_memoryview(vm: &mut Vm, _args: Args) -> Result<Value> {
    Err(vm.error("NotImplementedError", "memoryview is not supported here: use bytes and slices of it"))
}

/// `sys.exc_info()`: the exception that is being handled, in three parts.
fn exc_info(vm: &mut Vm, _frame: &Frame, _args: Args) -> Result<Flow> {
    Ok(Flow::Value(match vm.handled_by_caller.take() {
        None => Value::tuple([Value::None, Value::None, Value::None]),
        Some(raised) => {
            let traceback = vm.traceback_object(&raised);
            Value::tuple([Value::Class(raised.class()), raised.value(), traceback])
        }
    }))
}

/// `descriptor.__get__(object, class)`, of functions, properties, class and static methods.
fn descriptor_get(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [descriptor, object, class] = args.between(vm, "__get__", 2)?;
    let object = Some(object).filter(|object| !object.is_none());
    let class = match (class, &object) {
        (Value::Class(class), _) => class,
        (_, Some(object)) => vm.class_of(object),
        _ => return Err(vm.type_error("__get__(None, None) is invalid")),
    };
    vm.bind_attribute(plain(&descriptor).clone(), object.as_ref(), &class)
}

/// `property.__set__(object, value)`
fn property_set(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [property, object, value] = args.exactly(vm, "__set__")?;
    match plain(&property) {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { set, .. } if !set.is_none() => {
                vm.call(set.clone(), Args::new([object, value]))
            }
            _ => Err(vm.error("AttributeError", "can't set attribute")),
        },
        _ => Err(vm.type_error("a property is required")),
    }
}

/// `types.MethodType(function, object)`
fn method_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function, object] = args.exactly(vm, "method")?;
    Ok(bound(function, object))
}

/// The function behind `locals()`: a dict of what has a value now.
fn locals(vm: &mut Vm, frame: &Frame, _args: Args) -> Result<Flow> {
    if let Some(namespace) = Vm::class_namespace(frame) {
        return Ok(Flow::Value(Value::Dict(namespace.clone())));
    }
    let compiled = frame.code.compiled.clone();
    if compiled.kind == crate::lang::code::CodeKind::Module {
        return globals(vm, frame, Args::default());
    }
    let mut pairs = Vec::new();
    for (&name, value) in frame.code.locals.iter().zip(&frame.values) {
        if !value.is_missing() {
            pairs.extend([vm.symbol_value(name), value.clone()]);
        }
    }
    let cell_names = compiled.cells.iter().map(|cell| &cell.name).chain(&compiled.free);
    for (name, cell) in cell_names.zip(&frame.cells) {
        let value = cell.0.borrow().clone();
        if !value.is_missing() {
            pairs.extend([Value::str(name.as_str()), value]);
        }
    }
    Ok(Flow::Value(Value::dict(vm.dict_from(pairs)?)))
}

/// `globals()`: a dict of the module's variables as they are now.
fn globals(vm: &mut Vm, frame: &Frame, _args: Args) -> Result<Flow> {
    vm.get_attribute_flow(&Value::Module(frame.module.clone()), known::DICT)
}

/// Gives `object`, `type`, `super` and the descriptors what they have, and `builtins` the functions that make classes.
pub(super) fn install(vm: &mut Vm) {
    const OBJECT: &[Entry] = &[
        Entry::flow("__setattr__", object_setattr),
        Entry::flow("__delattr__", object_delattr),
        Entry::flow("__getattribute__", object_getattribute),
        Entry::plain("__init_subclass__", init_subclass).of_class(),
    ];
    const TYPE: &[Entry] = &[
        Entry::plain("__new__", type_new).without_self(),
        Entry::flow("__call__", type_call),
        Entry::plain("__init__", type_init),
        Entry::plain("mro", type_mro),
        Entry::plain("__or__", |vm, args| type_union(vm, args, false)),
        Entry::plain("__ror__", |vm, args| type_union(vm, args, true)),
    ];
    const CLASSMETHOD: &[Entry] =
        &[Entry::plain("__new__", classmethod_new).without_self(), Entry::flow("__get__", descriptor_get)];
    const STATICMETHOD: &[Entry] =
        &[Entry::plain("__new__", staticmethod_new).without_self(), Entry::flow("__get__", descriptor_get)];
    const UNION: &[Entry] = &[
        Entry::plain("__or__", |vm, args| type_union(vm, args, false)),
        Entry::plain("__ror__", |vm, args| type_union(vm, args, true)),
    ];
    const PROPERTY: &[Entry] = &[
        Entry::plain("__new__", property_new).without_self(),
        Entry::plain("getter", |vm, args| property_with(vm, args, "getter")),
        Entry::plain("setter", |vm, args| property_with(vm, args, "setter")),
        Entry::plain("deleter", |vm, args| property_with(vm, args, "deleter")),
        Entry::flow("__get__", descriptor_get),
        Entry::flow("__set__", property_set),
        Entry::plain("__init__", |_, _| Ok(Value::None)),
        Entry::plain("fget", |_, args| property_part(&args, |property| property.parts()[0])).as_property(),
        Entry::plain("fset", |_, args| property_part(&args, |property| property.parts()[1])).as_property(),
        Entry::plain("fdel", |_, args| property_part(&args, |property| property.parts()[2])).as_property(),
    ];
    let types = [
        (vm.types.object.clone(), OBJECT),
        (vm.types.type_.clone(), TYPE),
        (vm.types.property.clone(), PROPERTY),
        (vm.types.union.clone(), UNION),
        (vm.types.generic_alias.clone(), UNION),
        (vm.types.bytearray.clone(), &[Entry::plain("__new__", no_bytearray).without_self()]),
        (vm.types.memoryview.clone(), &[Entry::plain("__new__", no_memoryview).without_self()]),
        (vm.types.super_.clone(), &[Entry::plain("__new__", super_new).without_self()]),
        (vm.types.classmethod.clone(), CLASSMETHOD),
        (vm.types.staticmethod.clone(), STATICMETHOD),
        (vm.types.function.clone(), &[Entry::flow("__get__", descriptor_get)]),
        (vm.types.method.clone(), &[Entry::plain("__new__", method_new).without_self()]),
    ];
    for (class, table) in types {
        install_methods(vm, &class, table);
    }
    // Found through `super()` and by name only: `instantiate` does without them.
    const DIRECT: &[Entry] =
        &[Entry::plain("__new__", object_new).without_self(), Entry::plain("__init__", object_init)];
    let object = vm.types.object.clone();
    install_methods(vm, &object, DIRECT);
    let builtins = vm.builtins.clone();
    for class in [vm.types.bytearray.clone(), vm.types.memoryview.clone()] {
        let name = class.name.borrow().clone();
        let name = vm.symbols.intern(&name);
        builtins.namespace.set(name, Value::Class(class));
    }
    for view in [vm.types.dict_keys.clone(), vm.types.dict_items.clone()] {
        view.attributes.set(known::HASH, Value::None);
    }
    install_functions(vm, &builtins, &[Entry::flow("__build_class__", build_class)]);
    let framed: [(&str, super::function::FrameFunction); 3] =
        [("locals", locals), ("globals", globals), ("_exc_info", exc_info)];
    for (name, code) in framed {
        let native = super::function::NativeFunction {
            name: name.into(),
            code: super::function::NativeCode::Frame(code),
            binds: false,
        };
        let symbol = vm.symbols.intern(name);
        builtins.namespace.set(symbol, Value::Native(Rc::new(native)));
    }
}
