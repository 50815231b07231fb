//! What a program sees of a generator's frame (`gi_frame`, `cr_frame`, `ag_frame`): its line, its code and its variables.
//!
//! It is a picture taken when the program looks, not the frame itself: what the generator does later does not show in it.

use std::rc::Rc;

use crate::Vm;
use crate::class::{Instance, Payload};
use crate::dict::Dict;
use crate::exception::{Result, TracebackEntry};
use crate::generator::{Generator, GeneratorState};
use crate::value::Value;

impl Vm {
    /// A frame of which only the line is known: the one that is executing. What a signal's handler is given.
    pub fn frame_of_line(&mut self) -> Value {
        let view = Instance::new(self.types.frame.clone(), Payload::None);
        let line = i64::from(self.recorder.line());
        for (name, value) in [("f_lineno", Value::Int(line)), ("f_back", Value::None)] {
            let name = self.symbols.intern(name);
            view.attributes.set(name, value);
        }
        Value::Instance(Rc::new(view))
    }

    /// The frame of which a traceback tells: its code and its line.
    pub(crate) fn frame_of_entry(&mut self, entry: &TracebackEntry) -> Value {
        let view = Instance::new(self.types.frame.clone(), Payload::None);
        let globals = match self.modules.get("__main__").cloned() {
            Some(main) if entry.code.of_program => Value::Dict(self.module_dict(&main)),
            _ => Value::dict(Dict::default()),
        };
        let attributes = [
            ("f_lineno", Value::Int(i64::from(entry.line))),
            ("f_code", self.code_object(&entry.code)),
            ("f_globals", globals),
            ("f_back", Value::None),
        ];
        for (name, value) in attributes {
            let name = self.symbols.intern(name);
            view.attributes.set(name, value);
        }
        Value::Instance(Rc::new(view))
    }

    /// The frame of a generator that is not over; None of one that is.
    pub(super) fn frame_view(&mut self, generator: &Rc<Generator>) -> Result<Value> {
        let (line, variables) = match generator.state.try_borrow().as_deref() {
            Ok(GeneratorState::Finished) => return Ok(Value::None),
            Ok(GeneratorState::Created(frame)) => {
                (generator.code.compiled.first_line, Some(self.variables_of(frame)?))
            }
            Ok(GeneratorState::Suspended(frame)) => (frame.line(), Some(self.variables_of(frame)?)),
            // The frame of one that runs lies on its thread's stack, out of reach.
            Ok(GeneratorState::Running) | Err(_) => (self.recorder.line(), None),
        };
        let source = self.recorder.trace().source().lines().nth((line as usize).wrapping_sub(1));
        let source = if generator.code.of_program {
            source.unwrap_or_default().trim().to_owned()
        } else {
            String::new()
        };
        let view = Instance::new(self.types.frame.clone(), Payload::None);
        let mut attributes = vec![
            ("f_lineno", Value::Int(i64::from(line))),
            ("f_code", self.code_object(&generator.code)),
            ("f_back", Value::None),
            // For `print_stack`, which would find it in the file.
            ("_source", Value::str(source)),
        ];
        attributes.extend(variables.map(|variables| ("f_locals", variables)));
        for (name, value) in attributes {
            let name = self.symbols.intern(name);
            view.attributes.set(name, value);
        }
        Ok(Value::Instance(Rc::new(view)))
    }
}
