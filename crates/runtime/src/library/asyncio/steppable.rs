//! What a task can step: coroutines, generators, and objects that have the methods of a coroutine, such as what aiohttp's
//! `session.get(…)` gives. Not how it steps them: that is [`super::task`].
//!
//! Begin with [`Steppable::of`].

use std::rc::Rc;

use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::generator::{Generator, GeneratorKind};
use vm::value::Value;

/// What a class must have for its objects to count as coroutines: `collections.abc.Coroutine.__subclasshook__`.
const METHODS: [&str; 4] = ["__await__", "send", "throw", "close"];

/// Something that a task can step.
pub(super) struct Steppable {
    /// What is resumed: the coroutine itself, or a generator that calls the object's methods.
    pub generator: Rc<Generator>,
    /// The object, where that is no generator.
    pub object: Option<Value>,
    /// What `repr` and messages call it.
    pub shown: Rc<str>,
    /// What the trace calls it.
    pub name: Rc<str>,
}

impl Steppable {
    /// What a program wants to have stepped.
    ///
    /// # Errors
    /// It is nothing of the kind.
    pub(super) fn of(vm: &mut Vm, value: &Value) -> Result<Steppable> {
        if !is_coroutine(vm, value) {
            let shown = vm.repr(value)?;
            return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
        }
        if let Value::Generator(generator) = value {
            let shown = generator.qualified_name.borrow().clone();
            let name = generator.name.borrow().clone();
            return Ok(Steppable { generator: generator.clone(), object: None, shown, name });
        }
        let name = vm.class_of(value).name.borrow().clone();
        // What `_format_coroutine` (`Lib/asyncio/coroutines.py`) says of objects that have no name.
        let shown = format!("<{name} without __name__>").into();
        Ok(Steppable { generator: driver(vm, value)?, object: Some(value.clone()), shown, name })
    }
}

/// `asyncio.iscoroutine`: generators count, as they did before `async` and `await`.
pub(super) fn is_coroutine(vm: &mut Vm, value: &Value) -> bool {
    match value {
        Value::Generator(generator) => generator.kind != GeneratorKind::AsyncGenerator,
        Value::Instance(instance) => {
            let class = instance.class();
            let names = METHODS.map(|method| vm.symbols.intern(method));
            names.iter().all(|&name| class.lookup(name).is_some_and(|method| !method.is_none()))
        }
        _ => false,
    }
}

/// A generator that hands on what the object's `send` and `throw` give.
fn driver(vm: &mut Vm, object: &Value) -> Result<Rc<Generator>> {
    let helper = vm.import("asyncio.coroutines")?;
    let name = vm.symbols.intern("drive");
    let drive = vm.get_attribute(&Value::Module(helper), name)?;
    match vm.call_sync(drive, Args::one(object.clone()))? {
        Value::Generator(generator) => Ok(generator),
        _ => Err(vm.type_error("a coroutine was expected")),
    }
}
