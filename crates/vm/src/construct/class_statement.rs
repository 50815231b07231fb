//! The `class` statement: runs the body, then makes the class of what it left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::Vm;
use crate::attributes::Attributes;
use crate::class::{Class, Hooks, Layout, linearize};
use crate::construct::EnterFrame;
use crate::dict::Dict;
use crate::exception::Result;
use crate::frame::{Frame, Role};
use crate::function::{Args, Descriptor};
use crate::lookup::bound;
use crate::native_frame::{Flow, Input, NativeFrame, Next};
use crate::symbol::{Symbol, known};
use crate::value::Value;

/// The built-in class that says what the instances of a class hold.
fn solid_base(class: &Rc<Class>) -> Option<&Rc<Class>> {
    let holds = |class: &&Rc<Class>| class.built_in && matches!(class.layout, Layout::Wrapped | Layout::Type);
    std::iter::once(class).chain(&class.ancestors).find(holds)
}

impl Vm {
    /// Makes a class from its name, bases and namespace.
    pub(crate) fn make_class(
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
        let solid: Vec<&Rc<Class>> = base_classes.iter().filter_map(solid_base).collect();
        let conflict = |a: &Rc<Class>| solid.iter().any(|b| !a.is_subclass_of(b) && !b.is_subclass_of(a));
        if solid.iter().any(|base| conflict(base)) {
            return Err(self.type_error("multiple bases have instance lay-out conflict"));
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
            finalization: RefCell::default(),
        });
        class.hooks.set(self.hooks_of(&class));
        self.note_finalizer(&class);
        self.classes.add(&class);
        Ok(class)
    }

    /// What follows when a class is made: `__set_name__` of its attributes, `__init_subclass__` of its bases.
    pub(super) fn announce_class(&mut self, class: &Rc<Class>, keywords: Vec<(Symbol, Value)>) -> Result<()> {
        for (name, value) in class.attributes.entries() {
            if matches!(value, Value::Instance(_))
                && let Some(hook) = self.lookup_special(&value, known::SET_NAME)
            {
                let shown = self.symbols.name(name).to_owned();
                let name = self.symbol_value(name);
                if let Err(raised) = self.call_sync(hook, Args::new([Value::Class(class.clone()), name])) {
                    let (kind, owner) = (self.class_name(&value), class.name.borrow().to_string());
                    let what =
                        format!("Error calling __set_name__ on '{kind}' instance '{shown}' in '{owner}'");
                    let error = self.error("RuntimeError", what);
                    *error.state().context.borrow_mut() = Some(raised.clone());
                    *error.state().cause.borrow_mut() = Some(raised);
                    error.state().suppress_context.set(true);
                    return Err(error);
                }
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
    pub(super) fn choose_metaclass(
        &mut self,
        explicit: Option<Value>,
        bases: &[Value],
    ) -> Result<Option<Rc<Class>>> {
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
    stage: BuildStage,
}

enum BuildStage {
    Body,
    Metaclass,
}

impl NativeFrame for BuildClass {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(frame) = self.body.take() {
            return Ok(Next::Start(Box::new(EnterFrame(Some(frame)))));
        }
        let value = match input {
            Input::Raised(raised) => return Err(raised),
            Input::Value(value) | Input::Ended(value) => value,
            _ => Value::None,
        };
        if let BuildStage::Metaclass = self.stage {
            return self.check_cell(vm, value).map(Next::Return);
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
                self.stage = BuildStage::Metaclass;
                if matches!(self.cell, Value::Cell(_)) {
                    vm.dict_set(&self.namespace, Value::str("__classcell__"), self.cell.clone())?;
                }
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
    /// After a metaclass has made the class: `type.__new__` has let the methods' `__class__` be it, if it was handed the cell.
    fn check_cell(&mut self, vm: &mut Vm, class: Value) -> Result<Value> {
        let is_unset = matches!(&self.cell, Value::Cell(cell) if cell.0.borrow().is_missing());
        if is_unset && matches!(class, Value::Class(_)) {
            let shown = vm.repr(&class)?;
            let what = format!("__class__ not set defining '{}' as {shown}", self.name);
            let message = format!("{what}. Was __classcell__ propagated to type.__new__?");
            return Err(vm.error("RuntimeError", message));
        }
        Ok(class)
    }

    /// Lets the methods' `__class__` be the class.
    fn close_cell(&mut self, class: Value) -> Value {
        if let Value::Cell(cell) = &self.cell {
            *cell.0.borrow_mut() = class.clone();
        }
        class
    }
}

pub(super) fn build_class(vm: &mut Vm, mut args: Args) -> Result<Flow> {
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
        stage: BuildStage::Body,
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
