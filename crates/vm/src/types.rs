//! The built-in classes, and which of them a value belongs to.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::attributes::Attributes;
use super::class::{Class, DictViewKind, Hooks, Layout, linearize};
use super::function::Descriptor;
use super::generator::GeneratorKind;
use super::iterator::IterKind;
use super::value::Value;

/// A class that is built in. Its methods are installed later.
pub fn built_in_class(name: &str, bases: Vec<Rc<Class>>, layout: Layout, open: bool) -> Rc<Class> {
    let ancestors = linearize(&bases).expect("the built-in classes can be ordered");
    Rc::new(Class {
        name: RefCell::new(name.into()),
        qualified_name: RefCell::new(name.into()),
        module: RefCell::new("builtins".into()),
        bases,
        ancestors,
        attributes: Attributes::default(),
        layout,
        metaclass: None,
        built_in: true,
        open,
        hooks: Cell::new(Hooks::default()),
        finalization: RefCell::default(),
    })
}

/// Declares the built-in classes: field, Python's name, base, layout.
macro_rules! built_in_types {
    (root $object:ident; $($field:ident = $name:literal : $base:ident, $layout:ident;)*) => {
        /// The built-in classes.
        #[derive(Debug)]
        pub struct Types {
            /// `object`
            pub $object: Rc<Class>,
            $(#[doc = concat!("`", $name, "`")] pub $field: Rc<Class>,)*
        }

        impl Default for Types {
            fn default() -> Types {
                let $object = built_in_class("object", vec![], Layout::Object, false);
                $(let $field = built_in_class($name, vec![$base.clone()], Layout::$layout, false);)*
                Types { $object, $($field,)* }
            }
        }

        impl Types {
            /// All of them.
            pub fn all(&self) -> Vec<Rc<Class>> {
                vec![self.$object.clone(), $(self.$field.clone(),)*]
            }
        }
    };
}

built_in_types! {
    root object;
    type_ = "type": object, Type;
    int = "int": object, Wrapped;
    bool = "bool": int, Wrapped;
    float = "float": object, Wrapped;
    str = "str": object, Wrapped;
    bytes = "bytes": object, Wrapped;
    tuple = "tuple": object, Wrapped;
    list = "list": object, Wrapped;
    dict = "dict": object, Wrapped;
    set = "set": object, Wrapped;
    frozenset = "frozenset": object, Wrapped;
    range = "range": object, Native;
    slice = "slice": object, Native;
    none = "NoneType": object, Native;
    ellipsis = "ellipsis": object, Native;
    not_implemented = "NotImplementedType": object, Native;
    function = "function": object, Native;
    native = "builtin_function_or_method": object, Native;
    method = "method": object, Native;
    property = "property": object, Native;
    classmethod = "classmethod": object, Native;
    staticmethod = "staticmethod": object, Native;
    super_ = "super": object, Native;
    generator = "generator": object, Native;
    coroutine = "coroutine": object, Native;
    async_generator = "async_generator": object, Native;
    async_step = "async_generator_asend": object, Native;
    coroutine_wrapper = "coroutine_wrapper": object, Native;
    iterator = "iterator": object, Native;
    list_iterator = "list_iterator": object, Native;
    list_reverse_iterator = "list_reverseiterator": object, Native;
    tuple_iterator = "tuple_iterator": object, Native;
    str_iterator = "str_iterator": object, Native;
    str_ascii_iterator = "str_ascii_iterator": object, Native;
    bytes_iterator = "bytes_iterator": object, Native;
    range_iterator = "range_iterator": object, Native;
    long_range_iterator = "longrange_iterator": object, Native;
    dict_key_iterator = "dict_keyiterator": object, Native;
    dict_value_iterator = "dict_valueiterator": object, Native;
    dict_item_iterator = "dict_itemiterator": object, Native;
    dict_reverse_key_iterator = "dict_reversekeyiterator": object, Native;
    dict_reverse_value_iterator = "dict_reversevalueiterator": object, Native;
    dict_reverse_item_iterator = "dict_reverseitemiterator": object, Native;
    set_iterator = "set_iterator": object, Native;
    callable_iterator = "callable_iterator": object, Native;
    enumerate = "enumerate": object, Native;
    filter = "filter": object, Native;
    map = "map": object, Native;
    reversed = "reversed": object, Native;
    zip = "zip": object, Native;
    dict_keys = "dict_keys": object, Native;
    dict_values = "dict_values": object, Native;
    dict_items = "dict_items": object, Native;
    module = "module": object, Native;
    cell = "cell": object, Native;
    code = "code": object, Native;
    frame = "frame": object, Native;
    traceback = "traceback": object, Native;
    mapping_proxy = "mappingproxy": object, Native;
    generic_alias = "types.GenericAlias": object, Native;
    union = "types.UnionType": object, Native;
}

impl Types {
    fn of_iterator(&self, kind: IterKind) -> &Rc<Class> {
        match kind {
            IterKind::List => &self.list_iterator,
            IterKind::ListBackwards => &self.list_reverse_iterator,
            IterKind::Tuple => &self.tuple_iterator,
            IterKind::Str => &self.str_iterator,
            IterKind::StrAscii => &self.str_ascii_iterator,
            IterKind::Bytes => &self.bytes_iterator,
            IterKind::Range => &self.range_iterator,
            IterKind::WideRange => &self.long_range_iterator,
            IterKind::Dict(DictViewKind::Keys) => &self.dict_key_iterator,
            IterKind::Dict(DictViewKind::Values) => &self.dict_value_iterator,
            IterKind::Dict(DictViewKind::Items) => &self.dict_item_iterator,
            IterKind::DictBackwards(DictViewKind::Keys) => &self.dict_reverse_key_iterator,
            IterKind::DictBackwards(DictViewKind::Values) => &self.dict_reverse_value_iterator,
            IterKind::DictBackwards(DictViewKind::Items) => &self.dict_reverse_item_iterator,
            IterKind::Set => &self.set_iterator,
            IterKind::Reversed => &self.reversed,
            IterKind::Enumerate => &self.enumerate,
            IterKind::Zip => &self.zip,
        }
    }

    /// The classes of all iterators over what is built in.
    pub(super) fn iterators(&self) -> [&Rc<Class>; 18] {
        use DictViewKind::{Items, Keys, Values};
        [
            IterKind::List,
            IterKind::ListBackwards,
            IterKind::Tuple,
            IterKind::Str,
            IterKind::StrAscii,
            IterKind::Bytes,
            IterKind::Range,
            IterKind::WideRange,
            IterKind::Dict(Keys),
            IterKind::Dict(Values),
            IterKind::Dict(Items),
            IterKind::DictBackwards(Keys),
            IterKind::DictBackwards(Values),
            IterKind::DictBackwards(Items),
            IterKind::Set,
            IterKind::Reversed,
            IterKind::Enumerate,
            IterKind::Zip,
        ]
        .map(|kind| self.of_iterator(kind))
    }
}

impl Vm {
    /// `type(value)`
    pub fn class_of(&self, value: &Value) -> Rc<Class> {
        self.class_ref(value).unwrap_or_else(|| match value {
            Value::Instance(instance) => instance.class(),
            _ => self.types.object.clone(),
        })
    }

    /// The class, without counting a reference more than needed; None for instances, which hold theirs.
    fn class_ref(&self, value: &Value) -> Option<Rc<Class>> {
        let types = &self.types;
        let class = match value {
            Value::Instance(_) => return None,
            Value::Class(class) => {
                return Some(class.metaclass.clone().unwrap_or_else(|| types.type_.clone()));
            }
            Value::Missing | Value::None => &types.none,
            Value::NotImplemented => &types.not_implemented,
            Value::Ellipsis => &types.ellipsis,
            Value::Bool(_) => &types.bool,
            Value::Int(_) | Value::BigInt(_) => &types.int,
            Value::Float(_) => &types.float,
            Value::Str(_) => &types.str,
            Value::Bytes(_) => &types.bytes,
            Value::Tuple(_) => &types.tuple,
            Value::List(_) => &types.list,
            Value::Dict(_) => &types.dict,
            Value::Set(set) if set.frozen => &types.frozenset,
            Value::Set(_) => &types.set,
            Value::Range(_) => &types.range,
            Value::Slice(_) => &types.slice,
            Value::Function(_) => &types.function,
            Value::Native(_) => &types.native,
            Value::Method(_) => &types.method,
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { .. } => &types.property,
                Descriptor::ClassMethod(_) => &types.classmethod,
                Descriptor::StaticMethod(_) => &types.staticmethod,
            },
            Value::Generator(generator) => match generator.kind {
                GeneratorKind::Generator | GeneratorKind::IterableCoroutine => &types.generator,
                GeneratorKind::Coroutine => &types.coroutine,
                GeneratorKind::AsyncGenerator => &types.async_generator,
            },
            Value::Iter(iter) => types.of_iterator(iter.kind()),
            Value::Module(_) => &types.module,
            Value::Cell(_) => &types.cell,
        };
        Some(class.clone())
    }

    /// `type(value).__name__`
    pub fn class_name(&self, value: &Value) -> String {
        self.class_of(value).name.borrow().to_string()
    }

    /// The class of a view of a dict.
    pub fn view_class(&self, kind: DictViewKind) -> Rc<Class> {
        match kind {
            DictViewKind::Keys => self.types.dict_keys.clone(),
            DictViewKind::Values => self.types.dict_values.clone(),
            DictViewKind::Items => self.types.dict_items.clone(),
        }
    }
}
