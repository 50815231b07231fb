//! Arguments that do not simply fit: keywords, defaults, `*args` and `**kwargs`, and what CPython says where they do not fit at all
//! (`initialize_locals` in its `Python/ceval.c`).

use std::rc::Rc;

use crate::Vm;
use crate::exception::{Raised, Result};
use crate::frame::Frame;
use crate::function::{Args, Function};
use crate::symbol::Symbol;
use crate::value::Value;

impl Function {
    /// From which of its defaults on it needs them, if it is called with so many arguments by position and nothing else, and these
    /// simply fit.
    pub(super) fn first_default_for(&self, count: usize) -> Option<usize> {
        let parameters = self.code.compiled.parameters;
        if parameters.keyword_only > 0 || parameters.variadic || parameters.variadic_keywords {
            return None;
        }
        let lacking = (parameters.positional as usize).checked_sub(count)?;
        self.defaults.borrow().len().checked_sub(lacking)
    }
}

impl Vm {
    /// A frame for arguments that simply fit: see [`Function::first_default_for`].
    pub(super) fn simple_frame(
        &mut self,
        function: &Rc<Function>,
        given: impl Iterator<Item = Value>,
        first_default: usize,
    ) -> Box<Frame> {
        let mut frame = self.new_frame(&function.code, function);
        frame.values.extend(given);
        frame.values.extend_from_slice(&function.defaults.borrow()[first_default..]);
        frame.values.resize(function.code.locals.len(), Value::Missing);
        self.fill_cells(&mut frame, function);
        frame
    }

    /// A frame with the arguments bound, or the `TypeError` that says why they do not fit.
    pub(super) fn bind(&mut self, function: &Rc<Function>, args: Args) -> Result<Box<Frame>> {
        match function.first_default_for(args.len()) {
            Some(first_default) if args.keywords.is_empty() => {
                Ok(self.simple_frame(function, args.positional.into_iter(), first_default))
            }
            _ => self.bind_all(function, args),
        }
    }

    /// The same for any arguments.
    pub(super) fn bind_all(&mut self, function: &Rc<Function>, args: Args) -> Result<Box<Frame>> {
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
}
