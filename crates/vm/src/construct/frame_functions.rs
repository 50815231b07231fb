//! `locals()`, `globals()` and what is being handled: functions that look at the frame that calls them.

use crate::Vm;
use crate::exception::Result;
use crate::frame::Frame;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

/// For the functions of this file where no frame of Python calls them.
pub(super) fn no_frame(vm: &mut Vm, _args: Args) -> Result<Flow> {
    Err(vm.error("RuntimeError", "no current frame"))
}

/// `sys.exc_info()`: the exception that is being handled, in three parts.
pub(super) fn exc_info(vm: &mut Vm, _frame: &Frame, _args: Args) -> Result<Flow> {
    Ok(Flow::Value(match vm.handled_by_caller.take() {
        None => Value::tuple([Value::None, Value::None, Value::None]),
        Some(raised) => {
            let traceback = vm.traceback_object(&raised);
            Value::tuple([Value::Class(raised.class()), raised.value(), traceback])
        }
    }))
}

/// `sys.exception`
pub(super) fn exception(vm: &mut Vm, _frame: &Frame, _args: Args) -> Result<Flow> {
    Ok(Flow::Value(vm.handled_by_caller.take().map(|raised| raised.value()).into()))
}

/// The function behind `locals()`: a dict of what has a value now.
pub(super) fn locals(vm: &mut Vm, frame: &Frame, _args: Args) -> Result<Flow> {
    if let Some(namespace) = Vm::class_namespace(frame) {
        return Ok(Flow::Value(Value::Dict(namespace.clone())));
    }
    if frame.code.compiled.kind == lang::code::CodeKind::Module {
        return globals(vm, frame, Args::default());
    }
    Ok(Flow::Value(vm.variables_of(frame)?))
}

impl Vm {
    /// A dict of the variables of a frame that have a value now.
    pub(crate) fn variables_of(&mut self, frame: &Frame) -> Result<Value> {
        let compiled = frame.code.compiled.clone();
        let mut pairs = Vec::new();
        for (&name, value) in frame.code.locals.iter().zip(&frame.values) {
            if !value.is_missing() {
                pairs.extend([self.symbol_value(name), value.clone()]);
            }
        }
        let cell_names = compiled.cells.iter().map(|cell| &cell.name).chain(&compiled.free);
        for (name, cell) in cell_names.zip(&frame.cells) {
            let value = cell.0.borrow().clone();
            if !value.is_missing() {
                pairs.extend([Value::str(name.as_str()), value]);
            }
        }
        Ok(Value::dict(self.dict_from(pairs)?))
    }
}

/// `globals()`: a dict of the module's variables as they are now.
pub(super) fn globals(vm: &mut Vm, frame: &Frame, args: Args) -> Result<Flow> {
    let [] = args.exactly(vm, "globals")?;
    Ok(Flow::Value(Value::Dict(vm.module_dict(&frame.module))))
}

/// `vars()` is `locals()`.
pub(super) fn vars(vm: &mut Vm, frame: &Frame, args: Args) -> Result<Flow> {
    if args.is_empty() { locals(vm, frame, args) } else { vars_of(vm, args) }
}

/// `vars(object)` is its `__dict__`.
pub(super) fn vars_of(vm: &mut Vm, args: Args) -> Result<Flow> {
    if args.len() > 1 {
        let given = args.len();
        return Err(vm.type_error(format!("vars expected at most 1 argument, got {given}")));
    }
    let [object] = args.exactly(vm, "vars")?;
    match vm.find_attribute(&object, known::DICT)? {
        Some(dict) => Ok(Flow::Value(dict)),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

/// `dir()` is the names of `locals()`, in order.
pub(super) fn dir(vm: &mut Vm, frame: &Frame, args: Args) -> Result<Flow> {
    if !args.is_empty() {
        return dir_of(vm, args);
    }
    let Flow::Value(variables) = locals(vm, frame, args)? else { return Ok(Flow::Value(Value::None)) };
    let names = vm.items_of(&variables)?;
    vm.sort_items(names.clone(), names, false).map(|names| Flow::Value(Value::list(names)))
}

/// `dir(object)` is the names of its attributes, in order.
pub(super) fn dir_of(vm: &mut Vm, args: Args) -> Result<Flow> {
    if args.len() > 1 {
        let given = args.len();
        return Err(vm.type_error(format!("dir expected at most 1 argument, got {given}")));
    }
    let [object] = args.exactly(vm, "dir")?;
    let hook = vm.symbols.intern("__dir__");
    if matches!(object, Value::Instance(_) | Value::Class(_))
        && let Some(method) = vm.lookup_special(&object, hook)
    {
        let names = vm.call_sync(method, Args::default())?;
        let names = vm.items_of(&names)?;
        return vm.sort_items(names.clone(), names, false).map(|names| Flow::Value(Value::list(names)));
    }
    Ok(Flow::Value(vm.names_in(&object)))
}

impl Vm {
    /// The names of an object's attributes, in order.
    pub(crate) fn names_in(&mut self, object: &Value) -> Value {
        let mut names = Vec::new();
        let class = match object {
            Value::Instance(instance) => {
                self.sync_from_dict(&instance.attributes);
                names.extend(instance.attributes.names());
                Some(instance.class())
            }
            Value::Function(function) => {
                names.extend(function.attributes.names());
                Some(self.types.function.clone())
            }
            Value::Module(module) => {
                self.sync_module(module);
                names.extend(module.namespace.entries().into_iter().map(|(name, _)| name));
                None
            }
            Value::Class(class) => Some(class.clone()),
            other => Some(self.class_of(other)),
        };
        for class in class.iter().flat_map(|class| std::iter::once(class).chain(&class.ancestors)) {
            names.extend(class.attributes.names());
        }
        if class.as_ref().is_some_and(|class| !class.built_in) {
            names.extend([known::MODULE, known::DOC, known::CLASS]);
            if class.is_some_and(|class| class.open) {
                names.extend([known::DICT, self.symbols.intern("__weakref__")]);
            }
        } else if class.is_some() {
            names.extend([known::DOC, known::CLASS]);
        }
        let mut texts: Vec<&str> = names.iter().map(|&name| self.symbols.name(name)).collect();
        texts.sort_unstable();
        texts.dedup();
        Value::list(texts.into_iter().map(Value::str).collect())
    }
}
