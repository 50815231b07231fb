//! `_types`: what `types` cannot say in Python.

use std::rc::Rc;

use vm::Vm;
use vm::exception::Result;
use vm::function::{Args, NativeCode, NativeFunction};
use vm::module::Module;
use vm::native_frame::Flow;
use vm::symbol::known;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// `types.coroutine`: from now on the function's generators may be awaited.
fn coroutine(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function] = args.exactly(vm, "coroutine")?;
    if let Value::Function(function) = &function {
        function.attributes.set(known::ITERABLE_COROUTINE, Value::Bool(true));
    }
    Ok(function)
}

/// `unsupported(message)`: the run ends, since the program needs what is not there.
fn unsupported(vm: &mut Vm, args: Args) -> Result<Value> {
    let [message] = args.exactly(vm, "unsupported")?;
    let message = vm.str(&message)?;
    Err(vm.end_unsupported(&message))
}

/// `built_in(module name)`: makes the module's functions such as are built in, which CPython has written in C: they do not become
/// methods in a class.
fn built_in(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name] = args.exactly(vm, "built_in")?;
    let module = name.as_str().and_then(|name| vm.modules.get(name)).cloned();
    let Some(module) = module else { return Ok(Value::None) };
    for (name, value) in module.namespace.entries() {
        let is_own = matches!(&value, Value::Function(function) if Rc::ptr_eq(&function.module, &module));
        if !is_own || vm.symbols.name(name).starts_with('_') {
            continue;
        }
        let call = NativeCode::Closure(Box::new(move |_, args| Ok(Flow::Call(value.clone(), args))));
        let function = NativeFunction { name: vm.symbols.name(name).into(), code: call, binds: false };
        module.namespace.set(name, Value::Native(Rc::new(function)));
    }
    Ok(Value::None)
}

/// `import_module(name)`: the module of a dotted name.
fn import_module(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name] = args.exactly(vm, "import_module")?;
    vm.import(name.as_str().unwrap_or_default()).map(Value::Module)
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(
        vm,
        module,
        &[
            Entry::plain("coroutine", coroutine),
            Entry::plain("unsupported", unsupported),
            Entry::plain("built_in", built_in),
            Entry::plain("import_module", import_module),
        ],
    );
    let types = [
        ("FunctionType", vm.types.function.clone()),
        ("BuiltinFunctionType", vm.types.native.clone()),
        ("MethodType", vm.types.method.clone()),
        ("GeneratorType", vm.types.generator.clone()),
        ("CoroutineType", vm.types.coroutine.clone()),
        ("AsyncGeneratorType", vm.types.async_generator.clone()),
        ("ModuleType", vm.types.module.clone()),
        ("NoneType", vm.types.none.clone()),
        ("EllipsisType", vm.types.ellipsis.clone()),
        ("NotImplementedType", vm.types.not_implemented.clone()),
        ("CodeType", vm.types.code.clone()),
        ("TracebackType", vm.types.traceback.clone()),
        ("FrameType", vm.types.frame.clone()),
        ("GenericAlias", vm.types.generic_alias.clone()),
        ("UnionType", vm.types.union.clone()),
        ("MappingProxyType", vm.types.mapping_proxy.clone()),
    ];
    for (name, class) in types {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class));
    }
}
