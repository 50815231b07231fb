//! Calling: whatever can be called, with arguments bound to parameters as CPython binds them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::attributes::Attributes;
use super::class::Payload;
use super::code::Code;
use super::exception::{Raised, Result};
use super::frame::{Frame, Role};
use super::function::{Args, Descriptor, Function, NativeCode};
use super::generator::{Generator, GeneratorKind, GeneratorState};
use super::native_frame::Flow;
use super::symbol::{Symbol, known};
use super::value::{Value, VariableCell};
use super::weakref::WeakrefSlot;
use lang::code::{CodeKind, FunctionParts};

impl Vm {
    /// Calls anything.
    pub fn call(&mut self, callee: Value, args: Args) -> Result<Flow> {
        match &callee {
            Value::Function(function) => {
                let frame = self.bind(function, args)?;
                Ok(self.start(function, frame))
            }
            Value::Native(native) => match &native.code {
                NativeCode::Plain(function) => function(self, args).map(Flow::Value),
                NativeCode::Flow(function) => function(self, args),
                NativeCode::Closure(function) => function(self, args),
                NativeCode::Frame(_) | NativeCode::Stack(_) => {
                    Err(self.error("RuntimeError", format!("{}(): no current frame", native.name)))
                }
            },
            Value::Method(method) => {
                self.call(method.function.clone(), args.prepend(method.receiver.clone()))
            }
            Value::Class(class) => self.call_class(class, args),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => self.call(function.clone(), args),
                Descriptor::ClassMethod(_) => Err(self.type_error("'classmethod' object is not callable")),
                Descriptor::Property { .. } => Err(self.type_error("'property' object is not callable")),
            },
            other => match self.lookup_special(other, known::CALL) {
                Some(method) => Ok(Flow::Call(method, args)),
                None => {
                    let name = self.class_name(other);
                    Err(self.type_error(format!("'{name}' object is not callable")))
                }
            },
        }
    }

    /// Calls a function with the positional arguments that lie on the caller's stack from `from` on. The caller takes them away.
    pub(super) fn call_function_from_stack(
        &mut self,
        caller: &mut Frame,
        function: &Rc<Function>,
        from: usize,
    ) -> Result<Flow> {
        let parameters = function.code.compiled.parameters;
        let given = caller.values.len() - from;
        let simple = given == parameters.positional as usize
            && parameters.keyword_only == 0
            && !parameters.variadic
            && !parameters.variadic_keywords;
        if !simple {
            let positional = caller.values.drain(from..).collect();
            let frame = self.bind(function, Args { positional, keywords: Vec::new() })?;
            return Ok(self.start(function, frame));
        }
        let mut frame = self.new_frame(&function.code, function);
        frame.values.extend(caller.values.drain(from..));
        frame.values.resize(function.code.locals.len(), Value::Missing);
        self.fill_cells(&mut frame, function);
        Ok(self.start(function, frame))
    }

    /// A frame with the arguments bound, or the `TypeError` that says why they do not fit.
    fn bind(&mut self, function: &Rc<Function>, args: Args) -> Result<Box<Frame>> {
        let code = function.code.clone();
        let parameters = code.compiled.parameters;
        let positional = parameters.positional as usize;
        let named = positional + parameters.keyword_only as usize;
        let mut values = vec![Value::Missing; code.locals.len()];
        let given = args.positional.len();
        let mut extra = Vec::new();
        for (at, value) in args.positional.into_iter().enumerate() {
            if at < positional { values[at] = value } else { extra.push(value) }
        }
        let mut unknown = Vec::new();
        for (name, value) in args.keywords {
            let slot = code.locals[..named].iter().position(|&local| local == name);
            match slot {
                Some(slot) if slot >= parameters.positional_only as usize => {
                    if !values[slot].is_missing() {
                        return Err(self.argument_error(
                            function,
                            format_args!("got multiple values for argument '{}'", self.symbols.name(name))
                                .to_string(),
                        ));
                    }
                    values[slot] = value;
                }
                _ if parameters.variadic_keywords => unknown.push((name, value)),
                Some(_) => {
                    let name = self.symbols.name(name).to_owned();
                    return Err(self.argument_error(
                        function,
                        format!("got some positional-only arguments passed as keyword arguments: '{name}'"),
                    ));
                }
                None => {
                    let name = self.symbols.name(name).to_owned();
                    return Err(
                        self.argument_error(function, format!("got an unexpected keyword argument '{name}'"))
                    );
                }
            }
        }
        if !extra.is_empty() && !parameters.variadic {
            return Err(self.too_many(function, given, &values));
        }
        self.fill_defaults(function, &mut values)?;
        let mut slot = named;
        if parameters.variadic {
            values[slot] = Value::tuple(extra);
            slot += 1;
        }
        if parameters.variadic_keywords {
            let pairs =
                unknown.into_iter().flat_map(|(name, value)| [self.symbol_value(name), value]).collect();
            values[slot] = Value::dict(self.dict_from(pairs)?);
        }
        let mut frame = self.new_frame(&code, function);
        frame.values.extend(values);
        self.fill_cells(&mut frame, function);
        Ok(frame)
    }

    fn fill_defaults(&mut self, function: &Rc<Function>, values: &mut [Value]) -> Result<()> {
        let parameters = function.code.compiled.parameters;
        let positional = parameters.positional as usize;
        let defaults = function.defaults.borrow().clone();
        let first_default = positional.saturating_sub(defaults.len());
        let mut missing = Vec::new();
        for (at, value) in values.iter_mut().enumerate().take(positional) {
            if value.is_missing() {
                match at.checked_sub(first_default).and_then(|at| defaults.get(at)) {
                    Some(default) => *value = default.clone(),
                    None => missing.push(function.code.locals[at]),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, &missing, "positional"));
        }
        let keyword_defaults = function.keyword_defaults.borrow().clone();
        let keyword_only = parameters.keyword_only as usize;
        for (at, value) in values.iter_mut().enumerate().skip(positional).take(keyword_only) {
            if value.is_missing() {
                let name = function.code.locals[at];
                match keyword_defaults.iter().find(|(other, _)| *other == name) {
                    Some((_, default)) => *value = default.clone(),
                    None => missing.push(name),
                }
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(self.missing_arguments(function, &missing, "keyword-only"))
        }
    }

    fn argument_error(&mut self, function: &Function, problem: String) -> Raised {
        let name = function.qualified_name.borrow().clone();
        self.type_error(format!("{name}() {problem}"))
    }

    fn missing_arguments(&mut self, function: &Function, missing: &[Symbol], kind: &str) -> Raised {
        let names: Vec<String> =
            missing.iter().map(|&name| format!("'{}'", self.symbols.name(name))).collect();
        let list = match &names[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.argument_error(
            function,
            format!("missing {} required {kind} argument{plural}: {list}", names.len()),
        )
    }

    fn too_many(&mut self, function: &Function, given: usize, values: &[Value]) -> Raised {
        let parameters = function.code.compiled.parameters;
        let positional = parameters.positional as usize;
        let defaults = function.defaults.borrow().len();
        let keyword_given = values[positional..positional + parameters.keyword_only as usize]
            .iter()
            .filter(|value| !value.is_missing())
            .count();
        let takes = if defaults == 0 {
            positional.to_string()
        } else {
            format!("from {} to {positional}", positional.saturating_sub(defaults))
        };
        let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
        let given_text = if keyword_given == 0 {
            format!("{given} {} given", if given == 1 { "was" } else { "were" })
        } else {
            let keyword_plural = if keyword_given == 1 { "" } else { "s" };
            format!(
                "{given} positional argument{} (and {keyword_given} keyword-only argument{keyword_plural}) were given",
                if given == 1 { "" } else { "s" }
            )
        };
        self.argument_error(function, format!("takes {takes} positional argument{plural} but {given_text}"))
    }

    /// Runs a bound frame, or makes the generator or coroutine that will.
    fn start(&mut self, function: &Rc<Function>, mut frame: Box<Frame>) -> Flow {
        let kind = match function.code.compiled.kind {
            CodeKind::Function | CodeKind::Module | CodeKind::Class => return Flow::Enter(frame),
            CodeKind::Generator if function.attributes.contains(known::ITERABLE_COROUTINE) => {
                GeneratorKind::IterableCoroutine
            }
            CodeKind::Generator => GeneratorKind::Generator,
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
        };
        // It may wait for long, and beside thousands of others: it gets the room that it needs, and no more.
        let room = frame.values.len() + function.code.compiled.stack_size as usize;
        frame.values.shrink_to(room);
        frame.values.reserve_exact(room - frame.values.len());
        Flow::Value(Value::Generator(Rc::new(Generator {
            kind,
            name: RefCell::new(function.name.borrow().clone()),
            qualified_name: RefCell::new(function.qualified_name.borrow().clone()),
            code: function.code.clone(),
            state: RefCell::new(GeneratorState::Created(frame)),
            running_async: Cell::new(false),
            hooked: Cell::new(false),
            finalization: self.finalization.clone(),
            weakrefs: WeakrefSlot::default(),
        })))
    }

    fn new_frame(&mut self, code: &Rc<Code>, function: &Function) -> Box<Frame> {
        self.frame(code, &function.module)
    }

    /// A frame of this code; its values are empty still.
    pub(super) fn frame(&mut self, code: &Rc<Code>, module: &Rc<super::module::Module>) -> Box<Frame> {
        match self.pool.pop() {
            Some(mut frame) => {
                frame.code = code.clone();
                frame.module = module.clone();
                frame.next_op = 0;
                frame
            }
            None => Box::new(Frame {
                code: code.clone(),
                module: module.clone(),
                next_op: 0,
                values: Vec::new(),
                cells: Vec::new(),
                handled: None,
                role: Role::Call,
                suspended: false,
                entered: false,
            }),
        }
    }

    /// Keeps a frame that is over for the next call.
    pub(super) fn recycle(&mut self, mut frame: Box<Frame>) {
        frame.values.clear();
        frame.cells.clear();
        frame.handled = None;
        frame.role = Role::Call;
        frame.suspended = false;
        frame.entered = false;
        if self.pool.len() < 64 {
            self.pool.push(frame);
        }
    }

    fn fill_cells(&mut self, frame: &mut Frame, function: &Function) {
        let compiled = function.code.compiled.clone();
        for cell in &compiled.cells {
            let value = match cell.parameter {
                Some(slot) => std::mem::replace(&mut frame.values[slot as usize], Value::Missing),
                None => Value::Missing,
            };
            frame.cells.push(Rc::new(VariableCell(RefCell::new(value))));
        }
        frame.cells.extend(function.closure.iter().cloned());
    }

    /// `MakeFunction`
    pub(super) fn make_function(&mut self, frame: &mut Frame, constant: u32, parts: FunctionParts) -> Value {
        let code =
            frame.code.inner[constant as usize].clone().expect("the compiler points at a code constant");
        let closure = if parts.closure { frame.values.pop() } else { None };
        let annotations = if parts.annotations { frame.values.pop() } else { None };
        let keyword_defaults = if parts.keyword_defaults { frame.values.pop() } else { None };
        let defaults = if parts.defaults { frame.values.pop() } else { None };
        let closure = match closure {
            Some(Value::Tuple(cells)) => cells
                .0
                .iter()
                .filter_map(|cell| match cell {
                    Value::Cell(cell) => Some(cell.clone()),
                    _ => None,
                })
                .collect(),
            _ => Box::default(),
        };
        let keyword_defaults = match keyword_defaults {
            Some(Value::Dict(dict)) => dict
                .entries()
                .into_iter()
                .map(|(name, value)| (self.symbols.intern(name.as_str().unwrap_or_default()), value))
                .collect(),
            _ => Vec::new(),
        };
        let defaults = match defaults {
            Some(Value::Tuple(tuple)) => tuple.0.to_vec(),
            _ => Vec::new(),
        };
        let attributes = Attributes::default();
        if let Some(annotations) = annotations {
            attributes.set(known::ANNOTATIONS, annotations);
        }
        if let Some(text) = &code.compiled.docstring {
            attributes.set(known::DOC, Value::str(text.as_str()));
        }
        let function = Rc::new(Function {
            name: RefCell::new(code.name.clone()),
            qualified_name: RefCell::new(code.qualified_name.clone()),
            code,
            module: frame.module.clone(),
            defaults: RefCell::new(defaults),
            keyword_defaults: RefCell::new(keyword_defaults),
            closure,
            attributes,
        });
        if !function.closure.is_empty() {
            self.closures.add(&function);
        }
        Value::Function(function)
    }

    /// The arguments of a call with `*` or `**`.
    pub(super) fn spread_args(&mut self, positional: &Value, keywords: &Value) -> Result<Args> {
        let positional = self.items_of(positional)?.into();
        let mut named = Vec::new();
        if let Value::Dict(dict) = keywords {
            for (name, value) in dict.entries() {
                match name.as_str() {
                    Some(name) => named.push((self.symbols.intern(name), value)),
                    None => return Err(self.type_error("keywords must be strings")),
                }
            }
        }
        Ok(Args { positional, keywords: named })
    }

    /// Adds `**mapping` to the keyword arguments of a call.
    pub(super) fn dict_merge(
        &mut self,
        dict: &super::dict::Dict,
        mapping: &Value,
        callee: &Value,
    ) -> Result<()> {
        let name = self.callable_name(callee);
        let Some(pairs) = self.pairs_of_mapping(mapping)? else {
            let kind = self.class_name(mapping);
            return Err(self.type_error(format!("{name}() argument after ** must be a mapping, not {kind}")));
        };
        for (key, value) in pairs {
            if key.as_str().is_none() {
                return Err(self.type_error("keywords must be strings"));
            }
            if self.dict_get(dict, &key)?.is_some() {
                let key = key.as_str().unwrap_or_default().to_owned();
                return Err(
                    self.type_error(format!("{name}() got multiple values for keyword argument '{key}'"))
                );
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Adds `**mapping` to a dict display.
    pub(super) fn dict_update(&mut self, dict: &super::dict::Dict, mapping: &Value) -> Result<()> {
        let Some(pairs) = self.pairs_of_mapping(mapping)? else {
            let kind = self.class_name(mapping);
            return Err(self.type_error(format!("'{kind}' object is not a mapping")));
        };
        for (key, value) in pairs {
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Keys and values of a mapping; None if it is none.
    pub fn pairs_of_mapping(&mut self, mapping: &Value) -> Result<Option<Vec<(Value, Value)>>> {
        match mapping {
            Value::Dict(dict) => return Ok(Some(dict.entries())),
            Value::Instance(instance) => {
                if let Payload::Wrapped(Value::Dict(dict)) = &instance.payload {
                    return Ok(Some(dict.entries()));
                }
            }
            _ => return Ok(None),
        }
        let Some(keys) = self.find_attribute(mapping, known::KEYS)? else { return Ok(None) };
        let keys = self.call_sync(keys, Args::default())?;
        let mut pairs = Vec::new();
        for key in self.items_of(&keys)? {
            let value = match self.subscript_flow(mapping, key.clone())? {
                Flow::Value(value) => value,
                flow => self.run_sync(flow)?,
            };
            pairs.push((key, value));
        }
        Ok(Some(pairs))
    }

    /// What error messages call something that can be called.
    pub fn callable_name(&mut self, callee: &Value) -> String {
        match callee {
            Value::Function(function) => {
                let module = &function.module.name;
                format!("{module}.{}", function.qualified_name.borrow())
            }
            Value::Native(native) => native.name.to_string(),
            Value::Class(class) => class.display_name(),
            Value::Method(method) => self.callable_name(&method.function.clone()),
            other => self.class_name(other),
        }
    }
}
