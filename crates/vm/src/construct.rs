//! Making classes and instances: the `class` statement, `type(…)`, calling a class, `super()`.

mod alias;
mod class_methods;
mod class_statement;
mod descriptors;
mod evaluate;
mod frame_functions;
mod object_methods;

use std::rc::Rc;

use super::Vm;
use super::class::{Class, Hooks, Instance, Layout, Payload};
use super::exception::{ExceptionState, Result};
use super::frame::{Frame, Role};
use super::function::{Args, Descriptor};
use super::lookup::{SuperProxy, bound};
use super::native_frame::{Flow, Input, NativeFrame, Next};
use super::symbol::known;
use super::table::{Entry, install_functions, install_methods};
use super::value::Value;
use class_methods::{call_itself, type_call, type_init, type_mro, type_new, type_subclasses, type_union};
use class_statement::build_class;
use descriptors::{
    classmethod_new, descriptor_get, method_new, property_new, property_part, property_set, property_with,
    staticmethod_new, super_new,
};
use evaluate::{compile, eval, exec};
use frame_functions::{dir, dir_of, exc_info, exception, globals, locals, no_frame, vars, vars_of};
use object_methods::{
    init_subclass, object_delattr, object_getattribute, object_init, object_new, object_setattr,
};

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
        let instance = Value::Instance(Rc::new(Instance::new(class.clone(), payload)));
        if class.finalization.borrow().is_some() {
            self.note_noticing(&instance);
        }
        Ok(instance)
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
        if compiled.parameters.positional == 0 {
            return Err(self.error("RuntimeError", "super(): no arguments"));
        }
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

impl NativeFrame for Construct {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some(flow) = self.flow.take() {
            return Ok(match flow {
                Flow::Value(value) => return self.resume(vm, Input::Value(value)),
                Flow::Call(callee, args) => Next::Call(callee, args),
                Flow::Start(frame) => Next::Start(frame),
                Flow::Resume(generator, resumption) => Next::Resume(generator, resumption),
                Flow::Wait(wait) => Next::Wait(wait),
                Flow::Enter(frame) => Next::Start(Box::new(EnterFrame(Some(frame)))),
            });
        }
        let value = match input {
            Input::Raised(raised) => return Err(raised),
            Input::Value(value) | Input::Ended(value) | Input::Yielded(value) => value,
            Input::Start | Input::Sent(_) | Input::AsyncYielded(_) | Input::Arrived(_) => Value::None,
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

impl NativeFrame for EnterFrame {
    fn resume(&mut self, _vm: &mut Vm, input: Input) -> Result<Next> {
        match (self.0.take(), input) {
            (Some(frame), _) => Ok(Next::Become(Flow::Enter(frame))),
            (None, Input::Raised(raised)) => Err(raised),
            (None, Input::Value(value) | Input::Ended(value)) => Ok(Next::Return(value)),
            (None, _) => Ok(Next::Return(Value::None)),
        }
    }
}

/// `type(None)()`
fn none_new(vm: &mut Vm, args: Args) -> Result<Value> {
    if args.len() == 1 && args.keywords.is_empty() {
        return Ok(Value::None);
    }
    Err(vm.type_error("NoneType takes no arguments"))
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
        Entry::plain("__subclasses__", type_subclasses),
        Entry::plain("__or__", |vm, args| type_union(vm, args, false)),
        Entry::plain("__ror__", |vm, args| type_union(vm, args, true)),
    ];
    const CLASSMETHOD: &[Entry] =
        &[Entry::plain("__new__", classmethod_new).without_self(), Entry::flow("__get__", descriptor_get)];
    const STATICMETHOD: &[Entry] =
        &[Entry::plain("__new__", staticmethod_new).without_self(), Entry::flow("__get__", descriptor_get)];
    const FUNCTION: &[Entry] =
        &[Entry::flow("__get__", descriptor_get), Entry::flow("__call__", call_itself)];
    const METHOD: &[Entry] =
        &[Entry::plain("__new__", method_new).without_self(), Entry::flow("__call__", call_itself)];
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
        (vm.types.super_.clone(), &[Entry::plain("__new__", super_new).without_self()]),
        (vm.types.classmethod.clone(), CLASSMETHOD),
        (vm.types.staticmethod.clone(), STATICMETHOD),
        (vm.types.function.clone(), FUNCTION),
        (vm.types.native.clone(), &FUNCTION[1..]),
        (vm.types.method.clone(), METHOD),
        (vm.types.none.clone(), &[Entry::plain("__new__", none_new).without_self()]),
    ];
    for (class, table) in types {
        install_methods(vm, &class, table);
    }
    alias::install(vm);
    // Found through `super()` and by name only: `instantiate` does without them.
    const DIRECT: &[Entry] =
        &[Entry::plain("__new__", object_new).without_self(), Entry::plain("__init__", object_init)];
    let object = vm.types.object.clone();
    install_methods(vm, &object, DIRECT);
    let builtins = vm.builtins.clone();
    for view in [vm.types.dict_keys.clone(), vm.types.dict_items.clone()] {
        view.attributes.set(known::HASH, Value::None);
    }
    install_functions(vm, &builtins, &[Entry::flow("__build_class__", build_class)]);
    install_functions(vm, &builtins, &[Entry::plain("compile", compile)]);
    type Framed = (&'static str, super::function::FrameFunction, fn(&mut Vm, Args) -> Result<Flow>);
    let framed: [Framed; 8] = [
        ("locals", locals, no_frame),
        ("globals", globals, no_frame),
        ("vars", vars, vars_of),
        ("dir", dir, dir_of),
        ("eval", eval, no_frame),
        ("exec", exec, no_frame),
        ("_exc_info", exc_info, no_frame),
        ("_exception", exception, no_frame),
    ];
    for (name, code, without) in framed {
        let native = super::function::NativeFunction {
            name: name.into(),
            code: super::function::NativeCode::Frame(code, without),
            binds: false,
        };
        let symbol = vm.symbols.intern(name);
        builtins.namespace.set(symbol, Value::Native(Rc::new(native)));
    }
}
