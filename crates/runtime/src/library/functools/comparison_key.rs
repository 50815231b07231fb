//! `functools.cmp_to_key`: a key for sorting, out of a function that compares two. Begin with [`ComparisonKey`].

use std::cell::RefCell;
use std::rc::Rc;

use super::{outcome, receiver};
use lang::code::CompareOp;
use vm::Vm;
use vm::class::{Callable, Class, Instance, Native, Payload};
use vm::exception::Result;
use vm::function::{Args, Descriptor};
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::symbol::known;
use vm::table::{Entry, install_functions, install_methods};
use vm::traverse::Taken;
use vm::value::Value;

/// One of a process's extensions: the class of the keys.
#[derive(Default)]
struct KeyClass(Option<Rc<Class>>);

/// A key. Called with another object, it gives a key for that.
struct ComparisonKey {
    compare: RefCell<Value>,
    /// What is compared; missing in the key that makes the others.
    object: RefCell<Value>,
}

impl Native for ComparisonKey {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.compare.borrow());
        visit(&self.object.borrow());
    }

    fn clear(&self, taken: &mut Taken) {
        taken.add(self.compare.replace(Value::None));
        taken.add(self.object.replace(Value::Missing));
    }
}

impl Callable for ComparisonKey {
    fn call(&self, vm: &mut Vm, this: &Rc<Instance>, args: Args) -> Result<Flow> {
        let object = only(vm, args, "K", "obj")?;
        let key = ComparisonKey { compare: self.compare.clone(), object: RefCell::new(object) };
        Ok(made(this.class(), key).into())
    }
}

fn made(class: Rc<Class>, key: ComparisonKey) -> Value {
    Value::Instance(Rc::new(Instance::new(class, Payload::Callable(Box::new(key)))))
}

fn key(instance: &Instance) -> &ComparisonKey {
    instance.native().expect("the receiver was found to be a key")
}

/// The only argument, by position or by this name.
fn only(vm: &mut Vm, args: Args, function: &str, name: &str) -> Result<Value> {
    let given = args.len() + args.keywords.len();
    if given > 1 {
        return Err(vm.type_error(format!("{function}() takes at most 1 argument ({given} given)")));
    }
    args.named(vm, function, [name], 1).map(|[value]| value)
}

/// Compares what the function of two keys gives with zero.
struct Compare {
    op: CompareOp,
    /// What is called, until it is.
    call: Option<(Value, Args)>,
}

impl NativeFrame for Compare {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((function, args)) = self.call.take() {
            return Ok(Next::Call(function, args));
        }
        let order = outcome(vm, input)?;
        vm.compare(self.op, &order, &Value::Int(0)).map(Next::Return)
    }
}

fn compare(vm: &mut Vm, mut args: Args, op: CompareOp) -> Result<Flow> {
    let this = receiver::<ComparisonKey>(vm, &mut args, "KeyWrapper")?;
    let other = match args.positional.first() {
        Some(Value::Instance(other)) if other.native::<ComparisonKey>().is_some() => other.clone(),
        _ => return Err(vm.type_error("other argument must be K instance")),
    };
    let [one, other] = [&this, &other].map(|instance| key(instance).object.borrow().clone());
    if one.is_missing() || other.is_missing() {
        return Err(vm.error("AttributeError", "object"));
    }
    vm.fuel.count_calls(2); // The comparison, and reading its result.
    let call = Some((key(&this).compare.borrow().clone(), Args::new([one, other])));
    Ok(Flow::Start(Box::new(Compare { op, call })))
}

fn call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let this = receiver::<ComparisonKey>(vm, &mut args, "KeyWrapper")?;
    key(&this).call(vm, &this, args)
}

fn object(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = receiver::<ComparisonKey>(vm, &mut args, "KeyWrapper")?;
    let object = key(&this).object.borrow().clone();
    Ok(object.present().into())
}

fn set_object(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = receiver::<ComparisonKey>(vm, &mut args, "KeyWrapper")?;
    let [object] = args.exactly(vm, "obj")?;
    drop(key(&this).object.replace(object));
    Ok(Value::None)
}

fn cmp_to_key(vm: &mut Vm, args: Args) -> Result<Value> {
    let compare = only(vm, args, "cmp_to_key", "mycmp")?;
    let class = vm.extensions.get::<KeyClass>().0.clone().expect("the module was filled before it is used");
    let key = ComparisonKey { compare: RefCell::new(compare), object: RefCell::new(Value::Missing) };
    Ok(made(class, key))
}

/// Gives the module its `cmp_to_key`.
pub(super) fn install(vm: &mut Vm, module: &Rc<Module>) {
    const METHODS: &[Entry] = &[
        Entry::flow("__call__", call),
        Entry::flow("__eq__", |vm, args| compare(vm, args, CompareOp::Equal)),
        Entry::flow("__ne__", |vm, args| compare(vm, args, CompareOp::NotEqual)),
        Entry::flow("__lt__", |vm, args| compare(vm, args, CompareOp::Less)),
        Entry::flow("__le__", |vm, args| compare(vm, args, CompareOp::LessEqual)),
        Entry::flow("__gt__", |vm, args| compare(vm, args, CompareOp::Greater)),
        Entry::flow("__ge__", |vm, args| compare(vm, args, CompareOp::GreaterEqual)),
    ];
    let class = vm::types::built_in_class(
        "KeyWrapper",
        vec![vm.types.object.clone()],
        vm::class::Layout::Native,
        false,
    );
    *class.module.borrow_mut() = "functools".into();
    install_methods(vm, &class, METHODS);
    class.attributes.set(known::HASH, Value::None);
    let object = Descriptor::Property {
        get: Entry::plain("obj", object).value(),
        set: Entry::plain("obj", set_object).value(),
        delete: Value::None,
        doc: Value::None,
    };
    class.attributes.set(vm.symbols.intern("obj"), Value::Descriptor(Rc::new(object)));
    vm.extensions.get::<KeyClass>().0 = Some(class);
    install_functions(vm, module, &[Entry::plain("cmp_to_key", cmp_to_key)]);
}
