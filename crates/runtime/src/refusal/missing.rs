//! What CPython 3.11 has and Loopscope has not: names of modules and members of classes, as a table that `cargo xtask conformance`
//! makes from what was recorded of CPython and from what is here.
//!
//! A line of it is a name, and who lacks it: modules, and classes by the module and name that they have here. Modules that are not
//! here at all stand in the first line. Begin with [`of_module`].

use vm::Vm;
use vm::class::Class;
use vm::value::Value;

const MISSING: &str = include_str!("missing.txt");

/// Whether CPython's library has this module, and Loopscope has not.
pub(super) fn is_module(name: &str) -> bool {
    MISSING.lines().next().is_some_and(|modules| modules.split(' ').any(|module| module == name))
}

/// Whether a module of CPython has this name that it has not here; any name, of a package that is not CPython's.
pub(super) fn of_module(module: &str, name: &str) -> bool {
    let package = module.split('.').next().unwrap_or(module);
    is_missing(module, name) || OTHERS.contains(&package)
}

/// Packages that are none of CPython's library.
const OTHERS: &[&str] = &["aiohttp", "multidict", "requests", "yarl"];

/// Whether objects of a class have this attribute in CPython and not here.
pub(super) fn of_class(class: &Class, name: &str) -> bool {
    // Asked wherever an attribute is looked for in vain: nearly no name is in the table, and then no class needs to be named.
    let Some(owners) = owners_of(name) else { return false };
    let mut itself = std::iter::once(class).chain(class.ancestors.iter().map(|ancestor| &**ancestor));
    itself.any(|class| {
        let full_name = format!("{}.{}", class.module.borrow(), class.qualified_name.borrow());
        owners.split(' ').any(|owner| owner == full_name)
    })
}

/// What messages call a class: programs know the class of loops by no name.
pub(super) fn shown_name(class: &Class) -> String {
    match &**class.name.borrow() {
        "_UnixSelectorEventLoop" | "AbstractEventLoop" | "BaseEventLoop" => "loop".to_owned(),
        name => name.to_owned(),
    }
}

/// Whether this owner is among those that lack a name.
fn is_missing(owner: &str, name: &str) -> bool {
    owners_of(name).is_some_and(|owners| owners.split(' ').any(|other| other == owner))
}

/// Who lacks a name, with spaces between them. The lines after the first are sorted, and each begins with a name of its own.
fn owners_of(name: &str) -> Option<&'static str> {
    let (_, mut rest) = MISSING.split_once('\n')?;
    // A search in halves: from a place in the middle, the line around it.
    while !rest.is_empty() {
        let mut middle = rest.len() / 2;
        while !rest.is_char_boundary(middle) {
            middle -= 1;
        }
        let start = rest[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = rest[start..].find('\n').map_or(rest.len(), |at| start + at);
        let line = &rest[start..end];
        let (this, owners) = line.split_once(' ').unwrap_or((line, ""));
        match name.cmp(this) {
            std::cmp::Ordering::Equal => return Some(owners),
            std::cmp::Ordering::Less => rest = &rest[..start],
            std::cmp::Ordering::Greater => rest = rest.get(end + 1..).unwrap_or_default(),
        }
    }
    None
}

/// What to say when a program asks something for an attribute that it has in CPython only, which could not be seen before.
pub fn sentence(vm: &mut Vm, object: &Value, name: &str) -> Option<String> {
    let owner = match object {
        Value::Module(module) => is_missing(&module.name, name).then(|| module.name.to_string()),
        Value::Class(class) => of_class(class, name).then(|| shown_name(class)),
        other => {
            let class = vm.class_of(other);
            of_class(&class, name).then(|| shown_name(&class))
        }
    };
    owner.map(|owner| {
        format!(
            "{owner}.{name} is not supported: CPython 3.11 has it, and Loopscope has not. The run ends here."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_found_and_nothing_else() {
        let (_, lines) = MISSING.split_once('\n').unwrap();
        let mut before = "";
        for line in lines.lines() {
            let (name, owners) = line.split_once(' ').unwrap();
            assert!(before < name, "{name} comes after {before}");
            before = name;
            for owner in owners.split(' ') {
                assert!(is_missing(owner, name), "{owner}.{name}");
            }
        }
        assert!(!is_missing("asyncio", "run") && !is_missing("nobody", "start_server"));
    }
}
