//! Built-in functions and classes that Loopscope does not have: each says what to do instead. The classes can be named, for
//! `isinstance(value, (float, complex))`, but not called.

use crate::vm::Vm;
use crate::vm::exception::Result;
use crate::vm::table::Entry;
use crate::vm::value::Value;

/// One that always raises.
macro_rules! refused {
    ($name:literal, $instead:literal) => {
        refused!($name, $name, $instead)
    };
    ($entry:literal, $name:literal, $instead:literal) => {
        Entry::plain($entry, |vm, _| refuse(vm, $name, $instead))
    };
}

pub(super) const FUNCTIONS: &[Entry] = &[
    refused!("__import__", "write an import statement"),
    refused!("breakpoint", "step through the run instead: every line of it is recorded"),
    refused!("compile", "write the code in the program itself"),
    refused!(
        "eval",
        "write the expression in the program itself; for text from elsewhere use int(), float() or json.loads()"
    ),
    refused!("exec", "write the statements in the program itself"),
    refused!("help", "see the documentation on docs.python.org"),
    refused!("input", "nobody can type while a run is recorded: give the variable a value instead"),
    refused!("open", "there are no files in a page: keep the text in a variable, or in an io.StringIO"),
];

/// The classes, each with a `__new__` that always raises.
pub(in crate::vm::builtins) const CLASSES: &[(&str, &[Entry])] =
    &[("complex", &[refused!("__new__", "complex", "use a tuple of two floats").without_self()])];

fn refuse(vm: &mut Vm, name: &str, instead: &str) -> Result<Value> {
    Err(vm.error("NotImplementedError", format!("{name}() is not supported by Loopscope: {instead}")))
}
