//! `str`.

mod align;
mod case;
mod classify;
pub(crate) mod codec;
mod search;
mod split;
mod translate;

pub(crate) use classify::decimal_value;

use std::rc::Rc;

use super::receiver::{class_argument, plain, text_receiver};
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::table::Entry;
use crate::value::{Text, Value};

/// `str`'s methods, by file.
pub(crate) const METHODS: &[&[Entry]] = &[
    &[
        Entry::flow("__new__", new).without_self(),
        Entry::plain("join", join).collecting(1),
        Entry::plain("encode", codec::encode_method),
        Entry::plain("format", super::str_format::format_method),
        Entry::plain("format_map", super::str_format::format_map_method),
    ],
    align::METHODS,
    case::METHODS,
    classify::METHODS,
    search::METHODS,
    split::METHODS,
    translate::METHODS,
];

/// `str(object)`, `str(bytes, encoding, errors)`
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (class, args) = class_argument(vm, args, "str")?;
    let given = args.positional.len();
    if given > 3 {
        return Err(vm.type_error(format!("str() takes at most 3 arguments ({given} given)")));
    }
    let [object, encoding, errors] = args.named(vm, "str", ["object", "encoding", "errors"], 0)?;
    let is_plain = encoding.is_missing() && errors.is_missing();
    if is_plain && let Some((method, name)) = vm.text_method(&object) {
        return Ok(Flow::then(method, Args::default(), move |vm, answer| {
            Ok(wrap(&class, vm.text_answered(&answer, name)?).into())
        }));
    }
    let text = match (&object, is_plain) {
        (Value::Missing, _) => Value::str(""),
        (Value::Str(_), true) => object,
        (_, true) => Value::str(vm.str(&object)?),
        (_, false) => codec::decode(vm, &object, &encoding, &errors, "str")?,
    };
    Ok(wrap(&class, text).into())
}

fn join(vm: &mut Vm, args: Args) -> Result<Value> {
    let (separator, args) = text_receiver(vm, args, "join")?;
    let [iterable] = args.exactly(vm, "str.join")?;
    let items = match vm.items_of(&iterable) {
        Ok(items) => items,
        Err(raised) if vm.is_exception(&raised, "TypeError") && vm.iterate(&iterable).is_err() => {
            return Err(vm.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    let mut joined = String::new();
    for (index, item) in items.iter().enumerate() {
        let Value::Str(item) = plain(item) else {
            let name = vm.class_name(item);
            return Err(vm.type_error(format!("sequence item {index}: expected str instance, {name} found")));
        };
        if index > 0 {
            joined.push_str(separator.as_str());
        }
        joined.push_str(item.as_str());
        vm.check_text(joined.len())?;
    }
    Ok(Value::str(joined))
}

/// The object of a method that takes no arguments.
fn alone(vm: &mut Vm, args: Args, method: &str) -> Result<Rc<Text>> {
    let (text, args) = text_receiver(vm, args, method)?;
    let [] = args.exactly(vm, &format!("str.{method}"))?;
    Ok(text)
}

/// Whether Python's `str` takes a character for white space.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}
