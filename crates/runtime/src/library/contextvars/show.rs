//! What context variables and their tokens look like: `contextvar_tp_repr` and `token_tp_repr` in CPython's `Python/context.c`.

use super::variable::{Token, inner, variable_of};
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

pub(super) fn variable(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let mut text = format!("<ContextVar name={}", vm.repr(&Value::str(inner(&variable).name.as_str()))?);
    if let Some(default) = inner(&variable).default.clone() {
        text.push_str(&format!(" default={}", vm.repr(&default)?));
    }
    let identity = vm.identity(&Value::Instance(variable));
    Ok(Value::str(format!("{text} at {identity:#x}>")))
}

pub(super) fn token(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.exactly(vm, "__repr__")?;
    let Value::Instance(instance) = &this else { return Ok(Value::None) };
    let Some(token) = instance.native::<Token>() else { return Ok(Value::None) };
    let used = if *token.used.borrow() { " used" } else { "" };
    let variable = vm.repr(&Value::Instance(token.variable.clone()))?;
    let identity = vm.identity(&this);
    Ok(Value::str(format!("<Token{used} var={variable} at {identity:#x}>")))
}
