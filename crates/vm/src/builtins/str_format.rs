//! `'{0.name[key]!r:>{width}}'.format(…)`. As `Objects/stringlib/unicode_format.h`.

use super::quote::escape_beyond_ascii;
use super::receiver::text_receiver;
use crate::Vm;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::value::Value;

/// `str.format`
pub(super) fn format_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "format")?;
    let mut formatter = Formatter { fields: Fields::Arguments(args), numbering: Numbering::Unknown };
    formatter.expand(vm, text.as_str(), 2).map(Value::str)
}

/// `str.format_map`
pub(super) fn format_map_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "format_map")?;
    let [mapping] = args.exactly(vm, "str.format_map")?;
    let mut formatter = Formatter { fields: Fields::Mapping(mapping), numbering: Numbering::Unknown };
    formatter.expand(vm, text.as_str(), 2).map(Value::str)
}

/// Where fields get their values.
enum Fields {
    Arguments(Args),
    Mapping(Value),
}

/// Whether fields are numbered by the text or in order.
#[derive(PartialEq)]
enum Numbering {
    Unknown,
    Manual,
    Automatic(usize),
}

struct Formatter {
    fields: Fields,
    numbering: Numbering,
}

/// A field as it is written, between its braces.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

impl Formatter {
    /// Replaces the fields of a text; specs may contain fields, `depth` levels in all.
    fn expand(&mut self, vm: &mut Vm, text: &str, depth: usize) -> Result<String> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut expanded = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            expanded.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if after.starts_with(brace) {
                expanded.push_str(brace);
                rest = &after[1..];
                continue;
            }
            if brace == "}" {
                return Err(vm.value_error("Single '}' encountered in format string"));
            }
            if after.is_empty() {
                return Err(vm.value_error("Single '{' encountered in format string"));
            }
            let end = closing_brace(vm, after)?;
            let field = Field::parse(vm, &after[..end])?;
            expanded.push_str(&self.field_text(vm, &field, depth)?);
            vm.check_items(expanded.len() / 4)?;
            rest = &after[end + 1..];
        }
        expanded.push_str(rest);
        Ok(expanded)
    }

    fn field_text(&mut self, vm: &mut Vm, field: &Field, depth: usize) -> Result<String> {
        let value = self.field_value(vm, field.name)?;
        let spec = if field.spec.contains(['{', '}']) {
            self.expand(vm, field.spec, depth - 1)?
        } else {
            field.spec.to_owned()
        };
        let value = match field.conversion {
            None => value,
            Some('r') => Value::str(vm.repr(&value)?),
            Some('s') => Value::str(vm.str(&value)?),
            Some('a') => Value::str(escape_beyond_ascii(&vm.repr(&value)?)),
            Some(other) => {
                return Err(vm.value_error(format!("Unknown conversion specifier {other}")));
            }
        };
        vm.format(&value, &spec)
    }

    /// `name`, `0.name`, `0[key][1].name`
    fn field_value(&mut self, vm: &mut Vm, path: &str) -> Result<Value> {
        let first_end = path.find(['.', '[']).unwrap_or(path.len());
        let mut value = self.first_value(vm, &path[..first_end])?;
        let mut rest = &path[first_end..];
        while !rest.is_empty() {
            let (is_attribute, name, after) = next_step(vm, rest)?;
            value = if is_attribute {
                let symbol = vm.symbols.intern(name);
                vm.get_attribute(&value, symbol)?
            } else {
                let key = match name.parse::<i64>() {
                    Ok(number) if name.bytes().all(|byte| byte.is_ascii_digit()) => Value::Int(number),
                    _ => Value::str(name),
                };
                let flow = vm.subscript_flow(&value, key)?;
                vm.run_sync(flow)?
            };
            rest = after;
        }
        Ok(value)
    }

    fn first_value(&mut self, vm: &mut Vm, name: &str) -> Result<Value> {
        let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if !name.is_empty() && !is_number {
            return self.named_value(vm, name);
        }
        let index = self.number_of(vm, name)?;
        match &self.fields {
            Fields::Mapping(_) => Err(vm.value_error("Format string contains positional fields")),
            Fields::Arguments(args) => match args.positional.get(index) {
                Some(value) => Ok(value.clone()),
                None => {
                    let message = format!("Replacement index {index} out of range for positional args tuple");
                    Err(vm.error("IndexError", message))
                }
            },
        }
    }

    fn named_value(&mut self, vm: &mut Vm, name: &str) -> Result<Value> {
        match &self.fields {
            Fields::Mapping(mapping) => {
                let flow = vm.subscript_flow(&mapping.clone(), Value::str(name))?;
                vm.run_sync(flow)
            }
            Fields::Arguments(args) => {
                let symbol = vm.symbols.find(name);
                match args.keywords.iter().find(|(other, _)| Some(*other) == symbol) {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(vm.key_error(&Value::str(name))),
                }
            }
        }
    }

    /// The number that a field has, or gets because it has none.
    fn number_of(&mut self, vm: &mut Vm, name: &str) -> Result<usize> {
        let switched = |vm: &mut Vm, from: &str, to: &str| -> Raised {
            vm.value_error(format!("cannot switch from {from} to {to}"))
        };
        let (manual, automatic) = ("manual field specification", "automatic field numbering");
        match (&self.numbering, name.is_empty()) {
            (Numbering::Manual, true) => Err(switched(vm, manual, automatic)),
            (Numbering::Automatic(_), false) => Err(switched(vm, automatic, manual)),
            (Numbering::Automatic(next), true) => {
                let index = *next;
                self.numbering = Numbering::Automatic(index + 1);
                Ok(index)
            }
            (Numbering::Unknown, true) => {
                self.numbering = Numbering::Automatic(1);
                Ok(0)
            }
            (_, false) => {
                self.numbering = Numbering::Manual;
                name.parse().map_err(|_| vm.value_error("Too many decimal digits in format string"))
            }
        }
    }
}

impl Field<'_> {
    /// Splits `name!conversion:spec`.
    fn parse<'a>(vm: &mut Vm, text: &'a str) -> Result<Field<'a>> {
        // Within brackets `!` and `:` belong to the key.
        let mut in_key = false;
        let end = text.find(|character| {
            match character {
                '[' => in_key = true,
                ']' => in_key = false,
                _ => {}
            }
            !in_key && matches!(character, '!' | ':')
        });
        let Some(end) = end else { return Ok(Field { name: text, conversion: None, spec: "" }) };
        let (name, rest) = text.split_at(end);
        if let Some(spec) = rest.strip_prefix(':') {
            return Ok(Field { name, conversion: None, spec });
        }
        let mut characters = rest[1..].chars();
        let Some(conversion) = characters.next() else {
            return Err(vm.value_error("unmatched '{' in format spec"));
        };
        match characters.as_str() {
            "" => Ok(Field { name, conversion: Some(conversion), spec: "" }),
            rest => match rest.strip_prefix(':') {
                Some(spec) => Ok(Field { name, conversion: Some(conversion), spec }),
                None => Err(vm.value_error("expected ':' after conversion specifier")),
            },
        }
    }
}

/// The brace that ends a field: those within its spec are balanced, those within the brackets of its name do not count.
fn closing_brace(vm: &mut Vm, text: &str) -> Result<usize> {
    let (mut depth, mut in_key, mut in_name, mut converted) = (0, false, true, false);
    for (at, character) in text.char_indices() {
        match character {
            '[' if in_name => in_key = true,
            ']' if in_name => in_key = false,
            _ if in_key => {}
            '{' if in_name => return Err(vm.value_error("unexpected '{' in field name")),
            '{' => depth += 1,
            '}' if depth == 0 => return Ok(at),
            '}' => depth -= 1,
            '!' if in_name => (in_name, converted) = (false, true),
            ':' => (in_name, converted) = (false, false),
            _ => {}
        }
    }
    Err(vm.value_error(if converted {
        "unmatched '{' in format spec"
    } else {
        "expected '}' before end of string"
    }))
}

/// The next `.name` or `[key]` of a path: whether it is an attribute, its name, and what follows.
fn next_step<'a>(vm: &mut Vm, path: &'a str) -> Result<(bool, &'a str, &'a str)> {
    let (is_attribute, name, rest) = if let Some(rest) = path.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        (true, &rest[..end], &rest[end..])
    } else if let Some(rest) = path.strip_prefix('[') {
        match rest.find(']') {
            Some(end) => (false, &rest[..end], &rest[end + 1..]),
            None => return Err(vm.value_error("Missing ']' in format string")),
        }
    } else {
        return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier"));
    };
    if name.is_empty() {
        return Err(vm.value_error("Empty attribute in format string"));
    }
    Ok((is_attribute, name, rest))
}
