//! `functools.lru_cache`: a function that remembers what it gave for the arguments it was called with last, as `lru_cache_object` of
//! CPython's `Modules/_functoolsmodule.c`.
//!
//! How a function becomes one of these is in `functools.py`. Begin with [`Cached`]; [`Remember`] calls the function.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::recency::{Kept, LinkId, RecencyList};
use super::{outcome, receiver};
use vm::Vm;
use vm::class::{Callable, Class, Instance, Native, Payload};
use vm::dict::Dict;
use vm::exception::Result;
use vm::function::{Args, BoundMethod};
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::symbol::known;
use vm::table::{Entry, install_methods};
use vm::traverse::{Copier, Taken, hash_of_copy};
use vm::value::Value;

/// One of a process's extensions: what stands in a key before the keyword arguments.
#[derive(Default)]
struct KeywordMark(Option<Value>);

/// A function with a cache.
struct Cached {
    function: RefCell<Value>,
    /// How many results it keeps; None for all.
    longest: Option<usize>,
    /// Whether arguments that are equal, but of different types, are different.
    typed: bool,
    /// What `cache_info()` makes its answer with.
    info: RefCell<Value>,
    /// How many calls found a result.
    hits: Cell<u64>,
    /// How many did not.
    misses: Cell<u64>,
    /// What leads from a key to its result; or, where only some are kept, to a link of `recent`.
    known: Rc<Dict>,
    recent: RefCell<RecencyList>,
}

/// A call's key, with its hash.
type Key = (u64, Value);

impl Cached {
    fn key(&self, vm: &mut Vm, args: &Args) -> Result<Key> {
        let key = match (&args.positional[..], args.keywords.is_empty(), self.typed) {
            // These cannot be mistaken for the tuples that all other keys are.
            ([one @ (Value::Int(_) | Value::BigInt(_) | Value::Str(_))], true, false) => one.clone(),
            (positional, true, false) => Value::tuple(positional),
            (positional, ..) => {
                let mut parts = positional.to_vec();
                if !args.keywords.is_empty() {
                    parts.push(keyword_mark(vm));
                }
                for (name, value) in &args.keywords {
                    parts.extend([vm.symbol_value(*name), value.clone()]);
                }
                if self.typed {
                    let values = positional.iter().chain(args.keywords.iter().map(|(_, value)| value));
                    parts.extend(values.map(|value| Value::Class(vm.class_of(value))));
                }
                Value::tuple(parts)
            }
        };
        Ok((vm.hash(&key)?, key))
    }

    /// The result that is known for a key, which is the newest from now on.
    fn find(&self, vm: &mut Vm, (hash, key): &Key) -> Result<Option<Value>> {
        let found = vm.dict_get_hashed(&self.known, *hash, key)?;
        Ok(match (found, self.longest) {
            (Some(link), Some(_)) => {
                LinkId::from_value(&link).and_then(|link| self.recent.borrow_mut().use_again(link))
            }
            (found, _) => found,
        })
    }

    /// Keeps a result, unless the function has been called with the same arguments meanwhile. The oldest result goes if there are
    /// too many.
    fn keep(&self, vm: &mut Vm, (hash, key): Key, result: Value) -> Result<()> {
        let Some(longest) = self.longest else { return vm.dict_set_hashed(&self.known, hash, key, result) };
        if vm.dict_get_hashed(&self.known, hash, &key)?.is_some() {
            return Ok(());
        }
        if self.known.len() >= longest && !self.forget_oldest(vm)? {
            return Ok(());
        }
        let link = self.recent.borrow_mut().add(Kept { hash, key: key.clone(), result });
        let set = vm.dict_set_hashed(&self.known, hash, key, link.to_value());
        if set.is_err() {
            let removed = self.recent.borrow_mut().remove(link);
            drop(removed);
        }
        set
    }

    /// False if the dict has no entry for it any more: then what `__eq__` does has upset the order, and nothing is kept this time.
    fn forget_oldest(&self, vm: &mut Vm) -> Result<bool> {
        let Some((link, hash, key)) = self.recent.borrow().oldest() else { return Ok(true) };
        let found = vm.dict_remove_hashed(&self.known, hash, &key)?;
        let removed =
            self.recent.borrow_mut().remove(found.as_ref().and_then(LinkId::from_value).unwrap_or(link));
        drop(removed);
        Ok(found.is_some())
    }

    /// Copies of all results, for another process.
    fn copy_results(&self, copier: &mut dyn Copier) -> Result<(Dict, RecencyList)> {
        let entries: Vec<Kept> = match self.longest {
            Some(_) => self.recent.borrow().oldest_first().cloned().collect(),
            None => self.known.hashed_entries().into_iter().map(Kept::from).collect(),
        };
        let (known, mut recent) = (Dict::default(), RecencyList::default());
        for Kept { hash, key, result } in entries {
            let (key, result) = (copier.copy(&key)?, copier.copy(&result)?);
            let hash = hash_of_copy(copier, &key, hash);
            let result = match self.longest {
                Some(_) => recent.add(Kept { hash, key: key.clone(), result }).to_value(),
                None => result,
            };
            known.insert_absent(hash, key, result);
        }
        Ok((known, recent))
    }

    fn forget_all(&self) {
        self.hits.set(0);
        self.misses.set(0);
        Dict::clear(&self.known);
        let recent = self.recent.take();
        drop(recent);
    }
}

fn keyword_mark(vm: &mut Vm) -> Value {
    let class = vm.types.object.clone();
    let mark = &mut vm.extensions.get::<KeywordMark>().0;
    mark.get_or_insert_with(|| Value::Instance(Rc::new(Instance::new(class, Payload::None)))).clone()
}

impl Native for Cached {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function.borrow());
        visit(&self.info.borrow());
        visit(&Value::Dict(self.known.clone()));
        for kept in self.recent.borrow().oldest_first() {
            visit(&kept.key);
            visit(&kept.result);
        }
    }

    fn clear(&self, taken: &mut Taken) {
        let recent = self.recent.take();
        taken.add_in_order(|taken| {
            for kept in recent.oldest_first() {
                taken.add(kept.key.clone());
                taken.add(kept.result.clone());
            }
            taken.add(Value::Dict(self.known.clone()));
            taken.add(self.function.replace(Value::None));
            taken.add(self.info.replace(Value::None));
        });
    }
}

impl Callable for Cached {
    fn call(&self, vm: &mut Vm, this: &Rc<Instance>, args: Args) -> Result<Flow> {
        vm.fuel.count_calls(2); // Making the key, and looking for it.
        let function = self.function.borrow().clone();
        if self.longest == Some(0) {
            self.misses.set(self.misses.get() + 1);
            return Ok(Flow::Call(function, args));
        }
        let key = self.key(vm, &args)?;
        if let Some(result) = self.find(vm, &key)? {
            self.hits.set(self.hits.get() + 1);
            return Ok(result.into());
        }
        self.misses.set(self.misses.get() + 1);
        let call = Some((function, args));
        Ok(Flow::Start(Box::new(Remember { cached: this.clone(), key: Some(key), call })))
    }

    fn binds(&self) -> bool {
        true
    }

    fn copy_callable(&self, copier: &mut dyn Copier) -> Result<Option<Box<dyn Callable>>> {
        let [function, info] = [&self.function, &self.info].map(|part| part.borrow().clone());
        let (function, info) = (copier.copy(&function)?, copier.copy(&info)?);
        let (known, recent) = self.copy_results(copier)?;
        Ok(Some(Box::new(Cached {
            function: RefCell::new(function),
            longest: self.longest,
            typed: self.typed,
            info: RefCell::new(info),
            hits: self.hits.clone(),
            misses: self.misses.clone(),
            known: Rc::new(known),
            recent: RefCell::new(recent),
        })))
    }
}

/// Calls the function of a cache, and keeps what it gives.
struct Remember {
    cached: Rc<Instance>,
    key: Option<Key>,
    /// What is called, until it is.
    call: Option<(Value, Args)>,
}

impl NativeFrame for Remember {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((function, args)) = self.call.take() {
            return Ok(Next::Call(function, args));
        }
        let result = outcome(vm, input)?;
        if let Some(key) = self.key.take() {
            cached(&self.cached).keep(vm, key, result.clone())?;
        }
        Ok(Next::Return(result))
    }
}

fn cached(instance: &Instance) -> &Cached {
    instance.native().expect("the receiver was found to be one")
}

/// Whether it is a function with a cache.
pub(in crate::library) fn is_cached(instance: &Instance) -> bool {
    instance.native::<Cached>().is_some()
}

/// `_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)`
fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut args = args;
    let class = match args.positional.first() {
        Some(Value::Class(class)) => class.clone(),
        _ => return Err(vm.type_error("functools._lru_cache_wrapper.__new__(X): X is not a type object")),
    };
    args.positional.remove(0);
    let names = ["user_function", "maxsize", "typed", "cache_info_type"];
    let [function, longest, typed, info] = args.named(vm, "lru_cache", names, names.len())?;
    if !vm.is_callable(&function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let longest = match vm::builtins::plain(&longest) {
        Value::None => None,
        Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => {
            let longest = vm.small_integer(&longest)?;
            Some(usize::try_from(longest).unwrap_or(0))
        }
        _ => return Err(vm.type_error("maxsize should be integer or None")),
    };
    let cached = Cached {
        function: RefCell::new(function),
        longest,
        typed: vm.truth(&typed)?,
        info: RefCell::new(info),
        hits: Cell::new(0),
        misses: Cell::new(0),
        known: Rc::default(),
        recent: RefCell::default(),
    };
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Callable(Box::new(cached))))))
}

fn this(vm: &mut Vm, args: &mut Args) -> Result<Rc<Instance>> {
    receiver::<Cached>(vm, args, "_lru_cache_wrapper")
}

/// The same for a method without other arguments.
fn alone(vm: &mut Vm, mut args: Args, method: &str) -> Result<Rc<Instance>> {
    let this = this(vm, &mut args)?;
    args.exactly(vm, &format!("_lru_cache_wrapper.{method}")).map(|[]| this)
}

fn call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let this = this(vm, &mut args)?;
    cached(&this).call(vm, &this, args)
}

fn cache_info(vm: &mut Vm, args: Args) -> Result<Flow> {
    let this = alone(vm, args, "cache_info")?;
    let cached = cached(&this);
    let count = |count: u64| Value::from_wide(count.into());
    let longest = cached.longest.map_or(Value::None, Value::from_usize);
    let length = Value::from_usize(cached.known.len());
    let args = Args::new([count(cached.hits.get()), count(cached.misses.get()), longest, length]);
    Ok(Flow::Call(cached.info.borrow().clone(), args))
}

fn cache_clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let this = alone(vm, args, "cache_clear")?;
    cached(&this).forget_all();
    Ok(Value::None)
}

/// `copy` and `deepcopy` give the same function.
fn same(vm: &mut Vm, mut args: Args) -> Result<Value> {
    this(vm, &mut args).map(Value::Instance)
}

/// It is pickled by its name.
fn reduce(vm: &mut Vm, args: Args) -> Result<Value> {
    let this = alone(vm, args, "__reduce__")?;
    vm.get_attribute(&Value::Instance(this), known::QUALNAME)
}

/// As functions do it: through an instance it is a method.
fn get(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = this(vm, &mut args)?;
    let [object, _] = args.between(vm, "__get__", 1)?;
    let function = Value::Instance(this);
    if object.is_none() {
        return Ok(function);
    }
    Ok(Value::Method(Rc::new(BoundMethod { function, receiver: object })))
}

/// Gives the module its `_lru_cache_wrapper`.
pub(super) fn install(vm: &mut Vm, module: &Rc<Module>) {
    const METHODS: &[Entry] = &[
        Entry::plain("__new__", new).without_self(),
        Entry::flow("__call__", call),
        Entry::plain("__get__", get),
        Entry::plain("__copy__", same),
        Entry::plain("__deepcopy__", same),
        Entry::plain("__reduce__", reduce),
        Entry::flow("cache_info", cache_info),
        Entry::plain("cache_clear", cache_clear),
    ];
    let class: Rc<Class> = super::class(vm, module, "_lru_cache_wrapper", true);
    install_methods(vm, &class, METHODS);
}
