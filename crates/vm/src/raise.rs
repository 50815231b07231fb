//! Raising, catching and matching exceptions.

use std::rc::Rc;

use super::Vm;
use super::class::Instance;
use super::code::Code;
use super::exception::{Raised, Result, TracebackEntry};
use super::frame::{Frame, Role};
use super::symbol::Symbol;
use super::thread::{Entry, Thread};
use super::value::Value;

/// Where an exception comes from, as seen by the frame that must deal with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is raised by this frame's operation: its context is what is being handled.
    Here,
    /// It comes out of what the frame called or was waiting for.
    Propagated,
    /// It is raised again after a `finally`, a `with` or an `except` that did not match: nothing is added to it.
    Again,
}

impl Vm {
    /// Finds the handler for an exception in a frame and goes there. Gives the exception back if there is none.
    pub(super) fn unwind(
        &mut self,
        thread: &Thread,
        frame: &mut Frame,
        raised: Raised,
        origin: Origin,
    ) -> Option<Raised> {
        if self.halt.is_some() {
            return Some(raised);
        }
        if origin == Origin::Here {
            self.chain(thread, frame, &raised);
        }
        if origin != Origin::Again && frame.code.of_program {
            let entry = TracebackEntry { code: frame.code.clone(), line: frame.line() };
            raised.state().traceback.borrow_mut().push(entry);
        } else if origin != Origin::Again {
            raised.state().passed_library.set(true);
        }
        let Some(at) = frame.next_op.checked_sub(1) else { return Some(raised) };
        let at = at as u32;
        let handlers = &frame.code.compiled.handlers;
        let Some(handler) = handlers.iter().find(|handler| (handler.start..handler.end).contains(&at)) else {
            return Some(raised);
        };
        let keep = frame.code.compiled.locals.len() + handler.depth as usize;
        frame.next_op = handler.target as usize;
        frame.values.truncate(keep);
        frame.values.push(raised.value());
        None
    }

    /// The exception that is being handled in the frame, or in the nearest one below it.
    pub(super) fn handled(&self, thread: &Thread, frame: &Frame) -> Option<Raised> {
        frame.handled.clone().or_else(|| {
            thread.stack.iter().rev().find_map(|entry| match entry {
                Entry::Frame(frame) => frame.handled.clone(),
                Entry::NativeFrame(_) => None,
            })
        })
    }

    /// Sets the context of a new exception, as `_PyErr_SetObject` does: never so that it becomes its own ancestor. A program may have
    /// made a circle of the exceptions before: who walks half as fast is met in it (Floyd's algorithm).
    fn chain(&mut self, thread: &Thread, frame: &Frame, raised: &Raised) {
        let Some(handled) = self.handled(thread, frame) else { return };
        if handled.is(raised) {
            return;
        }
        let mut link = handled.clone();
        let mut slower = handled.clone();
        for steps in 0_u64.. {
            let next = link.state().context.borrow().clone();
            match next {
                Some(next) if next.is(raised) => {
                    *link.state().context.borrow_mut() = None;
                    break;
                }
                Some(next) => link = next,
                None => break,
            }
            if steps % 2 == 1 {
                let behind = slower.state().context.borrow().clone();
                slower = behind.unwrap_or(slower);
            }
            if slower.is(&link) {
                break;
            }
        }
        *raised.state().context.borrow_mut() = Some(handled);
    }

    /// The `raise` statement.
    pub(super) fn raise(&mut self, thread: &Thread, frame: &mut Frame, parts: u8) -> (Raised, Origin) {
        if parts == 0 {
            return match self.handled(thread, frame) {
                Some(raised) => (raised, Origin::Again),
                None => (self.error("RuntimeError", "No active exception to reraise"), Origin::Here),
            };
        }
        let cause = if parts == 2 { frame.values.pop() } else { None };
        let value = frame.values.pop().unwrap_or(Value::None);
        let raised = match self.exception_from(value) {
            Ok(raised) => raised,
            Err(raised) => return (raised, Origin::Here),
        };
        match cause {
            None => {}
            Some(Value::None) => {
                *raised.state().cause.borrow_mut() = None;
                raised.state().suppress_context.set(true);
            }
            Some(cause) => match self.exception_from(cause) {
                Ok(cause) => {
                    *raised.state().cause.borrow_mut() = Some(cause);
                    raised.state().suppress_context.set(true);
                }
                Err(_) => {
                    return (
                        self.type_error("exception causes must derive from BaseException"),
                        Origin::Here,
                    );
                }
            },
        }
        (raised, Origin::Here)
    }

    /// Whether `except class` catches the exception.
    pub fn exception_matches(&mut self, exception: &Value, class: &Value) -> Result<bool> {
        const REFUSED: &str = "catching classes that do not inherit from BaseException is not allowed";
        match class {
            Value::Class(class) if class.is_subclass_of(&self.exceptions.base_exception()) => {
                Ok(self.class_of(exception).is_subclass_of(class))
            }
            Value::Tuple(classes) => {
                let mut matches = false;
                for class in &classes.0 {
                    // Tuples of tuples are no classes: `CHECK_EXC_MATCH` looks one level deep.
                    if matches!(class, Value::Tuple(_)) {
                        return Err(self.type_error(REFUSED));
                    }
                    matches |= self.exception_matches(exception, class)?;
                }
                Ok(matches)
            }
            _ => Err(self.type_error(REFUSED)),
        }
    }

    /// Splits an exception for `except*`: what remains, and what the class matches.
    pub(super) fn split_exception(&mut self, exception: &Value, class: &Value) -> Result<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::None, Value::None));
        }
        let group = self.exceptions.named("BaseExceptionGroup");
        let (classes, wraps) = (class.clone(), !self.class_of(exception).is_subclass_of(&group));
        for class in classes_of(&classes) {
            if class.is_subclass_of(&group) {
                return Err(self
                    .type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
            }
        }
        if wraps {
            if !self.exception_matches(exception, class)? {
                return Ok((exception.clone(), Value::None));
            }
            let wrap = self.prelude("_wrap_in_group")?;
            let wrapped = self.call_sync(wrap, super::function::Args::one(exception.clone()))?;
            return Ok((Value::None, wrapped));
        }
        // Refuses what is no class of exceptions.
        self.exception_matches(exception, class)?;
        let name = self.symbols.intern("split");
        let split = self.get_attribute(exception, name)?;
        let halves = self.call_sync(split, super::function::Args::one(class.clone()))?;
        match &halves {
            Value::Tuple(halves) if halves.0.len() == 2 => Ok((halves.0[1].clone(), halves.0[0].clone())),
            _ => Err(self.type_error("split() must return a 2-tuple")),
        }
    }

    /// What `try … except*` raises at its end.
    pub(super) fn group_remainder(&mut self, original: &Value, raised: &Value) -> Result<Value> {
        let group = self.exceptions.named("BaseExceptionGroup");
        let mut caught = self.items_of(raised)?;
        caught.retain(|each| !each.is_none());
        if caught.is_empty() {
            return Ok(Value::None);
        }
        if !self.class_of(original).is_subclass_of(&group) {
            // A single exception: only one clause can have matched it.
            return Ok(caught.swap_remove(0));
        }
        let (again, new): (Vec<Value>, Vec<Value>) =
            caught.into_iter().partition(|each| is_part_of(each, original, &group));
        let helper = self.prelude("_group_remainder")?;
        self.call_sync(
            helper,
            super::function::Args::new([original.clone(), Value::list(new), Value::list(again)]),
        )
    }

    /// `__traceback__`, for `__exit__`: an opaque object, or None.
    pub(super) fn traceback_value(&mut self, exception: &Value) -> Value {
        match exception {
            Value::Instance(instance) if instance.exception().is_some() => {
                self.traceback_object(&Raised(instance.clone()))
            }
            _ => Value::None,
        }
    }

    /// `__traceback__`
    pub fn traceback_object(&mut self, raised: &Raised) -> Value {
        if raised.state().traceback.borrow().is_empty() {
            return Value::None;
        }
        let payload = super::class::Payload::Native(Box::new(raised.state().traceback.borrow().clone()));
        Value::Instance(Rc::new(Instance::new(self.types.traceback.clone(), payload)))
    }

    /// The frames of a traceback object; None if it is none.
    pub fn traceback_entries(value: &Value) -> Option<&Vec<TracebackEntry>> {
        match value {
            Value::Instance(instance) => instance.native::<Vec<TracebackEntry>>(),
            _ => None,
        }
    }

    /// The attributes of a traceback object: its frames are innermost first.
    pub(super) fn traceback_attribute(&mut self, entries: &[TracebackEntry], name: Symbol) -> Option<Value> {
        let (outermost, inner) = entries.split_last()?;
        Some(match self.symbols.name(name) {
            "tb_lineno" => Value::Int(i64::from(outermost.line)),
            "tb_lasti" => Value::Int(0),
            "tb_next" if inner.is_empty() => Value::None,
            "tb_next" => {
                let payload = super::class::Payload::Native(Box::new(inner.to_vec()));
                Value::Instance(Rc::new(Instance::new(self.types.traceback.clone(), payload)))
            }
            "tb_frame" => self.frame_of_entry(outermost),
            _ => return None,
        })
    }

    pub(super) fn unbound_local(&mut self, code: &Code, slot: u16) -> Raised {
        let name = self.symbols.name(code.locals[slot as usize]).to_owned();
        self.error(
            "UnboundLocalError",
            format!("cannot access local variable '{name}' where it is not associated with a value"),
        )
    }

    pub(super) fn unbound_cell(&mut self, code: &Code, slot: u16) -> Raised {
        let own = code.compiled.cells.len();
        match code.compiled.cells.get(slot as usize) {
            Some(cell) => {
                let message = format!(
                    "cannot access local variable '{}' where it is not associated with a value",
                    cell.name
                );
                self.error("UnboundLocalError", message)
            }
            None => {
                let name = &code.compiled.free[slot as usize - own];
                let message = format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                );
                self.error("NameError", message)
            }
        }
    }

    pub(super) fn name_error(&mut self, name: Symbol) -> Raised {
        let name = self.symbols.name(name).to_owned();
        let raised = self.error("NameError", format!("name '{name}' is not defined"));
        let attribute = self.symbols.intern("name");
        raised.0.attributes.set(attribute, Value::str(name));
        raised
    }

    /// Whether a frame is the body of a class.
    pub(super) fn class_namespace(frame: &Frame) -> Option<&Rc<super::dict::Dict>> {
        match &frame.role {
            Role::ClassBody(namespace) => Some(namespace),
            _ => None,
        }
    }
}

/// Whether a group is a part of another one that was raised as it was: it has the same cause, context, notes and traceback.
fn is_part_of(part: &Value, original: &Value, group: &Rc<super::class::Class>) -> bool {
    let (Value::Instance(part), Value::Instance(original)) = (part, original) else { return false };
    let (Some(a), Some(b)) = (part.exception(), original.exception()) else { return false };
    let same = |a: &Option<Raised>, b: &Option<Raised>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    };
    part.class().is_subclass_of(group)
        && same(&a.cause.borrow(), &b.cause.borrow())
        && same(&a.context.borrow(), &b.context.borrow())
        && part.attributes.contains(super::symbol::known::NOTES)
            == original.attributes.contains(super::symbol::known::NOTES)
        && a.traceback.borrow().len() == b.traceback.borrow().len()
}

fn classes_of(value: &Value) -> Vec<Rc<super::class::Class>> {
    match value {
        Value::Class(class) => vec![class.clone()],
        Value::Tuple(tuple) => tuple.0.iter().flat_map(classes_of).collect(),
        _ => Vec::new(),
    }
}
