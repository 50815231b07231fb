//! Finding, counting and replacing.

use super::super::receiver::{plain, text_receiver};
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::{Text, Value};

pub(super) const METHODS: &[Entry] = &[
    Entry::plain("find", |vm, args| find(vm, args, "find", false)),
    Entry::plain("rfind", |vm, args| find(vm, args, "rfind", true)),
    Entry::plain("index", |vm, args| index(vm, args, "index", false)),
    Entry::plain("rindex", |vm, args| index(vm, args, "rindex", true)),
    Entry::plain("count", count),
    Entry::plain("replace", replace),
    Entry::plain("startswith", |vm, args| affix(vm, args, "startswith")),
    Entry::plain("endswith", |vm, args| affix(vm, args, "endswith")),
];

/// Searching so many bytes takes no longer than looking at one item.
const BYTES_PER_ITEM: usize = 64;

/// What is searched: the text between the optional bounds, and the index at which it begins; None if the bounds cross.
struct Searched {
    text: std::rc::Rc<Text>,
    part: Value,
    bounds: Option<(usize, usize)>,
}

impl Searched {
    fn of(vm: &mut Vm, args: Args, method: &str) -> Result<Searched> {
        let (text, args) = text_receiver(vm, args, method)?;
        if args.positional.is_empty() {
            return Err(vm.type_error(format!("{method}() takes at least 1 argument (0 given)")));
        }
        let [part, start, stop] = args.between(vm, method, 1)?;
        let (start, stop) = vm.search_bounds(&start, &stop, text.length())?;
        let bounds = if start <= stop { Some((start, stop)) } else { None };
        Ok(Searched { text, part, bounds })
    }

    fn window(&self) -> Option<&str> {
        self.bounds.map(|(start, stop)| self.text.slice(start, stop))
    }

    /// The index of the first or last occurrence of the part.
    fn locate(&self, vm: &mut Vm, last: bool) -> Result<Option<usize>> {
        let Value::Str(part) = plain(&self.part) else {
            let name = vm.class_name(&self.part);
            return Err(vm.type_error(format!("must be str, not {name}")));
        };
        let Some((start, _)) = self.bounds else { return Ok(None) };
        let window = self.window().unwrap_or_default();
        vm.work(window.len() / BYTES_PER_ITEM)?;
        let offset = if last { window.rfind(part.as_str()) } else { window.find(part.as_str()) };
        Ok(offset.map(|offset| self.text.char_index(self.text.byte_offset(start) + offset)))
    }
}

fn find(vm: &mut Vm, args: Args, method: &str, last: bool) -> Result<Value> {
    let searched = Searched::of(vm, args, method)?;
    Ok(searched.locate(vm, last)?.map_or(Value::Int(-1), Value::from_usize))
}

fn index(vm: &mut Vm, args: Args, method: &str, last: bool) -> Result<Value> {
    let searched = Searched::of(vm, args, method)?;
    match searched.locate(vm, last)? {
        Some(index) => Ok(Value::from_usize(index)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let searched = Searched::of(vm, args, "count")?;
    let part = vm.text_argument(&searched.part, "count() argument 1")?;
    vm.work(searched.text.length() / BYTES_PER_ITEM)?;
    let count = match searched.window() {
        None => 0,
        Some(window) if part.as_str().is_empty() => window.chars().count() + 1,
        Some(window) => window.matches(part.as_str()).count(),
    };
    Ok(Value::from_usize(count))
}

fn replace(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "replace")?;
    let [old, new, limit] = args.between(vm, "replace", 2)?;
    let old = vm.text_argument(&old, "replace() argument 1")?;
    let new = vm.text_argument(&new, "replace() argument 2")?;
    let limit = if limit.is_missing() { -1 } else { vm.clamped_integer(&limit)? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let found =
        if old.as_str().is_empty() { text.length() + 1 } else { text.as_str().matches(old.as_str()).count() };
    vm.check_text(text.as_str().len().saturating_add(found.min(limit).saturating_mul(new.as_str().len())))?;
    Ok(Value::str(text.as_str().replacen(old.as_str(), new.as_str(), limit)))
}

fn affix(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let searched = Searched::of(vm, args, method)?;
    let candidates: Vec<Value> = match plain(&searched.part) {
        Value::Str(_) => vec![searched.part.clone()],
        Value::Tuple(tuple) => tuple.0.to_vec(),
        other => {
            let name = vm.class_name(other);
            return Err(
                vm.type_error(format!("{method} first arg must be str or a tuple of str, not {name}"))
            );
        }
    };
    for candidate in &candidates {
        let Value::Str(affix) = plain(candidate) else {
            let name = vm.class_name(candidate);
            return Err(vm.type_error(format!("tuple for {method} must only contain str, not {name}")));
        };
        let Some(window) = searched.window() else { continue };
        let fits = match method {
            "startswith" => window.starts_with(affix.as_str()),
            _ => window.ends_with(affix.as_str()),
        };
        if fits {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}
