//! `compile`, `eval`, `exec`: text of the program that is run while it runs. It is code as any other, but its names are looked up in
//! a dict, as those of a class body are.

use std::rc::Rc;

use crate::Vm;
use crate::attributes::Namespace;
use crate::code::{Code, link};
use crate::dict::Dict;
use crate::exception::{Raised, Result};
use crate::frame::{Frame, Role};
use crate::function::Args;
use crate::module::Module;
use crate::native_frame::Flow;
use crate::value::Value;
use lang::{Options, TextMode};

/// `compile(source, filename, mode, …)`
pub(super) fn compile(vm: &mut Vm, args: Args) -> Result<Value> {
    let names = ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "*_feature_version"];
    let [source, file, mode, ..] = args.named(vm, "compile", names, 3)?;
    let file = vm.text_argument(&file, "compile() argument 2")?;
    let mode = match mode.as_str() {
        Some("exec" | "single") => TextMode::Block,
        Some("eval") => TextMode::Expression,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let compiled = match code_of(&source) {
        Some(code) => code.compiled.clone(),
        None => vm.compile_text(&source, file.as_str(), mode, "compile")?,
    };
    let nowhere = Module { name: "".into(), namespace: Namespace::default(), of_program: false };
    let code = link(&compiled, &nowhere, &mut vm.symbols);
    Ok(vm.code_object(&code))
}

/// `eval(source, globals, locals)`
pub(super) fn eval(vm: &mut Vm, frame: &Frame, args: Args) -> Result<Flow> {
    evaluate(vm, frame, args, "eval", TextMode::Expression)
}

/// `exec(source, globals, locals)`
pub(super) fn exec(vm: &mut Vm, frame: &Frame, args: Args) -> Result<Flow> {
    evaluate(vm, frame, args, "exec", TextMode::Block)
}

fn evaluate(vm: &mut Vm, frame: &Frame, args: Args, name: &str, mode: TextMode) -> Result<Flow> {
    let [source, globals, locals] = args.between(vm, name, 1)?;
    let globals = dict_argument(vm, globals, name, "globals must be a dict")?;
    let locals = dict_argument(vm, locals, name, "locals must be a mapping")?;
    let compiled = match code_of(&source) {
        Some(code) if code.compiled.free.is_empty() => code.compiled.clone(),
        Some(_) => {
            let what = "code object passed to exec() may not contain free variables";
            return Err(vm.type_error(what.replace("exec", name)));
        }
        None => vm.compile_text(&source, "<string>", mode, name)?,
    };
    let (module, own) = match globals {
        Some(dict) => (vm.module_of_dict(&dict)?, dict),
        None => (frame.module.clone(), vm.variables_here(frame)?),
    };
    let mut entered = vm.module_frame(&compiled, &module);
    entered.role = Role::ClassBody(locals.unwrap_or(own));
    Ok(Flow::Enter(entered))
}

fn code_of(value: &Value) -> Option<Rc<Code>> {
    match value {
        Value::Instance(instance) => instance.native::<Rc<Code>>().cloned(),
        _ => None,
    }
}

fn dict_argument(vm: &mut Vm, value: Value, function: &str, what: &str) -> Result<Option<Rc<Dict>>> {
    match crate::builtins::plain(&value) {
        Value::Missing | Value::None => Ok(None),
        Value::Dict(dict) => Ok(Some(dict.clone())),
        _ if function == "exec" => {
            let kind = vm.class_name(&value);
            Err(vm.type_error(format!("exec() {what}, not {kind}")))
        }
        _ => Err(vm.type_error(what)),
    }
}

impl Vm {
    /// The dict in which code that a frame evaluates finds its variables.
    fn variables_here(&mut self, frame: &Frame) -> Result<Rc<Dict>> {
        if let Some(namespace) = Vm::class_namespace(frame) {
            return Ok(namespace.clone());
        }
        if frame.code.compiled.kind == lang::code::CodeKind::Module {
            return Ok(self.module_dict(&frame.module));
        }
        match self.variables_of(frame)? {
            Value::Dict(dict) => Ok(dict),
            _ => Ok(Rc::default()),
        }
    }

    fn compile_text(
        &mut self,
        source: &Value,
        file: &str,
        mode: TextMode,
        function: &str,
    ) -> Result<Rc<lang::code::Code>> {
        let text = match crate::builtins::plain(source) {
            Value::Str(text) => text.as_str().to_owned(),
            Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => {
                let what = format!("{function}() arg 1 must be a string, bytes or code object");
                return Err(self.type_error(what));
            }
        };
        let text = match mode {
            // As CPython: an expression may be indented.
            TextMode::Expression => text.trim_start_matches([' ', '\t']).to_owned(),
            TextMode::Block => text,
        };
        let options = Options { file: file.into(), lines: false };
        lang::compile_text(&text, &options, mode).map_err(|error| self.syntax_error(&error, file, &text))
    }

    fn syntax_error(&mut self, error: &lang::Error, file: &str, text: &str) -> Raised {
        let line = text.lines().nth((error.line as usize).wrapping_sub(1)).unwrap_or_default();
        let parts = Value::tuple([
            Value::str(file),
            Value::Int(i64::from(error.line)),
            Value::Int(i64::from(error.column)),
            Value::str(line),
            Value::Int(i64::from(error.end_line)),
            Value::Int(i64::from(error.end_column)),
        ]);
        let class = self.exceptions.named(error.kind.name());
        self.exception(&class, vec![Value::str(error.message.as_str()), parts])
    }
}
