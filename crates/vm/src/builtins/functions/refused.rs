//! Built-in functions and classes that Loopscope does not have: each says what to do instead. A program that names one of the
//! functions is refused before it runs; here they are for programs that find them in another way.

use crate::Vm;
use crate::exception::Result;
use crate::table::Entry;
use crate::value::Value;

/// One that always raises.
macro_rules! refused {
    ($name:literal, $instead:literal) => {
        Entry::plain($name, |vm, _| refuse(vm, $name, $instead))
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

fn refuse(vm: &mut Vm, name: &str, instead: &str) -> Result<Value> {
    Err(vm.error("NotImplementedError", format!("{name}() is not supported by Loopscope: {instead}")))
}
