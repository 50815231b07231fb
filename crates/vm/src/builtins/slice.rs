//! Slices: which positions of a sequence they mean. As `Objects/sliceobject.c`, `PySlice_AdjustIndices`.

use super::receiver::{class_argument, slice_receiver};
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::{Slice, Value};
use std::rc::Rc;

/// `slice`'s methods.
pub(crate) const METHODS: &[Entry] =
    &[Entry::plain("__new__", new).without_self(), Entry::plain("indices", indices)];

/// Positions of a sequence: `count` of them from `start`, `step` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Positions {
    /// The first; for an empty slice: where an insertion would go.
    pub(crate) start: i64,
    /// The bound.
    pub(crate) stop: i64,
    /// The distance; never 0.
    pub(crate) step: i64,
    /// How many.
    pub(crate) count: usize,
}

impl Positions {
    /// The positions, in order.
    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count as i64).map(move |index| (self.start + index * self.step) as usize)
    }
}

/// The positions in a sequence of `length` items; the bounds are None where the slice leaves them out.
fn resolve(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Positions {
    let length = length as i64;
    let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let clamp =
        |bound: i64| if bound < 0 { bound.saturating_add(length).max(lowest) } else { bound.min(highest) };
    let start = start.map_or(if step < 0 { highest } else { lowest }, clamp);
    let stop = stop.map_or(if step < 0 { lowest } else { highest }, clamp);
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.saturating_abs() + 1 };
    Positions { start, stop, step, count: count as usize }
}

impl Vm {
    /// The positions that a slice means in a sequence. How long that is is asked last: an `__index__` of the program may change it.
    pub(crate) fn slice_positions(
        &mut self,
        slice: &Slice,
        length: impl FnOnce() -> usize,
    ) -> Result<Positions> {
        let step = self.slice_bound(&slice.step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let start = self.slice_bound(&slice.start)?;
        let stop = self.slice_bound(&slice.stop)?;
        Ok(resolve(start, stop, step.max(-i64::MAX), length()))
    }

    fn slice_bound(&mut self, bound: &Value) -> Result<Option<i64>> {
        if bound.is_none() || bound.is_missing() {
            return Ok(None);
        }
        match self.integer_or_none(bound)? {
            Some(number) => self.clamped_integer(&number).map(Some),
            None => {
                Err(self.type_error("slice indices must be integers or None or have an __index__ method"))
            }
        }
    }
}

fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let (_, args) = class_argument(vm, args, "slice")?;
    let [first, second, third] = args.between(vm, "slice", 1)?;
    let or_none = |value: Value| if value.is_missing() { Value::None } else { value };
    let slice = match second.present() {
        None => Slice { start: Value::None, stop: first, step: Value::None },
        Some(stop) => Slice { start: first, stop, step: or_none(third) },
    };
    Ok(Value::Slice(Rc::new(slice)))
}

fn indices(vm: &mut Vm, args: Args) -> Result<Value> {
    let (slice, args) = slice_receiver(vm, args, "indices")?;
    let [length] = args.exactly(vm, "slice.indices")?;
    let Ok(length) = usize::try_from(vm.small_integer(&length)?) else {
        return Err(vm.value_error("length should not be negative"));
    };
    let positions = vm.slice_positions(&slice, || length)?;
    let numbers = [positions.start, positions.stop, positions.step];
    Ok(Value::tuple(numbers.map(Value::Int).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<usize> {
        resolve(start, stop, step, 5).iter().collect()
    }

    #[test]
    fn a_slice_picks_the_positions_that_cpython_picks() {
        assert_eq!(picked(None, None, 1), [0, 1, 2, 3, 4]);
        assert_eq!(picked(None, None, -2), [4, 2, 0]);
        assert_eq!(picked(Some(-2), None, 1), [3, 4]);
        assert_eq!(picked(Some(3), Some(0), -1), [3, 2, 1]);
        assert_eq!(picked(Some(9), Some(20), 1), [0_usize; 0]);
        assert_eq!(picked(Some(-99), Some(99), 3), [0, 3]);
    }
}
