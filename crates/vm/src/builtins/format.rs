//! `format()`: what a value is, and whom to ask.

use super::format_spec::{FormatError, FormatSpec};
use super::receiver::{big_of, plain, text_of};
use crate::Vm;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::symbol::known;
use crate::value::Value;

impl Vm {
    /// `format(value, spec)`
    pub fn format(&mut self, value: &Value, spec: &str) -> Result<String> {
        if !matches!(value, Value::Instance(_) | Value::Class(_)) {
            return self.format_natively(value, spec);
        }
        let Some(method) = self.lookup_special(value, known::FORMAT) else {
            return self.format_natively(value, spec);
        };
        let result = self.call_sync(method, Args::one(Value::str(spec)))?;
        self.format_answered(&result).map(|text| text.as_str().unwrap_or_default().to_owned())
    }

    /// What `__format__` answered, if it is a text.
    pub(crate) fn format_answered(&mut self, answer: &Value) -> Result<Value> {
        match text_of(answer) {
            Some(text) => Ok(Value::Str(text)),
            None => {
                let name = self.class_name(answer);
                Err(self.type_error(format!("__format__ must return a str, not {name}")))
            }
        }
    }

    /// `format` for a value whose class says nothing else.
    pub(crate) fn format_natively(&mut self, value: &Value, spec: &str) -> Result<String> {
        if spec.is_empty() {
            return self.str(value);
        }
        let type_name = match plain(value) {
            Value::Str(_) => "str",
            Value::Bool(_) => "bool",
            Value::Int(_) | Value::BigInt(_) => "int",
            Value::Float(_) => "float",
            _ => {
                let name = self.class_name(value);
                return Err(self.type_error(format!("unsupported format string passed to {name}.__format__")));
            }
        };
        let parsed = FormatSpec::parse(spec, type_name).map_err(|error| self.format_error(error))?;
        self.check_text(parsed.width.max(parsed.precision.unwrap_or(0)))?;
        let formatted = match plain(value) {
            Value::Str(text) => parsed.format_text(text.as_str()),
            Value::Float(number) => parsed.format_float(*number),
            Value::BigInt(number) => {
                // The limit on decimal digits counts here too.
                self.big_text(number)?;
                parsed.format_int(number, type_name)
            }
            other => parsed.format_int(&big_of(other).unwrap_or_default(), type_name),
        };
        formatted.map_err(|error| self.format_error(error))
    }

    fn format_error(&mut self, error: FormatError) -> Raised {
        match error {
            FormatError::Value(message) => self.value_error(message),
            FormatError::Overflow(message) => self.error("OverflowError", message),
        }
    }
}
