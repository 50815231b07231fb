//! Built-in functions and classes that Loopscope does not have: each says what to do instead. A program that names one of the
//! functions is refused before it runs; here they are for programs that find them in another way. The classes can be named, for
//! `isinstance(value, (float, complex))`, but not called.

use crate::Vm;
use crate::exception::Result;
use crate::table::Entry;
use crate::value::Value;

/// One that always raises.
macro_rules! refused {
    ($name:literal, $instead:literal) => {
        refused!($name, $name, $instead)
    };
    ($entry:literal, $name:literal, $instead:literal) => {
        Entry::plain($entry, |vm, _| refuse(vm, $name, $instead))
    };
}

/// Declares functions that are refused: name, and what to do instead.
macro_rules! refused_functions {
    ($($name:literal: $instead:literal),* $(,)?) => {
        pub(super) const FUNCTIONS: &[Entry] = &[$(refused!($name, $instead)),*];

        /// The functions that Loopscope does not have, each with what to do instead.
        pub const REFUSED: &[(&str, &str)] = &[$(($name, $instead)),*];
    };
}

refused_functions! {
    "breakpoint": "step through the run instead: every line of it is recorded",
    "help": "see the documentation on docs.python.org",
    "input": "nobody can type while a run is recorded: give the variable a value instead",
    "open": "there are no files in a page: keep the text in a variable, or in an io.StringIO",
}

/// Names that the interpreter has for interactive use or for itself, and Loopscope has not.
pub const ABSENT: &[&str] = &["__loader__", "__package__", "__spec__", "copyright", "credits", "license"];

/// The classes, each with a `__new__` that always raises.
pub(in crate::builtins) const CLASSES: &[(&str, &[Entry])] =
    &[("complex", &[refused!("__new__", "complex", "use a tuple of two floats").without_self()])];

fn refuse(vm: &mut Vm, name: &str, instead: &str) -> Result<Value> {
    Err(vm.error("NotImplementedError", format!("{name}() is not supported by Loopscope: {instead}")))
}
