//! Programs that are refused before they run: what is wrong, where, and what to do.

mod instead;

use crate::library;
use lang::{ErrorKind, Import};
use protocol::Refusal;
use vm::builtins::{ABSENT, REFUSED};

/// What the compiler refuses.
pub fn of_error(error: &lang::Error, source: &str, file: &str) -> Refusal {
    let kind = match error.kind {
        ErrorKind::Unsupported => String::new(),
        kind => format!("{}: ", kind.name()),
    };
    Refusal {
        line: error.line,
        column: error.column,
        message: format!("{kind}{}", error.message),
        hint: error.hint.clone(),
        rendered: error.render(source, file),
    }
}

/// For a module that Loopscope does not have.
fn unknown_module(import: &Import, source: &str, file: &str) -> Refusal {
    let name = &import.module;
    let hint = instead::instead_of(name).map_or_else(
        || format!("Loopscope has these modules: {}.", outermost(&library::public_modules())),
        str::to_owned,
    );
    let span = lang::Span { line: import.line, column: import.column, ..lang::Span::default() };
    unsupported(&format!("the module '{name}'"), &hint, span, source, file)
}

fn unsupported(what: &str, hint: &str, span: lang::Span, source: &str, file: &str) -> Refusal {
    let rendered = lang::Error::unsupported(what, hint, span).render(source, file);
    let message = format!("{what} is not supported");
    Refusal { line: span.line, column: span.column, message, hint: Some(hint.to_owned()), rendered }
}

/// The names without dots: what is inside a package need not be listed.
fn outermost(modules: &[&str]) -> String {
    let names: Vec<&str> = modules.iter().copied().filter(|name| !name.contains('.')).collect();
    names.join(", ")
}

/// The first import of a program that nothing satisfies.
pub fn refused_import(imports: &[Import], source: &str, file: &str) -> Option<Refusal> {
    let unknown = imports.iter().find(|import| {
        // The compiler has its own words for relative imports.
        let is_relative = import.module.starts_with('.');
        let private = import.module.split('.').any(|part| part.starts_with('_'));
        !import.guarded && !is_relative && (private || library::find(&import.module).is_none())
    });
    unknown.map(|import| unknown_module(import, source, file))
}

/// The first use of a builtin that Loopscope does not have. A program may have its own function of that name.
pub fn refused_builtin(
    unbound: &[(lang::ast::Name, lang::Span)],
    source: &str,
    file: &str,
) -> Option<Refusal> {
    let refusal = |(name, span): &(lang::ast::Name, lang::Span)| {
        let name = &**name;
        let hint = match REFUSED.iter().find(|(refused, _)| *refused == name) {
            Some((_, instead)) => *instead,
            None if ABSENT.contains(&name) => {
                "it is of use only to the interpreter, and to those who type into it"
            }
            None => return None,
        };
        let what = if name.starts_with("__") && name != "__import__" {
            name.to_owned()
        } else {
            format!("{name}()")
        };
        Some(unsupported(&what, hint, *span, source, file))
    };
    let refusals = unbound.iter().filter_map(refusal);
    refusals.min_by_key(|refusal| (refusal.line, refusal.column))
}

/// The first use of a name that a module has in CPython 3.11 and not here, as far as [`instead`] knows: only what programs about
/// input and output are likely to want. Other names are missed when the program runs.
pub fn refused_name(
    names: &[lang::ModuleName],
    mut has: impl FnMut(&str, &str) -> bool,
    source: &str,
    file: &str,
) -> Option<Refusal> {
    let refusals = names.iter().filter_map(|lang::ModuleName { module, name, span }| {
        let instead = instead::instead_of_name(module, name).filter(|_| !has(module, name))?;
        Some(unsupported(&format!("{module}.{name}"), instead, *span, source, file))
    });
    refusals.min_by_key(|refusal| (refusal.line, refusal.column))
}
