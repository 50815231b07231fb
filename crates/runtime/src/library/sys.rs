//! `sys`, as far as programs that teach need it.

use std::rc::Rc;

use crate::world::interval::SwitchInterval;
use trace::Stream;
use vm::Vm;
use vm::class::{Instance, Layout, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

fn exit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [status] = args.between(vm, "exit", 0)?;
    let class = vm.exceptions.system_exit();
    Err(vm.exception(&class, status.present().into_iter().collect()))
}

/// What `sys.stdout` and `sys.stderr` hold.
struct TextStream(Stream);

impl Native for TextStream {}

fn write(vm: &mut Vm, args: Args) -> Result<Value> {
    let [stream, text] = args.exactly(vm, "write")?;
    let Some(text) = text.as_str().map(str::to_owned) else {
        let name = vm.class_name(&text);
        return Err(vm.type_error(format!("write() argument must be str, not {name}")));
    };
    let stream = match &stream {
        Value::Instance(instance) => {
            instance.native::<TextStream>().map_or(Stream::Output, |stream| stream.0)
        }
        _ => Stream::Output,
    };
    vm.write(stream, &text)?;
    Ok(Value::from_usize(text.chars().count()))
}

fn flush(_vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::None)
}

fn is_a_terminal(_vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Bool(false))
}

fn recursion_limit(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::from_usize(vm.fuel.recursion))
}

/// Calls never nest deeper than this, whatever limit is set: where CPython's own stack would overflow.
const DEEPEST_CALLS: usize = 100_000;

fn set_recursion_limit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [limit] = args.exactly(vm, "setrecursionlimit")?;
    let Ok(limit) = i32::try_from(vm.small_integer(&limit)?) else {
        return Err(vm.error("OverflowError", "Python int too large to convert to C int"));
    };
    match usize::try_from(limit) {
        Ok(limit @ 1..) => vm.fuel.recursion = limit.min(DEEPEST_CALLS),
        _ => return Err(vm.value_error("recursion limit must be greater or equal than 1")),
    }
    Ok(Value::None)
}

fn switch_interval(vm: &mut Vm, _args: Args) -> Result<Value> {
    let SwitchInterval(microseconds) = *vm.extensions.get::<SwitchInterval>();
    Ok(Value::Float(1e-6 * microseconds as f64))
}

fn set_switch_interval(vm: &mut Vm, args: Args) -> Result<Value> {
    let [interval] = args.exactly(vm, "setswitchinterval")?;
    let interval = vm.real(&interval)?;
    if interval <= 0.0 || interval.is_nan() {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    // A day is for ever, and in microseconds still far from the largest span.
    let microseconds = (1e6 * interval).clamp(1.0, 86_400e6);
    *vm.extensions.get::<SwitchInterval>() = SwitchInterval(microseconds as u64);
    Ok(Value::None)
}

fn origin_tracking_depth(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::from_usize(vm.origin_depth))
}

fn set_origin_tracking_depth(vm: &mut Vm, args: Args) -> Result<Value> {
    let [depth] = args.named(vm, "set_coroutine_origin_tracking_depth", ["depth"], 1)?;
    match depth {
        Value::Int(depth) if depth >= 0 => vm.origin_depth = usize::try_from(depth).unwrap_or(usize::MAX),
        Value::Bool(depth) => vm.origin_depth = usize::from(depth),
        Value::Int(_) => return Err(vm.value_error("depth must be >= 0")),
        other => {
            let name = vm.class_name(&other);
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    }
    Ok(Value::None)
}

fn intern(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text] = args.exactly(vm, "intern")?;
    Ok(text)
}

/// The parts of `sys.version_info` by name.
const VERSION_PARTS: &[Entry] = &[
    Entry::plain("major", |_, args| Ok(version_part(&args, 0))).as_property(),
    Entry::plain("minor", |_, args| Ok(version_part(&args, 1))).as_property(),
    Entry::plain("micro", |_, args| Ok(version_part(&args, 2))).as_property(),
    Entry::plain("releaselevel", |_, args| Ok(version_part(&args, 3))).as_property(),
    Entry::plain("serial", |_, args| Ok(version_part(&args, 4))).as_property(),
    Entry::plain("__repr__", |_, _| {
        Ok(Value::str("sys.version_info(major=3, minor=11, micro=7, releaselevel='final', serial=0)"))
    }),
];

fn version_part(args: &Args, index: usize) -> Value {
    match args.positional.first() {
        Some(Value::Instance(instance)) => match instance.wrapped() {
            Some(Value::Tuple(parts)) => parts.0.get(index).cloned().unwrap_or(Value::None),
            _ => Value::None,
        },
        _ => Value::None,
    }
}

fn version_info(vm: &mut Vm) -> Value {
    let class = built_in_class("version_info", vec![vm.types.tuple.clone()], Layout::Wrapped, false);
    *class.module.borrow_mut() = "sys".into();
    install_methods(vm, &class, VERSION_PARTS);
    let parts = [Value::Int(3), Value::Int(11), Value::Int(7), Value::str("final"), Value::Int(0)];
    Value::Instance(Rc::new(Instance::new(class, Payload::Wrapped(Value::tuple(parts)))))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(
        vm,
        module,
        &[
            Entry::plain("exit", exit),
            Entry::plain("getrecursionlimit", recursion_limit),
            Entry::plain("setrecursionlimit", set_recursion_limit),
            Entry::plain("intern", intern),
            Entry::plain("getdefaultencoding", |_, _| Ok(Value::str("utf-8"))),
            Entry::plain("getswitchinterval", switch_interval),
            Entry::plain("setswitchinterval", set_switch_interval),
            Entry::plain("get_coroutine_origin_tracking_depth", origin_tracking_depth),
            Entry::plain("set_coroutine_origin_tracking_depth", set_origin_tracking_depth),
        ],
    );
    let class = built_in_class("TextIOWrapper", vec![vm.types.object.clone()], Layout::Native, false);
    install_methods(
        vm,
        &class,
        &[Entry::plain("write", write), Entry::plain("flush", flush), Entry::plain("isatty", is_a_terminal)],
    );
    for (name, stream) in
        [("stdout", Stream::Output), ("stderr", Stream::Error), ("__stdout__", Stream::Output)]
    {
        let shown = if stream == Stream::Output { "<stdout>" } else { "<stderr>" };
        let instance = Instance::new(class.clone(), Payload::Native(Box::new(TextStream(stream))));
        let name_of_stream = vm.symbols.intern("name");
        instance.attributes.set(name_of_stream, Value::str(shown));
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Instance(Rc::new(instance)));
    }
    for (builtin, name) in [("_exc_info", "exc_info"), ("_exception", "exception")] {
        if let Some(function) = vm.builtin(builtin) {
            let name = vm.symbols.intern(name);
            module.namespace.set(name, function);
        }
    }
    let version = version_info(vm);
    let values = [
        ("argv", Value::list(vec![Value::str(vm.recorder.trace().file())])),
        ("version_info", version),
        ("version", Value::str("3.11.7 (Loopscope)")),
        ("platform", Value::str("linux")),
        ("maxsize", Value::Int(i64::MAX)),
        ("maxunicode", Value::Int(0x10_ffff)),
        ("hexversion", Value::Int(0x030b_07f0)),
        ("warnoptions", Value::list(vec![])),
        // There is no file that could be run.
        ("executable", Value::str("")),
        ("byteorder", Value::str("little")),
        ("path", Value::list(vec![])),
    ];
    for (name, value) in values {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, value);
    }
}
