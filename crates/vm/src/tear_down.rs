//! The end of a process: everything is taken apart.
//!
//! Values are counted references. Whatever refers to itself in a circle (a class through the `super()` of its methods, a function
//! through its own name, a thread that waits through what it waits for) would stay for ever, and a page makes thousands of runs. What is
//! not found here is what the program itself made go in a circle and then forgot; a collector would cost more than that is worth.

use std::collections::BTreeSet;
use std::rc::{Rc, Weak};

use super::Vm;
use super::class::Class;
use super::function::Function;
use super::native_frame::Extensions;
use super::thread::{Entry, Thread};
use super::traverse::Taken;
use super::value::Value;

impl Vm {
    /// Lets go of everything: the process is over, and these were its threads.
    pub fn tear_down(&mut self, threads: impl IntoIterator<Item = Thread>) {
        self.extensions = Extensions::default();
        let mut taken = Taken::default();
        for entry in threads.into_iter().flat_map(|thread| thread.stack) {
            if let Entry::Frame(mut frame) = entry {
                frame.take(&mut taken);
            }
        }
        std::mem::take(&mut self.modules).into_values().for_each(|module| taken.add(Value::Module(module)));
        let of_texts = std::mem::take(&mut self.text_modules);
        of_texts.iter().filter_map(Weak::upgrade).for_each(|module| taken.add(Value::Module(module)));
        self.closures.alive().for_each(|function| taken.add(Value::Function(function)));
        self.classes.alive().for_each(|class| taken.add(Value::Class(class)));
        clear_all(taken);
        self.identified.clear();
        // What is dropped here may queue others in its turn.
        while self.finalization.any() {
            drop(self.finalization.take());
        }
    }

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

/// Clears these objects and all that they lead to.
fn clear_all(mut taken: Taken) {
    let mut shared = BTreeSet::new();
    while let Some(value) = taken.pop() {
        // Whatever is met once is gone after this; what others refer to may be met again.
        let is_shared = value.reference_count().is_some_and(|count| count > 1);
        if is_shared && !value.address().is_some_and(|address| shared.insert(address)) {
            continue;
        }
        value.clear(&mut taken);
        // What it holds still, it holds for its life: the items of a tuple.
        value.traverse(&mut |child| taken.add(child.clone()));
    }
}
