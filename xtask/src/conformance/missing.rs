//! What CPython has and Loopscope has not, as the refusal of programs reads it (`crates/runtime/src/refusal/missing.rs` says how it is
//! written). Begin with [`text`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use super::table::Table;

const LIBRARY: &str = "crates/runtime/src/library";

/// A program that prints which members classes do not have here: the member, the class, and the classes that it is derived from.
pub(super) fn question(table: &Table) -> String {
    let mut program = String::from(
        "def ask(cls, members):\n    \
             if not isinstance(cls, type):\n        \
                 return\n    \
             mro = [f'{c.__module__}.{c.__qualname__}' for c in cls.__mro__]\n    \
             for member in members.split():\n        \
                 if not any(member in vars(c) for c in cls.__mro__):\n            \
                     print(member, *mro)\n",
    );
    for row in table.rows.iter().filter(|row| row.is_here) {
        let is_builtin = row.module == "builtins";
        if !is_builtin {
            writeln!(program, "import {} as module", row.module).ok();
        }
        for (class, members) in row.classes.iter().filter(|(class, _)| row.has.contains(class)) {
            let named = if is_builtin { class.clone() } else { format!("vars(module)[{class:?}]") };
            writeln!(program, "ask({named}, {:?})", members.join(" ")).ok();
        }
    }
    program
}

/// The table, from what that program prints.
pub(super) fn text(table: &Table, printed: &[String]) -> String {
    let mut missing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.is_here && row.module != "builtins") {
        row.lacks.iter().for_each(|name| _ = missing.entry(name).or_default().insert(&row.module));
    }
    let lines: Vec<Vec<&str>> = printed.iter().map(|line| line.split(' ').collect()).collect();
    let is_missing: BTreeSet<(&str, &str)> =
        lines.iter().filter_map(|line| Some((*line.first()?, *line.get(1)?))).collect();
    for line in &lines {
        let [member, class, bases @ ..] = line.as_slice() else { continue };
        let is_inherited = bases.iter().any(|base| is_missing.contains(&(*member, *base)));
        if !is_inherited && !is_set_by_objects(class, member) {
            missing.entry(member).or_default().insert(class);
        }
    }
    let modules = table.rows.iter().filter(|row| !row.is_here && !row.module.contains('.'));
    let modules = modules.map(|row| row.module.as_str());
    let mut text = modules.collect::<Vec<_>>().join(" ") + "\n";
    for (name, owners) in missing {
        writeln!(text, "{name} {}", owners.into_iter().collect::<Vec<_>>().join(" ")).ok();
    }
    text
}

/// Whether objects of a class of the library get an attribute when they are made, so that the class need not have it.
fn is_set_by_objects(class: &str, attribute: &str) -> bool {
    let Some((module, _)) = class.rsplit_once('.') else { return false };
    let path = Path::new(LIBRARY).join(module.replace('.', "/"));
    let files = [path.with_extension("py"), path.join("package.py")];
    let wanted = format!("self.{attribute}");
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).any(|text| text.contains(&wanted))
}
