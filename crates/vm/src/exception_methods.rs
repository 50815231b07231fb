//! The attributes and methods of the built-in exceptions.

use std::rc::Rc;

use super::Vm;
use super::builtins::text_of;
use super::class::Class;
use super::exception::{Raised, Result};
use super::function::{Args, Descriptor, NativeCode, NativeFunction};
use super::symbol::known;
use super::table::{Entry, install_methods};
use super::value::Value;

fn receiver(vm: &mut Vm, args: &Args) -> Result<Raised> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.exception().is_some() => Ok(Raised(instance.clone())),
        _ => Err(vm.type_error("descriptor requires an exception")),
    }
}

/// `BaseException.__init__`: the arguments become `args`.
fn init(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    if !args.keywords.is_empty() {
        let name = raised.class().name.borrow().to_string();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    args.positional.remove(0);
    *raised.state().args.borrow_mut() = Value::tuple(args.positional.to_vec());
    Ok(Value::None)
}

/// `UnicodeDecodeError(encoding, object, start, end, reason)`
fn init_unicode(vm: &mut Vm, args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    if args.len() != 6 {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("function takes exactly 5 arguments ({given} given)")));
    }
    let names = ["encoding", "object", "start", "end", "reason"];
    for (name, value) in names.into_iter().zip(&args.positional[1..]) {
        let name = vm.symbols.intern(name);
        raised.0.attributes.set(name, value.clone());
    }
    init(vm, args)
}

/// `ImportError` and `AttributeError` take a name by keyword.
fn init_named(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    for (name, value) in std::mem::take(&mut args.keywords) {
        raised.0.attributes.set(name, value);
    }
    init(vm, args)
}

/// `BaseExceptionGroup(…)` of nothing but `Exception`s is an `ExceptionGroup`, and that holds nothing else.
fn group_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let Value::Class(mut class) = args.positional.remove(0) else {
        return Err(vm.type_error("a class was expected"));
    };
    let [message, exceptions] = &args.positional[..] else {
        let given = args.len();
        let what = "BaseExceptionGroup.__new__() takes exactly 2 arguments";
        return Err(vm.type_error(format!("{what} ({given} given)")));
    };
    if text_of(message).is_none() {
        let kind = vm.class_name(message);
        let what = "BaseExceptionGroup.__new__() argument 1 must be str, not";
        return Err(vm.type_error(format!("{what} {kind}")));
    }
    let items = group_items(vm, exceptions)?;
    let exception = vm.exceptions.exception();
    let plain = items.iter().all(|each| vm.class_of(each).is_subclass_of(&exception));
    if plain && Rc::ptr_eq(&class, &vm.exceptions.named("BaseExceptionGroup")) {
        class = vm.exceptions.named("ExceptionGroup");
    } else if !plain && class.is_subclass_of(&exception) {
        let name = class.name.borrow().to_string();
        let what = if class.built_in { "an ExceptionGroup".to_owned() } else { format!("'{name}'") };
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in {what}")));
    }
    let (message_name, exceptions_name) = (vm.symbols.intern("message"), vm.symbols.intern("exceptions"));
    let message = message.clone();
    let made = vm.exception(&class, args.positional.to_vec());
    made.0.attributes.set(message_name, message);
    made.0.attributes.set(exceptions_name, Value::tuple(items));
    Ok(made.value())
}

fn group_items(vm: &mut Vm, exceptions: &Value) -> Result<Vec<Value>> {
    if !vm.is_match_sequence(exceptions) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.items_of(exceptions)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let is_exception = |each: &Value| matches!(each, Value::Instance(each) if each.exception().is_some());
    match items.iter().position(|each| !is_exception(each)) {
        Some(at) => {
            Err(vm.value_error(format!("Item {at} of second argument (exceptions) is not an exception")))
        }
        None => Ok(items),
    }
}

/// `group.message`, `group.exceptions`: they cannot be set.
fn group_part(vm: &mut Vm, args: Args, name: &str) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    let name = vm.symbols.intern(name);
    Ok(raised.0.attributes.get(name).unwrap_or(Value::None))
}

fn read_only(vm: &mut Vm, _args: Args) -> Result<Value> {
    Err(vm.error("AttributeError", "readonly attribute"))
}

/// `error.__setstate__(state)`: what `pickle` and `copy` give back to an exception.
fn set_state(vm: &mut Vm, args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    let [_, state] = args.exactly(vm, "__setstate__")?;
    match &state {
        Value::None => {}
        Value::Dict(dict) => {
            for (name, value) in dict.entries() {
                let name = vm.symbols.intern(name.as_str().unwrap_or_default());
                vm.set_attribute_flow(&raised.value(), name, value)?;
            }
        }
        _ => return Err(vm.type_error("state is not a dictionary")),
    }
    Ok(Value::None)
}

/// `SyntaxError(message, (file, line, column, text, …))`: the parts by name.
fn syntax_part(vm: &mut Vm, args: Args, at: Option<usize>) -> Result<Value> {
    let given = receiver(vm, &args)?.args();
    let part = match (at, given.get(1)) {
        (None, _) => given.first().cloned(),
        (Some(at), Some(Value::Tuple(parts))) => parts.0.get(at).cloned(),
        (Some(_), _) => None,
    };
    Ok(part.unwrap_or(Value::None))
}

/// `OSError(number, text)` is of the subclass for that number (PEP 3151).
fn os_error_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let Value::Class(mut class) = args.positional.remove(0) else {
        return Err(vm.type_error("a class was expected"));
    };
    if Rc::ptr_eq(&class, &vm.exceptions.named("OSError"))
        && let [Value::Int(number), _, ..] = &args.positional[..]
    {
        class = vm.exceptions.named(match number {
            1 | 13 => "PermissionError",
            2 => "FileNotFoundError",
            3 => "ProcessLookupError",
            4 => "InterruptedError",
            10 => "ChildProcessError",
            11 | 114 | 115 => "BlockingIOError",
            17 => "FileExistsError",
            20 => "NotADirectoryError",
            21 => "IsADirectoryError",
            32 | 108 => "BrokenPipeError",
            103 => "ConnectionAbortedError",
            104 => "ConnectionResetError",
            110 => "TimeoutError",
            111 => "ConnectionRefusedError",
            _ => "OSError",
        });
    }
    let made = vm.exception(&class, args.positional.to_vec());
    Ok(made.value())
}

fn with_traceback(vm: &mut Vm, args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    let [this, traceback] = args.exactly(vm, "with_traceback")?;
    set_traceback(vm, &raised, &traceback)?;
    Ok(this)
}

fn set_traceback(vm: &mut Vm, raised: &Raised, traceback: &Value) -> Result<()> {
    let entries = match (traceback, Vm::traceback_entries(traceback)) {
        (_, Some(entries)) => entries.clone(),
        (Value::None, None) => {
            raised.state().passed_library.set(false);
            Vec::new()
        }
        _ => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    };
    *raised.state().traceback.borrow_mut() = entries;
    Ok(())
}

fn add_note(vm: &mut Vm, args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    let [_, note] = args.exactly(vm, "add_note")?;
    if note.as_str().is_none() {
        let name = vm.class_name(&note);
        return Err(vm.type_error(format!("note must be a str, not '{name}'")));
    }
    match raised.0.attributes.get(known::NOTES) {
        Some(Value::List(notes)) => notes.0.borrow_mut().push(note),
        _ => raised.0.attributes.set(known::NOTES, Value::list(vec![note])),
    }
    Ok(Value::None)
}

fn optional(raised: Option<Raised>) -> Value {
    raised.map_or(Value::None, |raised| raised.value())
}

/// An exception, or None, to be set as cause or context.
fn to_set(vm: &mut Vm, value: Value, what: &str) -> Result<Option<Raised>> {
    match value {
        Value::None => Ok(None),
        Value::Instance(instance) if instance.exception().is_some() => Ok(Some(Raised(instance))),
        _ => Err(vm.type_error(format!("exception {what} must be None or derive from BaseException"))),
    }
}

type Getter = fn(&mut Vm, Raised) -> Result<Value>;
type Setter = fn(&mut Vm, Raised, Value) -> Result<()>;

const PROPERTIES: &[(&str, Getter, Setter)] = &[
    (
        "args",
        |_, raised| Ok(raised.state().args.borrow().clone()),
        |vm, raised, value| {
            let items = vm.items_of(&value)?;
            *raised.state().args.borrow_mut() = Value::tuple(items);
            Ok(())
        },
    ),
    (
        "__cause__",
        |_, raised| Ok(optional(raised.state().cause.borrow().clone())),
        |vm, raised, value| {
            *raised.state().cause.borrow_mut() = to_set(vm, value, "cause")?;
            raised.state().suppress_context.set(true);
            Ok(())
        },
    ),
    (
        "__context__",
        |_, raised| Ok(optional(raised.state().context.borrow().clone())),
        |vm, raised, value| {
            *raised.state().context.borrow_mut() = to_set(vm, value, "context")?;
            Ok(())
        },
    ),
    (
        "__suppress_context__",
        |_, raised| Ok(Value::Bool(raised.state().suppress_context.get())),
        |vm, raised, value| {
            let flag = vm.truth(&value)?;
            raised.state().suppress_context.set(flag);
            Ok(())
        },
    ),
    (
        "__traceback__",
        |vm, raised| Ok(vm.traceback_object(&raised)),
        |vm, raised, value| set_traceback(vm, &raised, &value),
    ),
];

/// A property for which the exception's first argument stands unless it was set: `StopIteration.value`, `SystemExit.code`.
fn first_argument(vm: &mut Vm, args: Args) -> Result<Value> {
    let raised = receiver(vm, &args)?;
    let given = raised.args();
    Ok(match given.len() {
        0 => Value::None,
        1 => given[0].clone(),
        _ if vm.is_stop_iteration(&raised) => given[0].clone(),
        _ => Value::tuple(given),
    })
}

/// `OSError(number, text, file)`: the arguments by name.
fn os_part(vm: &mut Vm, args: Args, at: usize) -> Result<Value> {
    let given = receiver(vm, &args)?.args();
    Ok(if given.len() >= 2 { given.get(at).cloned().unwrap_or(Value::None) } else { Value::None })
}

fn property(get: NativeCode, set: Option<NativeCode>, name: &str) -> Value {
    let native = |code| Value::Native(Rc::new(NativeFunction { name: name.into(), code, binds: true }));
    Value::Descriptor(Rc::new(Descriptor::Property {
        get: native(get),
        set: set.map_or(Value::None, native),
        delete: Value::None,
        doc: Value::None,
    }))
}

/// Gives the exception classes what they have.
pub(super) fn install(vm: &mut Vm) {
    const BASE: &[Entry] = &[
        Entry::plain("__init__", init),
        Entry::plain("with_traceback", with_traceback),
        Entry::plain("add_note", add_note),
        Entry::plain("__setstate__", set_state),
        Entry::plain("__repr__", |vm, args| {
            let [this] = args.exactly(vm, "__repr__")?;
            vm.repr_natively(&this).map(Value::str)
        }),
        Entry::plain("__str__", |vm, args| {
            let raised = receiver(vm, &args)?;
            vm.exception_text(&raised).map(Value::str)
        }),
    ];
    const UNICODE: &[Entry] = &[Entry::plain("__init__", init_unicode)];
    const NAMED: &[Entry] = &[Entry::plain("__init__", init_named)];
    const GROUP: &[Entry] = &[Entry::plain("__new__", group_new).without_self()];
    const SYNTAX: &[Entry] = &[
        Entry::plain("msg", |vm, args| syntax_part(vm, args, None)).as_property(),
        Entry::plain("filename", |vm, args| syntax_part(vm, args, Some(0))).as_property(),
        Entry::plain("lineno", |vm, args| syntax_part(vm, args, Some(1))).as_property(),
        Entry::plain("offset", |vm, args| syntax_part(vm, args, Some(2))).as_property(),
        Entry::plain("text", |vm, args| syntax_part(vm, args, Some(3))).as_property(),
        Entry::plain("end_lineno", |vm, args| syntax_part(vm, args, Some(4))).as_property(),
        Entry::plain("end_offset", |vm, args| syntax_part(vm, args, Some(5))).as_property(),
    ];
    const FIRST: &[Entry] = &[Entry::plain("value", first_argument).as_property()];
    const CODE: &[Entry] = &[Entry::plain("code", first_argument).as_property()];
    const OS: &[Entry] = &[
        Entry::plain("__new__", os_error_new).without_self(),
        Entry::plain("errno", |vm, args| os_part(vm, args, 0)).as_property(),
        Entry::plain("strerror", |vm, args| os_part(vm, args, 1)).as_property(),
        Entry::plain("filename", |vm, args| os_part(vm, args, 2)).as_property(),
    ];
    let base = vm.exceptions.base_exception();
    for (name, get, set) in PROPERTIES {
        let get = NativeCode::Closure(Box::new(move |vm, args| {
            let raised = receiver(vm, &args)?;
            get(vm, raised).map(Into::into)
        }));
        let set = NativeCode::Closure(Box::new(move |vm, args| {
            let raised = receiver(vm, &args)?;
            let value = args.positional.get(1).cloned().unwrap_or(Value::None);
            set(vm, raised, value)?;
            Ok(Value::None.into())
        }));
        let symbol = vm.symbols.intern(name);
        base.attributes.set(symbol, property(get, Some(set), name));
    }
    let group = vm.exceptions.named("BaseExceptionGroup");
    for name in ["message", "exceptions"] {
        let get = NativeCode::Closure(Box::new(move |vm, args| group_part(vm, args, name).map(Into::into)));
        let symbol = vm.symbols.intern(name);
        group.attributes.set(symbol, property(get, Some(NativeCode::Plain(read_only)), name));
    }
    let tables: [(&str, &[Entry]); 11] = [
        ("NameError", NAMED),
        ("UnicodeDecodeError", UNICODE),
        ("UnicodeEncodeError", UNICODE),
        ("BaseException", BASE),
        ("ImportError", NAMED),
        ("AttributeError", NAMED),
        ("BaseExceptionGroup", GROUP),
        ("SyntaxError", SYNTAX),
        ("StopIteration", FIRST),
        ("SystemExit", CODE),
        ("OSError", OS),
    ];
    for (name, table) in tables {
        let class = vm.exceptions.named(name);
        install_methods(vm, &class, table);
    }
    let all: Vec<(&'static str, Rc<Class>)> = vm.exceptions.all().to_vec();
    let builtins = vm.builtins.clone();
    for (name, class) in all {
        let symbol = vm.symbols.intern(name);
        builtins.namespace.set(symbol, Value::Class(class));
    }
    for (alias, name) in [("EnvironmentError", "OSError"), ("IOError", "OSError")] {
        let symbol = vm.symbols.intern(alias);
        let class = vm.exceptions.named(name);
        builtins.namespace.set(symbol, Value::Class(class));
    }
}
