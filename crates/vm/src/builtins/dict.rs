//! `dict`, and the views of its keys, values and items.

use std::rc::Rc;

use super::receiver::{class_argument, dict_of, dict_receiver, plain, split};
use super::wrap;
use crate::Vm;
use crate::class::{DictViewKind, Instance, Payload};
use crate::dict::Dict;
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::collect_arguments;
use crate::native_frame::{Flow, Iterate};
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;

/// `dict`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::flow("__new__", new).without_self(),
    Entry::flow("__init__", init),
    Entry::flow("fromkeys", from_keys).of_class(),
    Entry::plain("get", get),
    Entry::plain("setdefault", set_default),
    Entry::plain("pop", pop),
    Entry::plain("popitem", pop_item),
    Entry::flow("update", update),
    Entry::plain("clear", clear),
    Entry::plain("copy", copy),
    Entry::plain("keys", |vm, args| view(vm, args, DictViewKind::Keys, "keys")),
    Entry::plain("values", |vm, args| view(vm, args, DictViewKind::Values, "values")),
    Entry::plain("items", |vm, args| view(vm, args, DictViewKind::Items, "items")),
];

/// The methods that views of keys and items share with sets.
pub(crate) const VIEW_METHODS: &[Entry] = &[Entry::plain("isdisjoint", is_disjoint).collecting(1)];

/// What all views have.
pub(crate) const VIEW_PARTS: &[Entry] =
    &[Entry::plain("mapping", |vm, args| match args.exactly(vm, "mapping")? {
        [Value::Instance(view)] if matches!(view.payload, Payload::DictView(..)) => {
            let Payload::DictView(dict, _) = &view.payload else { return Ok(Value::None) };
            let types = vm.import("types")?;
            let name = vm.symbols.intern("MappingProxyType");
            let proxy = vm.get_attribute(&Value::Module(types), name)?;
            vm.call_sync(proxy, Args::one(Value::Dict(dict.clone())))
        }
        _ => Err(vm.type_error("a view of a dict was expected")),
    })
    .as_property()];

/// `dict(…)`. An instance of a derived class starts empty, and its `__init__` fills it.
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (class, args) = class_argument(vm, args, "dict")?;
    if !class.built_in {
        return Ok(Flow::Value(wrap(&class, Value::dict(Dict::default()))));
    }
    let dict = Rc::new(Dict::default());
    fill(vm, dict.clone(), args, "dict", Value::Dict(dict))
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (receiver, args) = split(vm, args, "dict", "__init__")?;
    match (&receiver, dict_of(&receiver)) {
        (Value::Instance(_), Some(dict)) => fill(vm, dict, args, "dict", Value::None),
        _ => Ok(Flow::Value(Value::None)),
    }
}

fn update(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (dict, args) = dict_receiver(vm, args, "update")?;
    fill(vm, dict, args, "update", Value::None)
}

/// Adds a mapping or pairs, then the keyword arguments. Generators are run in a way that may wait.
fn fill(vm: &mut Vm, dict: Rc<Dict>, mut args: Args, function: &str, result: Value) -> Result<Flow> {
    let keywords = std::mem::take(&mut args.keywords);
    let [source] = args.between(vm, function, 0)?;
    if let Value::Generator(_) = source {
        let iterator = vm.iterate(&source)?;
        return Ok(Flow::Start(Box::new(Iterate::collect(iterator, move |vm, pairs| {
            vm.add_pairs(&dict, pairs)?;
            vm.add_keywords(&dict, keywords)?;
            Ok(Flow::Value(result))
        }))));
    }
    if !source.is_missing() {
        vm.update_dict(&dict, &source)?;
    }
    vm.add_keywords(&dict, keywords)?;
    Ok(Flow::Value(result))
}

impl Vm {
    /// `dict.update(source)`: a mapping, or an iterable of pairs.
    pub(crate) fn update_dict(&mut self, dict: &Dict, source: &Value) -> Result<()> {
        if let Value::Dict(other) = source {
            for (hash, key, value) in other.hashed_entries() {
                self.dict_set_hashed(dict, hash, key, value)?;
            }
            return Ok(());
        }
        if let Some(pairs) = self.pairs_of_mapping(source)? {
            for (key, value) in pairs {
                self.dict_set(dict, key, value)?;
            }
            return Ok(());
        }
        let pairs = self.items_of(source)?;
        self.add_pairs(dict, pairs)
    }

    fn add_pairs(&mut self, dict: &Dict, pairs: Vec<Value>) -> Result<()> {
        for (index, pair) in pairs.iter().enumerate() {
            let items = match self.items_of(pair) {
                Ok(items) => items,
                Err(raised) if self.is_exception(&raised, "TypeError") => {
                    let message =
                        format!("cannot convert dictionary update sequence element #{index} to a sequence");
                    return Err(self.type_error(message));
                }
                Err(raised) => return Err(raised),
            };
            let length = items.len();
            let Ok([key, value]) = <[Value; 2]>::try_from(items) else {
                let message =
                    format!("dictionary update sequence element #{index} has length {length}; 2 is required");
                return Err(self.value_error(message));
            };
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    fn add_keywords(&mut self, dict: &Dict, keywords: Vec<(crate::symbol::Symbol, Value)>) -> Result<()> {
        for (name, value) in keywords {
            let key = Value::Str(self.symbols.text(name).clone());
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// `dict[key]` with `__missing__`, for what is or extends a dict.
    pub(crate) fn dict_item(&mut self, receiver: &Value, dict: &Dict, key: &Value) -> Result<Value> {
        if let Some(value) = self.dict_get(dict, key)? {
            return Ok(value);
        }
        if let Value::Instance(_) = receiver
            && let Some(method) = self.lookup_special(receiver, known::MISSING)
        {
            return self.call_sync(method, Args::one(key.clone()));
        }
        Err(self.key_error(key))
    }
}

fn from_keys(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (class, args) = class_argument(vm, args, "dict")?;
    let [keys, value] = args.between(vm, "fromkeys", 1)?;
    let value = value.present().unwrap_or(Value::None);
    collect_arguments(vm, Args::one(keys), 0, move |vm, args| {
        if !class.built_in {
            let made = vm.call_sync(Value::Class(class.clone()), Args::default())?;
            for key in vm.items_of(&args.positional[0])? {
                match vm.set_subscript_flow(&made, key, value.clone())? {
                    Flow::Value(_) => {}
                    flow => drop(vm.run_sync(flow)?),
                }
            }
            return Ok(Flow::Value(made));
        }
        let dict = Dict::default();
        for key in vm.items_of(&args.positional[0])? {
            vm.dict_set(&dict, key, value.clone())?;
        }
        Ok(Flow::Value(wrap(&class, Value::dict(dict))))
    })
}

fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "get")?;
    let [key, default] = args.between(vm, "get", 1)?;
    Ok(vm.dict_get(&dict, &key)?.or(default.present()).unwrap_or(Value::None))
}

fn set_default(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "setdefault")?;
    let [key, default] = args.between(vm, "setdefault", 1)?;
    if let Some(value) = vm.dict_get(&dict, &key)? {
        return Ok(value);
    }
    let default = default.present().unwrap_or(Value::None);
    vm.dict_set(&dict, key, default.clone())?;
    Ok(default)
}

fn pop(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "pop")?;
    let [key, default] = args.between(vm, "pop", 1)?;
    match vm.dict_remove(&dict, &key)?.or(default.present()) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(&key)),
    }
}

fn pop_item(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "popitem")?;
    let [] = args.exactly(vm, "dict.popitem")?;
    match dict.entry_before(usize::MAX) {
        Some((position, _, _)) => {
            let (key, value) = dict.remove_at(position);
            Ok(Value::tuple(vec![key, value]))
        }
        None => Err(vm.error("KeyError", "popitem(): dictionary is empty")),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "clear")?;
    let [] = args.exactly(vm, "dict.clear")?;
    dict.clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, "copy")?;
    let [] = args.exactly(vm, "dict.copy")?;
    Ok(Value::dict(dict.copy()))
}

fn view(vm: &mut Vm, args: Args, kind: DictViewKind, method: &str) -> Result<Value> {
    let (dict, args) = dict_receiver(vm, args, method)?;
    let [] = args.exactly(vm, &format!("dict.{method}"))?;
    let class = vm.view_class(kind);
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::DictView(dict, kind)))))
}

fn is_disjoint(vm: &mut Vm, args: Args) -> Result<Value> {
    let (view, args) = split(vm, args, "dict_keys", "isdisjoint")?;
    let [other] = args.exactly(vm, "isdisjoint")?;
    for item in vm.items_of(plain(&other))? {
        if vm.contains(&view, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}
