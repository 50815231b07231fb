//! Sorting: `sorted`, `list.sort`. Stable, by `<` alone, and with the comparisons of CPython's sort for short lists
//! (`Objects/listobject.c`: a run, then binary insertion), so that even inconsistent orders come out the same.

use super::keyed::Keyed;
use super::receiver::{list_receiver, plain};
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::{Flow, Input, NativeFrame, Next};
use crate::value::{List, Value};
use std::rc::Rc;

/// `sorted(iterable, *, key=None, reverse=False)`; the iterable is collected already.
pub(super) fn sorted(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if args.len() != 1 {
        let given = args.len();
        return Err(vm.type_error(format!("sorted expected 1 argument, got {given}")));
    }
    let items = vm.items_of(&args.positional[0])?;
    Keyed::start(vm, key, items, move |vm, items, keys| {
        let items = vm.sort_items(items, keys, reverse)?;
        Ok(Value::list(items))
    })
}

/// `list.sort(*, key=None, reverse=False)`
pub(super) fn list_sort(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (list, mut args) = list_receiver(vm, args, "sort")?;
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if !args.is_empty() {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    // While it is sorted it is empty, so that whoever changes it then is found out.
    let items = list.0.take();
    let unsorted = items.clone();
    let sort = Keyed::start(vm, key, items, move |vm, items, keys| {
        let items = vm.sort_items(items, keys, reverse)?;
        Ok(Value::list(items))
    });
    let mut finish = FinishSort { list, unsorted, sort: None };
    match sort {
        Ok(Flow::Start(frame)) => {
            finish.sort = Some(frame);
            Ok(Flow::Start(Box::new(finish)))
        }
        Ok(Flow::Value(sorted)) => finish.finish(vm, Ok(sorted)).map(Flow::Value),
        Ok(other) => Ok(other),
        Err(raised) => finish.finish(vm, Err(raised)).map(Flow::Value),
    }
}

/// Gives a list its items back, sorted or as they were.
struct FinishSort {
    list: Rc<List>,
    unsorted: Vec<Value>,
    sort: Option<Box<dyn NativeFrame>>,
}

impl NativeFrame for FinishSort {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match (self.sort.take(), input) {
            (Some(sort), _) => Ok(Next::Start(sort)),
            (None, Input::Raised(raised)) => self.finish(vm, Err(raised)).map(Next::Return),
            (None, Input::Value(sorted)) => self.finish(vm, Ok(sorted)).map(Next::Return),
            (None, _) => Ok(Next::Return(Value::None)),
        }
    }
}

impl FinishSort {
    fn finish(&mut self, vm: &mut Vm, sorted: Result<Value>) -> Result<Value> {
        let (items, outcome) = match sorted {
            Ok(Value::List(sorted)) => (sorted.0.take(), Ok(Value::None)),
            Ok(_) => (std::mem::take(&mut self.unsorted), Ok(Value::None)),
            Err(raised) => (std::mem::take(&mut self.unsorted), Err(raised)),
        };
        let meanwhile = self.list.0.replace(items);
        if outcome.is_ok() && !meanwhile.is_empty() {
            return Err(vm.value_error("list modified during sort"));
        }
        outcome
    }
}

fn options(vm: &mut Vm, args: &mut Args, function: &str) -> Result<(Value, bool)> {
    let (mut key, mut reverse) = (Value::None, false);
    for (name, value) in std::mem::take(&mut args.keywords) {
        match vm.symbols.name(name).to_owned().as_str() {
            "key" => key = value,
            "reverse" => reverse = vm.integer(&value).and_then(|flag| vm.truth(&flag))?,
            other => {
                let message = format!("'{other}' is an invalid keyword argument for {function}()");
                return Err(vm.type_error(message));
            }
        }
    }
    Ok((key, reverse))
}

/// Below this many items a whole run is sorted by insertion.
const SHORTEST_RUN: usize = 64;

impl Vm {
    /// The items in the order of their keys.
    ///
    /// # Errors
    /// They cannot be compared.
    pub fn sort_items(&mut self, items: Vec<Value>, keys: Vec<Value>, reverse: bool) -> Result<Vec<Value>> {
        self.work(items.len().saturating_mul(items.len().checked_ilog2().unwrap_or(0) as usize))?;
        let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(items).collect();
        // Reversed twice, so that equal items keep their order.
        if reverse {
            pairs.reverse();
        }
        if !sort_natively(&mut pairs) {
            pairs = self.sort_pairs(pairs)?;
        }
        if reverse {
            pairs.reverse();
        }
        Ok(pairs.into_iter().map(|(_, item)| item).collect())
    }

    fn sort_pairs(&mut self, pairs: Vec<(Value, Value)>) -> Result<Vec<(Value, Value)>> {
        let run_length = shortest_run(pairs.len());
        let mut runs: Vec<Vec<(Value, Value)>> = Vec::new();
        let mut rest = pairs;
        while !rest.is_empty() {
            let natural = self.count_run(&mut rest)?;
            let length = natural.max(run_length.min(rest.len()));
            let after = rest.split_off(length);
            self.insert_sorted(&mut rest, natural)?;
            runs.push(std::mem::replace(&mut rest, after));
            self.collapse(&mut runs, false)?;
        }
        self.collapse(&mut runs, true)?;
        Ok(runs.pop().unwrap_or_default())
    }

    /// The length of the run at the beginning; one that descends strictly is turned around.
    fn count_run(&mut self, pairs: &mut [(Value, Value)]) -> Result<usize> {
        if pairs.len() < 2 {
            return Ok(pairs.len());
        }
        let descending = self.less(&pairs[1].0, &pairs[0].0)?;
        let mut length = 2;
        while length < pairs.len() && self.less(&pairs[length].0, &pairs[length - 1].0)? == descending {
            length += 1;
        }
        if descending {
            pairs[..length].reverse();
        }
        Ok(length)
    }

    /// Binary insertion of what follows the first `sorted` pairs.
    fn insert_sorted(&mut self, pairs: &mut [(Value, Value)], sorted: usize) -> Result<()> {
        for at in sorted.max(1)..pairs.len() {
            let (mut low, mut high) = (0, at);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(&pairs[at].0, &pairs[middle].0)? { high = middle } else { low = middle + 1 }
            }
            pairs[low..=at].rotate_right(1);
        }
        Ok(())
    }

    /// Merges the last runs until each is longer than the two after it together; or all of them.
    fn collapse(&mut self, runs: &mut Vec<Vec<(Value, Value)>>, all: bool) -> Result<()> {
        while runs.len() > 1 {
            let count = runs.len();
            let length = |back: usize| runs.get(count.wrapping_sub(back)).map_or(usize::MAX, Vec::len);
            let needed = all
                || length(2) <= length(1)
                || (count > 2 && length(3) <= length(2) + length(1))
                || (count > 3 && length(4) <= length(3) + length(2));
            if !needed {
                break;
            }
            let at = if count > 2 && length(3) < length(1) { count - 3 } else { count - 2 };
            let second = runs.remove(at + 1);
            let first = std::mem::take(&mut runs[at]);
            runs[at] = self.merge(first, second)?;
        }
        Ok(())
    }

    fn merge(
        &mut self,
        first: Vec<(Value, Value)>,
        second: Vec<(Value, Value)>,
    ) -> Result<Vec<(Value, Value)>> {
        let mut merged = Vec::with_capacity(first.len() + second.len());
        let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
        while let (Some(left), Some(right)) = (first.peek(), second.peek()) {
            let take_right = self.less(&right.0, &left.0)?;
            merged.extend(if take_right { second.next() } else { first.next() });
        }
        merged.extend(first);
        merged.extend(second);
        Ok(merged)
    }
}

/// As `merge_compute_minrun`: so that the number of runs is a power of two or just below.
fn shortest_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= SHORTEST_RUN {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// Sorts pairs whose keys are all small ints, all texts, or all floats that are numbers; false if they are not.
fn sort_natively(pairs: &mut [(Value, Value)]) -> bool {
    let all = |test: fn(&Value) -> bool| pairs.iter().all(|(key, _)| test(key));
    if all(|key| matches!(key, Value::Int(_))) {
        pairs.sort_by_key(|(key, _)| if let Value::Int(number) = key { *number } else { 0 });
        return true;
    }
    if all(|key| matches!(key, Value::Str(_))) {
        pairs.sort_by(|(a, _), (b, _)| plain(a).as_str().cmp(&plain(b).as_str()));
        return true;
    }
    if all(|key| matches!(key, Value::Float(number) if !number.is_nan())) {
        let float = |key: &Value| if let Value::Float(number) = key { *number } else { 0.0 };
        pairs.sort_by(|(a, _), (b, _)| float(a).partial_cmp(&float(b)).unwrap_or(std::cmp::Ordering::Equal));
        return true;
    }
    false
}
