//! What a program needs from outside: modules and builtins, found before it runs so that what is unknown is refused at once.

use super::ast::{Module, Name, Statement, StatementKind};
use super::error::Error;
use super::span::Span;
use super::symbols::SymbolTable;

/// One imported module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its dotted name.
    pub module: String,
    /// What `from module import …` takes from it, `*` included; empty for `import module`.
    pub names: Vec<String>,
    /// Where, from 1.
    pub line: u32,
    /// Where, from 1, in characters.
    pub column: u32,
    /// Whether it stands in a `try` with handlers: the program may be ready for it to fail.
    pub guarded: bool,
}

/// Every import of a program, in the order of its text, those within functions and `try` blocks included. `__future__` is the
/// compiler's business and not among them.
pub fn imports(module: &Module) -> Vec<Import> {
    let mut found = Vec::new();
    collect(&module.body, false, &mut found);
    found
}

fn collect(statements: &[Statement], guarded: bool, found: &mut Vec<Import>) {
    for statement in statements {
        match &statement.kind {
            StatementKind::Import(aliases) => found.extend(aliases.iter().map(|alias| Import {
                module: alias.name.to_string(),
                names: Vec::new(),
                line: alias.span.line,
                column: alias.span.column,
                guarded,
            })),
            StatementKind::ImportFrom { module, level: 0, .. } if &**module == "__future__" => {}
            StatementKind::ImportFrom { module, level, names } => found.push(Import {
                module: format!("{}{module}", ".".repeat(*level as usize)),
                names: names.iter().map(|alias| alias.name.to_string()).collect(),
                line: statement.span.line,
                column: statement.span.column,
                guarded,
            }),
            kind => {
                let guarded = guarded
                    || matches!(kind, StatementKind::Try(statement) if !statement.handlers.is_empty());
                statement.blocks().into_iter().for_each(|block| collect(block, guarded, found));
            }
        }
    }
}

/// Where each name is first read that the program binds nowhere: the builtins that it uses, and what it got wrong. Empty if it
/// can have names that it does not spell out (`from module import *`).
///
/// # Errors
/// What Python forbids about names.
pub fn unbound_names(module: &Module) -> Result<Vec<(Name, Span)>, Error> {
    if imports(module).iter().any(|import| import.names.iter().any(|name| name == "*")) {
        return Ok(Vec::new());
    }
    Ok(SymbolTable::new(module)?.unbound())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_found_in_every_kind_of_block() {
        let source = "\
import os.path as p, sys
try:
    from json import loads, dumps as d
except ImportError:
    import simplejson
def f():
    if True:
        from math import *
match 1:
    case 1:
        import asyncio
";
        let module = crate::lang::parse(source).unwrap();
        let found: Vec<String> = imports(&module)
            .iter()
            .map(|Import { module, names, line, column, .. }| format!("{line}:{column} {module} {names:?}"))
            .collect();
        assert_eq!(
            found,
            [
                "1:8 os.path []",
                "1:22 sys []",
                "3:5 json [\"loads\", \"dumps\"]",
                "5:12 simplejson []",
                "8:9 math [\"*\"]",
                "11:16 asyncio []",
            ]
        );
    }

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
        let module = crate::lang::parse(source).unwrap();
        let found: Vec<String> = unbound_names(&module)
            .unwrap()
            .iter()
            .map(|(name, span)| format!("{}:{} {name}", span.line, span.column))
            .collect();
        assert_eq!(
            found,
            ["2:36 e", "2:17 input", "6:27 open", "5:12 print", "6:18 unknown", "11:16 x", "9:9 y"]
        );
        let module = crate::lang::parse("from math import *\nopen\n").unwrap();
        assert_eq!(unbound_names(&module).unwrap(), []);
    }

    #[test]
    fn future_features_are_no_modules() {
        assert_eq!(imports(&crate::lang::parse("from __future__ import annotations\n").unwrap()), []);
    }
}
