//! What `a, *b = items` and `f(*items)` take from an iterable.

use crate::Vm;
use crate::exception::Result;
use crate::frame::Frame;
use crate::native_frame::{Flow, Iterate};
use crate::symbol::known;
use crate::value::Value;
use lang::code::Op;

impl Vm {
    /// The items of an iterable, if they can be had without Python.
    pub(crate) fn items_at_once(&mut self, iterable: &Value) -> Result<Option<Vec<Value>>> {
        if self.iterate_natively(iterable).is_some() { self.items_of(iterable).map(Some) } else { Ok(None) }
    }

    /// Refuses what cannot stand after `*` in a call or a display, with the message for the one or the other.
    pub(crate) fn check_starred(&mut self, frame: &Frame, iterable: &Value, depth: usize) -> Result<()> {
        let iterates = self.iterate_natively(iterable).is_some()
            || matches!(iterable, Value::Generator(_))
            || self.lookup_special(iterable, known::ITER).is_some()
            || self.lookup_special(iterable, known::GETITEM).is_some();
        if iterates {
            return Ok(());
        }
        let kind = self.class_name(iterable);
        let at = frame.values.len() - depth;
        let is_call = matches!(frame.code.compiled.ops.get(frame.next_op), Some(Op::CallSpread { .. }));
        let first = matches!(&frame.values[at], Value::List(list) if list.0.borrow().is_empty());
        if is_call && first && at > 0 {
            let callee = frame.values[at - 1].clone();
            let name = self.callable_name(&callee);
            return Err(self.type_error(format!("{name}() argument after * must be an iterable, not {kind}")));
        }
        Err(self.type_error(format!("Value after * must be an iterable, not {kind}")))
    }

    /// As `items_at_once`, with the message that unpacking gives.
    pub(crate) fn items_to_unpack(&mut self, iterable: &Value) -> Result<Option<Vec<Value>>> {
        if let Some(items) = self.items_at_once(iterable)? {
            return Ok(Some(items));
        }
        let iterable_anyway = matches!(iterable, Value::Generator(_))
            || self.lookup_special(iterable, known::ITER).is_some()
            || self.lookup_special(iterable, known::GETITEM).is_some();
        if iterable_anyway {
            return Ok(None);
        }
        let name = self.class_name(iterable);
        Err(self.type_error(format!("cannot unpack non-iterable {name} object")))
    }

    /// Runs an iterable to its end in a way that may wait; the result is a list.
    pub(crate) fn collect_flow(&mut self, iterable: &Value) -> Result<Flow> {
        let iterator = self.iterate(iterable)?;
        Ok(Flow::Start(Box::new(Iterate::collect(iterator, |_, items| Ok(Flow::Value(Value::list(items)))))))
    }

    pub(crate) fn check_unpacked(&mut self, got: usize, wanted: usize) -> Result<()> {
        match got.cmp(&wanted) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => {
                Err(self.value_error(format!("too many values to unpack (expected {wanted})")))
            }
            std::cmp::Ordering::Less => {
                Err(self.value_error(format!("not enough values to unpack (expected {wanted}, got {got})")))
            }
        }
    }

    pub(crate) fn unpack_starred(
        &mut self,
        frame: &mut Frame,
        mut items: Vec<Value>,
        before: usize,
        after: usize,
    ) -> Result<()> {
        if items.len() < before + after {
            let (wanted, got) = (before + after, items.len());
            let message = format!("not enough values to unpack (expected at least {wanted}, got {got})");
            return Err(self.value_error(message));
        }
        let last = items.split_off(items.len() - after);
        let rest = items.split_off(before);
        frame.values.extend(last.into_iter().rev());
        frame.values.push(Value::list(rest));
        frame.values.extend(items.into_iter().rev());
        Ok(())
    }
}
