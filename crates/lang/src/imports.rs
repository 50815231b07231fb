//! Which modules a program imports, found before it runs so that an unknown one is refused at once.

use super::ast::{Alias, Module, Statement, StatementKind};

/// One imported module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its dotted name.
    pub module: String,
    /// What `from module import …` takes from it, `*` included; empty for `import module`.
    pub names: Vec<String>,
    /// The name that `import module` binds here: its first part, or what follows `as`.
    pub bound: Option<String>,
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
                bound: Some(bound_name(alias)),
                line: alias.span.line,
                column: alias.span.column,
                guarded,
            })),
            StatementKind::ImportFrom { module, level: 0, .. } if &**module == "__future__" => {}
            StatementKind::ImportFrom { module, level, names } => found.push(Import {
                module: format!("{}{module}", ".".repeat(*level as usize)),
                names: names.iter().map(|alias| alias.name.to_string()).collect(),
                bound: None,
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

fn bound_name(alias: &Alias) -> String {
    match &alias.rename {
        Some(name) => name.to_string(),
        None => alias.name.split('.').next().unwrap_or_default().to_owned(),
    }
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
        let module = crate::parse(source).unwrap();
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
    fn future_features_are_no_modules() {
        assert_eq!(imports(&crate::parse("from __future__ import annotations\n").unwrap()), []);
    }
}
