//! Iterators over what is built in, and how anything is iterated.

use std::cell::RefCell;
use std::rc::Rc;

use super::Vm;
use super::class::{DictViewKind, Payload};
use super::dict::Dict;
use super::exception::Result;
use super::function::Args;
use super::native_frame::{Flow, Iterate};
use super::set::Set;
use super::symbol::known;
use super::traverse::{Taken, Traverse, drop_references};
use super::value::{List, Range, Text, Tuple, Value};

/// An iterator over something built in: its next item never needs Python.
#[derive(Debug)]
pub struct Iter(RefCell<Walk>);

#[derive(Debug)]
enum Walk {
    Done(IterKind),
    List(Rc<List>, usize),
    ListBackwards(Rc<List>, usize),
    Tuple(Rc<Tuple>, usize),
    /// At a byte offset.
    Str(Rc<Text>, usize),
    Bytes(Rc<Vec<u8>>, usize),
    /// The next number, the distance, and how many are left.
    Range(i64, i64, usize),
    /// The same of numbers that may be too big: the range, how many were given, and how many there are.
    WideRange(Range, usize, usize),
    Dict {
        dict: Rc<Dict>,
        kind: DictViewKind,
        position: usize,
        /// How many keys there were, and how many of them are still to come.
        size: usize,
        left: usize,
    },
    DictBackwards {
        dict: Rc<Dict>,
        kind: DictViewKind,
        position: usize,
    },
    Set {
        set: Rc<Set>,
        position: usize,
        size: usize,
    },
    Items(std::vec::IntoIter<Value>, IterKind),
    Enumerate(Rc<Iter>, i64),
    Zip(Vec<Rc<Iter>>),
}

impl Walk {
    /// Over the numbers of a range.
    fn over_range(range: Range) -> Walk {
        let length = range.length();
        match (i64::try_from(range.start), i64::try_from(range.stop), i64::try_from(range.step)) {
            (Ok(start), Ok(_), Ok(step)) => Walk::Range(start, step, length),
            _ => Walk::WideRange(range, 0, length),
        }
    }

    fn kind(&self) -> IterKind {
        match self {
            Walk::Done(kind) | Walk::Items(_, kind) => *kind,
            Walk::List(..) => IterKind::List,
            Walk::ListBackwards(..) => IterKind::ListBackwards,
            Walk::Tuple(..) => IterKind::Tuple,
            Walk::Str(text, _) if text.is_ascii() => IterKind::StrAscii,
            Walk::Str(..) => IterKind::Str,
            Walk::Bytes(..) => IterKind::Bytes,
            Walk::Range(..) => IterKind::Range,
            Walk::WideRange(..) => IterKind::WideRange,
            Walk::Dict { kind, .. } => IterKind::Dict(*kind),
            Walk::DictBackwards { kind, .. } => IterKind::DictBackwards(*kind),
            Walk::Set { .. } => IterKind::Set,
            Walk::Enumerate(..) => IterKind::Enumerate,
            Walk::Zip(_) => IterKind::Zip,
        }
    }

    /// How many items are left, where that can be told.
    fn length_hint(&self) -> usize {
        match self {
            Walk::List(list, at) => list.0.borrow().len().saturating_sub(*at),
            Walk::ListBackwards(list, left) => (*left).min(list.0.borrow().len()),
            Walk::Tuple(tuple, at) => tuple.0.len().saturating_sub(*at),
            Walk::Str(text, offset) => text.as_str()[*offset..].chars().count(),
            Walk::Bytes(bytes, at) => bytes.len().saturating_sub(*at),
            Walk::Range(_, _, left) => *left,
            Walk::WideRange(_, at, length) => length.saturating_sub(*at),
            Walk::Dict { dict, size, left, .. } => {
                if dict.len() == *size {
                    *left
                } else {
                    0
                }
            }
            Walk::DictBackwards { dict, position, .. } => dict.len().min(*position),
            Walk::Set { set, position, .. } => set.len().saturating_sub(*position),
            Walk::Items(items, _) => items.len(),
            Walk::Done(_) | Walk::Enumerate(..) | Walk::Zip(_) => 0,
        }
    }
}

/// Of which kind an iterator is: its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named for what it walks along")]
pub enum IterKind {
    List,
    ListBackwards,
    Tuple,
    Str,
    StrAscii,
    Bytes,
    Range,
    WideRange,
    Dict(DictViewKind),
    DictBackwards(DictViewKind),
    Set,
    Reversed,
    Enumerate,
    Zip,
}

impl Iter {
    /// Over these items.
    pub fn over(items: Vec<Value>) -> Iter {
        Iter(RefCell::new(Walk::Items(items.into_iter(), IterKind::List)))
    }

    /// `enumerate`
    pub fn enumerate(iter: Rc<Iter>, start: i64) -> Iter {
        Iter(RefCell::new(Walk::Enumerate(iter, start)))
    }

    /// `zip`
    pub fn zip(iters: Vec<Rc<Iter>>) -> Iter {
        Iter(RefCell::new(Walk::Zip(iters)))
    }

    /// Of which kind it is.
    pub fn kind(&self) -> IterKind {
        // While an item is being taken, only `repr` of the iterator itself can ask.
        self.0.try_borrow().map_or(IterKind::List, |walk| walk.kind())
    }

    /// How many items are left, where that can be told.
    pub fn length_hint(&self) -> usize {
        self.0.borrow().length_hint()
    }

    /// The next item, or None at the end.
    pub fn next(&self, vm: &mut Vm) -> Result<Option<Value>> {
        // Whoever walks along it may be native, and never take a step.
        vm.work(1)?;
        let mut walk = self.0.borrow_mut();
        let item = match &mut *walk {
            Walk::Done(_) => return Ok(None),
            Walk::Range(next, step, left) if *left > 0 => {
                let item = *next;
                *left -= 1;
                *next = next.wrapping_add(*step); // It wraps after the last one, if at all.
                Some(Value::Int(item))
            }
            Walk::Range(..) => None,
            Walk::List(list, at) => {
                let item = list.0.borrow().get(*at).cloned();
                *at += 1;
                item
            }
            Walk::ListBackwards(list, left) => {
                // `left` counts the items still to come; none are left when it is 0, and then `checked_sub` says so.
                let at = left.checked_sub(1);
                *left = at.unwrap_or(0);
                at.and_then(|at| list.0.borrow().get(at).cloned())
            }
            Walk::Tuple(tuple, at) => {
                let item = tuple.0.get(*at).cloned();
                *at += 1;
                item
            }
            Walk::Str(text, offset) => {
                let character = text.as_str()[*offset..].chars().next();
                *offset += character.map_or(0, char::len_utf8);
                character.map(|character| vm.character(character))
            }
            Walk::Bytes(bytes, at) => {
                let item = bytes.get(*at).map(|&byte| Value::Int(i64::from(byte)));
                *at += 1;
                item
            }
            Walk::WideRange(range, at, length) => {
                let item = (*at < *length).then(|| range.at(*at));
                *at += 1;
                item
            }
            Walk::Dict { dict, kind, position, size, left } => {
                if *size != dict.len() {
                    *size = usize::MAX; // It stays so.
                    return Err(vm.error("RuntimeError", "dictionary changed size during iteration"));
                }
                match dict.entry_from(*position) {
                    Some(_) if *left == 0 => {
                        return Err(vm.error("RuntimeError", "dictionary keys changed during iteration"));
                    }
                    entry => entry.map(|(at, key, value)| {
                        *position = at + 1;
                        *left -= 1;
                        of_view(*kind, key, value)
                    }),
                }
            }
            Walk::DictBackwards { dict, kind, position } => {
                dict.entry_before(*position).map(|(at, key, value)| {
                    *position = at;
                    of_view(*kind, key, value)
                })
            }
            Walk::Set { set, position, size } => {
                if *size != set.len() {
                    *size = usize::MAX; // It stays so.
                    return Err(vm.error("RuntimeError", "Set changed size during iteration"));
                }
                set.item_from(*position).map(|(at, item)| {
                    *position = at + 1;
                    item
                })
            }
            Walk::Items(items, _) => items.next(),
            Walk::Enumerate(iter, count) => {
                let item = iter.clone().next(vm)?;
                let number = Value::Int(*count);
                *count += 1;
                item.map(|item| Value::tuple([number, item]))
            }
            Walk::Zip(iters) => {
                let mut items = Vec::with_capacity(iters.len());
                for iter in iters.iter() {
                    match iter.next(vm)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                (!iters.is_empty() && items.len() == iters.len()).then(|| Value::tuple(items))
            }
        };
        if item.is_none() {
            *walk = Walk::Done(walk.kind());
        }
        Ok(item)
    }
}

impl Traverse for Iter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match &*self.0.borrow() {
            Walk::List(list, _) | Walk::ListBackwards(list, _) => visit(&Value::List(list.clone())),
            Walk::Tuple(tuple, _) => visit(&Value::Tuple(tuple.clone())),
            Walk::Dict { dict, .. } | Walk::DictBackwards { dict, .. } => visit(&Value::Dict(dict.clone())),
            Walk::Set { set, .. } => visit(&Value::Set(set.clone())),
            Walk::Items(items, _) => items.as_slice().iter().for_each(visit),
            Walk::Enumerate(iter, _) => visit(&Value::Iter(iter.clone())),
            Walk::Zip(iters) => iters.iter().for_each(|iter| visit(&Value::Iter(iter.clone()))),
            Walk::Done(_) | Walk::Str(..) | Walk::Bytes(..) | Walk::Range(..) | Walk::WideRange(..) => {}
        }
    }

    fn clear(&self, taken: &mut Taken) {
        let done = Walk::Done(self.kind());
        match self.0.replace(done) {
            Walk::List(list, _) | Walk::ListBackwards(list, _) => taken.add(Value::List(list)),
            Walk::Tuple(tuple, _) => taken.add(Value::Tuple(tuple)),
            Walk::Dict { dict, .. } | Walk::DictBackwards { dict, .. } => taken.add(Value::Dict(dict)),
            Walk::Set { set, .. } => taken.add(Value::Set(set)),
            Walk::Items(items, _) => items.for_each(|item| taken.add(item)),
            Walk::Enumerate(iter, _) => taken.add(Value::Iter(iter)),
            Walk::Zip(iters) => iters.into_iter().for_each(|iter| taken.add(Value::Iter(iter))),
            Walk::Done(_) | Walk::Str(..) | Walk::Bytes(..) | Walk::Range(..) | Walk::WideRange(..) => {}
        }
    }
}

impl Drop for Iter {
    fn drop(&mut self) {
        if !matches!(self.0.get_mut(), Walk::Done(_) | Walk::Range(..)) {
            drop_references(self);
        }
    }
}

fn of_view(kind: DictViewKind, key: Value, value: Value) -> Value {
    match kind {
        DictViewKind::Keys => key,
        DictViewKind::Values => value,
        DictViewKind::Items => Value::tuple([key, value]),
    }
}

impl Vm {
    /// An iterator over something built in; None if only its class knows how.
    pub fn iterate_natively(&self, value: &Value) -> Option<Rc<Iter>> {
        let walk = match value {
            Value::List(list) => Walk::List(list.clone(), 0),
            Value::Tuple(tuple) => Walk::Tuple(tuple.clone(), 0),
            Value::Str(text) => Walk::Str(text.clone(), 0),
            Value::Bytes(bytes) => Walk::Bytes(bytes.clone(), 0),
            Value::Range(range) => Walk::over_range(**range),
            Value::Dict(dict) => dict_walk(dict, DictViewKind::Keys),
            Value::Set(set) => Walk::Set { set: set.clone(), position: 0, size: set.len() },
            Value::Iter(iter) => return Some(iter.clone()),
            Value::Instance(instance) => match &instance.payload {
                Payload::DictView(dict, kind) => dict_walk(dict, *kind),
                Payload::Wrapped(value) if !self.overrides(&instance.class(), known::ITER) => {
                    return self.iterate_natively(value);
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Rc::new(Iter(RefCell::new(walk))))
    }

    /// `reversed(value)` of something built in.
    pub fn iterate_backwards(&self, value: &Value) -> Option<Value> {
        let walk = match value {
            Value::List(list) => Walk::ListBackwards(list.clone(), list.0.borrow().len()),
            Value::Dict(dict) => {
                Walk::DictBackwards { dict: dict.clone(), kind: DictViewKind::Keys, position: usize::MAX }
            }
            Value::Tuple(tuple) => {
                Walk::Items(tuple.0.iter().rev().cloned().collect::<Vec<_>>().into_iter(), IterKind::Reversed)
            }
            Value::Str(text) => {
                let reversed: Vec<Value> =
                    text.as_str().chars().rev().map(|c| Value::str(c.to_string())).collect();
                Walk::Items(reversed.into_iter(), IterKind::Reversed)
            }
            Value::Range(range) => {
                let length = range.length();
                let backwards = if length == 0 {
                    Range { start: 0, stop: 0, step: 1 }
                } else {
                    let last = range.start + range.step * (length as i128 - 1);
                    Range { start: last, stop: range.start - range.step, step: -range.step }
                };
                Walk::over_range(backwards)
            }
            Value::Instance(instance) => match &instance.payload {
                Payload::DictView(dict, kind) => {
                    Walk::DictBackwards { dict: dict.clone(), kind: *kind, position: usize::MAX }
                }
                Payload::Wrapped(value) => return self.iterate_backwards(value),
                _ => return None,
            },
            _ => return None,
        };
        Some(Value::Iter(Rc::new(Iter(RefCell::new(walk)))))
    }

    /// `iter(value)`, nested if it needs Python.
    pub fn iterate(&mut self, value: &Value) -> Result<Value> {
        match self.iterate_flow(value)? {
            Flow::Value(iterator) => Ok(iterator),
            Flow::Call(callee, args) => {
                let iterator = self.call_sync(callee, args)?;
                self.check_iterator(iterator)
            }
            _ => Err(self.type_error("this object cannot be iterated here")),
        }
    }

    /// What `__iter__` returned, if that is an iterator.
    pub(crate) fn check_iterator(&mut self, iterator: Value) -> Result<Value> {
        let is_iterator = match &iterator {
            Value::Iter(_) | Value::Generator(_) => true,
            other => self.lookup_special(other, known::NEXT).is_some(),
        };
        if is_iterator {
            return Ok(iterator);
        }
        let name = self.class_name(&iterator);
        Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")))
    }

    /// `iter(value)`
    pub fn iterate_flow(&mut self, value: &Value) -> Result<Flow> {
        if let Some(iter) = self.iterate_natively(value) {
            return Ok(Flow::Value(Value::Iter(iter)));
        }
        if let Value::Generator(generator) = value
            && matches!(
                generator.kind,
                super::generator::GeneratorKind::Generator
                    | super::generator::GeneratorKind::IterableCoroutine
            )
        {
            return Ok(Flow::Value(value.clone()));
        }
        match self.lookup_special(value, known::ITER) {
            Some(Value::None) => {
                let name = self.class_name(value);
                return Err(self.type_error(format!("'{name}' object is not iterable")));
            }
            Some(method) => return Ok(Flow::Call(method, Args::default())),
            None => {}
        }
        if matches!(value, Value::Instance(_)) && self.lookup_special(value, known::GETITEM).is_some() {
            return Ok(Flow::Value(self.iterate_by_index(value)));
        }
        let name = self.class_name(value);
        Err(self.type_error(format!("'{name}' object is not iterable")))
    }

    /// All items of an iterable; nested if it needs Python.
    pub fn items_of(&mut self, value: &Value) -> Result<Vec<Value>> {
        match value {
            Value::List(list) => {
                self.check_memory(list.0.borrow().len())?;
                return Ok(list.0.borrow().clone());
            }
            Value::Tuple(tuple) => {
                self.check_memory(tuple.0.len())?;
                return Ok(tuple.0.to_vec());
            }
            _ => {}
        }
        let mut items = Vec::new();
        let iterator = self.iterate(value)?;
        if let Value::Iter(iter) = &iterator {
            while let Some(item) = iter.next(self)? {
                items.push(item);
                self.check_growth(items.len())?;
            }
            return Ok(items);
        }
        let collected = self.run_sync(Flow::Start(Box::new(Iterate::collect(iterator, |_, items| {
            Ok(Value::list(items).into())
        }))))?;
        match collected {
            Value::List(list) => Ok(std::mem::take(&mut *list.0.borrow_mut())),
            _ => Ok(items),
        }
    }
}

fn dict_walk(dict: &Rc<Dict>, kind: DictViewKind) -> Walk {
    Walk::Dict { dict: dict.clone(), kind, position: 0, size: dict.len(), left: dict.len() }
}

/// Runs those arguments from `from` on that only Python can iterate to their end, one after the other, then does `then`.
pub(super) fn collect_arguments(
    vm: &mut Vm,
    mut args: Args,
    from: usize,
    then: impl FnOnce(&mut Vm, Args) -> Result<Flow> + 'static,
) -> Result<Flow> {
    for at in from..args.positional.len() {
        let value = &args.positional[at];
        let is_generator = matches!(value, Value::Generator(_));
        if !is_generator && !matches!(value, Value::Instance(_)) || vm.iterate_natively(value).is_some() {
            continue;
        }
        if !is_generator && vm.lookup_special(value, known::ITER).is_none() {
            continue;
        }
        let iterator = match vm.iterate_flow(value)? {
            Flow::Call(callee, call_args) => vm.call_sync(callee, call_args)?,
            Flow::Value(iterator) => iterator,
            other => return Ok(other),
        };
        if let Value::Iter(_) = iterator {
            args.positional[at] = iterator;
            continue;
        }
        return Ok(Flow::Start(Box::new(Iterate::collect(iterator, move |vm, items| {
            args.positional[at] = Value::list(items);
            collect_arguments(vm, args, at + 1, then)
        }))));
    }
    then(vm, args)
}
