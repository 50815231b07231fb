//! The module `random`: the same numbers as CPython's after the same seed.
//!
//! The generator is in `random/twister.rs`, the distributions in `random/distributions.rs`, choosing and shuffling in
//! `random/sequences.rs`. What differs: a program that does not seed gets the run's seed, so that a run can be repeated.

mod distributions;
mod seed;
mod sequences;
mod twister;

use std::cell::RefCell;
use std::rc::Rc;

use twister::Twister;
use vm::Vm;
use vm::class::{Class, Instance, Layout, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// What programs that do not seed get: the run's seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunSeed(pub u64);

/// A source of random numbers.
#[derive(Debug, Clone, PartialEq)]
struct Source {
    twister: Twister,
    /// `gauss` makes two numbers at a time: the second.
    next_gauss: Option<f64>,
}

/// A source that a module or an instance of `Random` holds.
type Shared = Rc<RefCell<Source>>;

/// The process's own source, which the module's functions use.
#[derive(Debug, Default)]
struct ModuleSource(Option<Shared>);

/// The class `Random` of this process.
#[derive(Debug, Default)]
struct RandomClass(Option<Rc<Class>>);

/// Lists each function twice: for the module's own source, and as a method of `Random`.
macro_rules! functions {
    ($($name:literal = $function:path;)*) => {
        /// The module's functions.
        pub const FUNCTIONS: &[Entry] = &[$(
            Entry::plain($name, |vm, args| {
                let source = module_source(vm);
                $function(vm, &source, args)
            }),
        )*];

        /// The methods of `Random`.
        const METHODS: &[Entry] = &[$(
            Entry::plain($name, |vm, args| {
                let (source, args) = receiver(vm, args, $name)?;
                $function(vm, &source, args)
            }),
        )*];
    };
}

functions! {
    "seed" = seed::seed;
    "getstate" = seed::get_state;
    "setstate" = seed::set_state;
    "random" = random;
    "getrandbits" = get_random_bits;
    "randbytes" = random_bytes;
    "randrange" = sequences::randrange;
    "randint" = sequences::randint;
    "choice" = sequences::choice;
    "choices" = sequences::choices;
    "sample" = sequences::sample;
    "shuffle" = sequences::shuffle;
    "uniform" = distributions::uniform;
    "triangular" = distributions::triangular;
    "gauss" = distributions::gauss;
    "normalvariate" = distributions::normalvariate;
    "lognormvariate" = distributions::lognormvariate;
    "expovariate" = distributions::expovariate;
    "gammavariate" = distributions::gammavariate;
    "betavariate" = distributions::betavariate;
    "paretovariate" = distributions::paretovariate;
    "weibullvariate" = distributions::weibullvariate;
    "vonmisesvariate" = distributions::vonmisesvariate;
}

/// Fills the module: its functions and the class `Random`.
pub fn install(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(vm, module, FUNCTIONS);
    let class = built_in_class("Random", vec![vm.types.object.clone()], Layout::Native, true);
    *class.module.borrow_mut() = "random".into();
    install_methods(
        vm,
        &class,
        &[Entry::plain("__new__", new).without_self(), Entry::plain("__init__", init)],
    );
    install_methods(vm, &class, METHODS);
    vm.extensions.get::<RandomClass>().0 = Some(class.clone());
    for name in ["Random", "SystemRandom"] {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class.clone()));
    }
}

/// A source with the run's seed.
fn unseeded(vm: &mut Vm) -> Source {
    let RunSeed(seed) = *vm.extensions.get::<RunSeed>();
    Source { twister: Twister::from_seed(&seed::digits_of(&seed.into())), next_gauss: None }
}

fn module_source(vm: &mut Vm) -> Shared {
    if let Some(source) = &vm.extensions.get::<ModuleSource>().0 {
        return source.clone();
    }
    let source = Rc::new(RefCell::new(unseeded(vm)));
    vm.extensions.get::<ModuleSource>().0 = Some(source.clone());
    source
}

fn receiver(vm: &mut Vm, mut args: Args, method: &str) -> Result<(Shared, Args)> {
    let receiver = if args.positional.is_empty() { Value::Missing } else { args.positional.remove(0) };
    if let Value::Instance(instance) = &receiver
        && let Some(source) = instance.native::<Shared>()
    {
        return Ok((source.clone(), args));
    }
    Err(vm.type_error(format!("descriptor '{method}' requires a 'random.Random' object")))
}

fn new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = if args.positional.is_empty() { Value::Missing } else { args.positional.remove(0) };
    let Value::Class(class) = class else {
        return Err(vm.type_error("Random.__new__(X): X is not a type object"));
    };
    let source: Shared = Rc::new(RefCell::new(unseeded(vm)));
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(source))))))
}

/// `Random(seed)`
fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let (source, args) = receiver(vm, args, "__init__")?;
    if args.is_empty() { Ok(Value::None) } else { seed::seed(vm, &source, args) }
}

fn random(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "Random.random")?;
    Ok(Value::Float(source.borrow_mut().twister.float()))
}

fn get_random_bits(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [count] = args.exactly(vm, "Random.getrandbits")?;
    let count = vm.small_integer(&count)?;
    let Ok(count) = u64::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    vm.check_memory((count / 128) as usize)?;
    Ok(Value::from_big(source.borrow_mut().twister.bits(count).into()))
}

fn random_bytes(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [count] = args.exactly(vm, "randbytes")?;
    let count = vm.small_integer(&count)?;
    let Ok(count) = u64::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    vm.check_memory((count / 16) as usize)?;
    let mut bytes = source.borrow_mut().twister.bits(count * 8).to_bytes_le();
    bytes.resize(count as usize, 0);
    Ok(Value::bytes(bytes))
}
