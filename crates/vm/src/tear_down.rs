//! The end of a process: everything is taken apart.
//!
//! Values are counted references. Whatever refers to itself in a circle (a class through the `super()` of its methods, a function
//! through its own name, a thread that waits through what it waits for) would stay for ever, and a page makes thousands of runs. What is
//! not found here is what the program itself made go in a circle and then forgot; a collector would cost more than that is worth.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Vm;
use super::activity::Extensions;
use super::attributes::Attributes;
use super::class::{Class, Instance};
use super::frame::Frame;
use super::function::Function;
use super::generator::{Generator, GeneratorState};
use super::thread::{Entry, Thread};
use super::value::Value;

/// What is still to be taken apart.
#[derive(Default)]
struct Remains {
    values: Vec<Value>,
    /// The tuples that were seen: they alone cannot be emptied.
    tuples: BTreeSet<usize>,
}

impl Vm {
    /// Lets go of everything: the process is over, and these were its threads.
    pub fn tear_down(&mut self, threads: impl IntoIterator<Item = Thread>) {
        self.extensions = Extensions::default();
        let mut remains = Remains::default();
        for entry in threads.into_iter().flat_map(|thread| thread.stack) {
            if let Entry::Frame(frame) = entry {
                remains.add_frame(&frame);
            }
        }
        for module in std::mem::take(&mut self.modules).into_values() {
            remains.values.extend(module.namespace.entries().into_iter().map(|(_, value)| value));
            module.namespace.clear();
        }
        self.closures.alive().for_each(|function| remains.add_function(&function));
        self.classes.alive().for_each(|class| remains.add_class(&class));
        remains.take_apart();
        self.identified.clear();
        // What is dropped here may hold others that are put aside in their turn.
        while self.abandoned.any() {
            drop(self.abandoned.take());
        }
    }
}

impl Vm {
    /// Notes a class that was not made by a class statement.
    pub fn note_class(&mut self, class: &Rc<Class>) {
        self.classes.add(class);
    }

    /// Notes a function that was not made by a `def`.
    pub fn note_function(&mut self, function: &Rc<Function>) {
        self.closures.add(function);
    }
}

/// A process that never got threads of its own is taken apart too: of a program that was refused, for one.
impl Drop for Vm {
    fn drop(&mut self) {
        self.tear_down([]);
    }
}

impl Remains {
    fn take_apart(&mut self) {
        while let Some(value) = self.values.pop() {
            match &value {
                Value::Tuple(tuple) if value.address().is_some_and(|at| self.tuples.insert(at)) => {
                    self.values.extend(tuple.0.iter().cloned());
                }
                Value::List(list) => self.values.append(&mut list.0.borrow_mut()),
                Value::Dict(dict) => dict.take_into(&mut self.values),
                Value::Set(set) => set.take_into(&mut self.values),
                Value::Cell(cell) => self.values.push(cell.0.replace(Value::Missing)),
                Value::Method(method) => {
                    self.values.extend([method.function.clone(), method.receiver.clone()]);
                }
                Value::Function(function) => self.add_function(function),
                Value::Class(class) => self.add_class(class),
                Value::Instance(instance) => self.add_instance(instance),
                Value::Generator(generator) => self.add_generator(generator),
                _ => {}
            }
        }
    }

    fn add_frame(&mut self, frame: &Frame) {
        self.values.extend(frame.values.iter().cloned());
        self.values.extend(frame.cells.iter().map(|cell| cell.0.replace(Value::Missing)));
    }

    fn add_attributes(&mut self, attributes: &Attributes) {
        self.values.extend(attributes.take().into_iter().map(|(_, value)| value));
        self.values.extend(attributes.take_view().map(Value::Dict));
    }

    fn add_function(&mut self, function: &Rc<Function>) {
        self.values.extend(function.closure.iter().map(|cell| cell.0.replace(Value::Missing)));
        self.values.append(&mut function.defaults.borrow_mut());
        self.add_attributes(&function.attributes);
    }

    fn add_class(&mut self, class: &Rc<Class>) {
        self.add_attributes(&class.attributes);
    }

    fn add_instance(&mut self, instance: &Rc<Instance>) {
        self.values.extend(instance.wrapped().cloned());
        self.add_attributes(&instance.attributes);
        instance.take_into(&mut self.values);
    }

    fn add_generator(&mut self, generator: &Rc<Generator>) {
        let state = generator.state.replace(GeneratorState::Finished);
        if let GeneratorState::Created(frame) | GeneratorState::Suspended(frame) = state {
            self.add_frame(&frame);
        }
    }
}
