//! Which names a program expects to be there: builtins, and what it reads from modules. Found before it runs, so that what
//! Loopscope lacks is refused where it stands.
//!
//! What it is not: certain. A program can look a name up by its text, and finds out when it runs.

use super::ast::{Module, Name};
use super::error::Error;
use super::imports::imports;
use super::span::Span;
use super::symbols::SymbolTable;

/// The names that a program expects.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uses {
    /// Where each name is first read that the program binds nowhere: the builtins that it uses, and what it got wrong. Empty if it
    /// can have names that it does not spell out (`from module import *`).
    pub unbound: Vec<(Name, Span)>,
    /// What it reads from modules, as `module.name` or by `from module import name`.
    pub of_modules: Vec<ModuleName>,
}

/// A name in a module, and where the program reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleName {
    /// The module's dotted name.
    pub module: String,
    /// The name.
    pub name: String,
    /// Where; of a `from` import, its beginning.
    pub span: Span,
}

/// The names that a program expects.
///
/// # Errors
/// What Python forbids about names.
pub fn uses(module: &Module) -> Result<Uses, Error> {
    let table = SymbolTable::new(module)?;
    let imports = imports(module);
    let imports_all = imports.iter().any(|import| import.names.iter().any(|name| name == "*"));
    let unbound = if imports_all { Vec::new() } else { table.unbound() };
    let mut of_modules = Vec::new();
    for import in &imports {
        let span = Span { line: import.line, column: import.column, ..Span::default() };
        let read = |(name, span): (&str, Span)| ModuleName {
            module: import.module.clone(),
            name: name.to_owned(),
            span,
        };
        of_modules.extend(import.names.iter().map(|name| read((name, span))));
        if let Some(bound) = &import.bound {
            of_modules.extend(table.attributes_of(bound).map(read));
        }
    }
    Ok(Uses { unbound, of_modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_nothing_binds_are_found_where_they_are_first_read() {
        let source = "\
def f(open):
    return open(input, [e for e in e])
def g():
    global made
    made = print
    return made, unknown, open
print(f, g)
class C:
    x = y
    def method(self):
        return x
";
        let module = crate::parse(source).unwrap();
        let found: Vec<String> = uses(&module)
            .unwrap()
            .unbound
            .iter()
            .map(|(name, span)| format!("{}:{} {name}", span.line, span.column))
            .collect();
        assert_eq!(
            found,
            ["2:36 e", "2:17 input", "6:27 open", "5:12 print", "6:18 unknown", "11:16 x", "9:9 y"]
        );
        let module = crate::parse("from math import *\nopen\n").unwrap();
        assert_eq!(uses(&module).unwrap().unbound, []);
    }

    #[test]
    fn what_is_read_from_modules_is_found_with_its_place() {
        let source = "\
import asyncio as a, json
from time import sleep
try:
    import math
except ImportError:
    math = None
def f(json):
    return json.load, a.gather(math.pi)
json.dumps(a)
";
        let module = crate::parse(source).unwrap();
        let found: Vec<String> = uses(&module)
            .unwrap()
            .of_modules
            .iter()
            .map(|ModuleName { module, name, span }| format!("{}:{} {module}.{name}", span.line, span.column))
            .collect();
        assert_eq!(found, ["8:23 asyncio.gather", "9:1 json.dumps", "2:1 time.sleep", "8:32 math.pi"]);
    }
}
