//! Programs that are refused before they run: what is wrong, where, and what to do.

mod evaluate;
mod instead;
mod missing;
mod results;

use crate::library;
use lang::{AttributeUse, ErrorKind, Import, KeywordUse};
use protocol::Refusal;
use vm::Vm;
use vm::builtins::{ABSENT, REFUSED};

pub use missing::sentence as unsupported_at_run_time;

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

/// The first import of a program that nothing satisfies. One that the program is ready to lose is let through if CPython's own
/// library would not satisfy it either: then the program does here what it does there.
pub fn refused_import(imports: &[Import], source: &str, file: &str) -> Option<Refusal> {
    let unknown = imports.iter().find(|import| {
        // The compiler has its own words for relative imports.
        let is_relative = import.module.starts_with('.');
        let private = import.module.split('.').any(|part| part.starts_with('_'));
        let package = import.module.split('.').next().unwrap_or_default();
        let may_fail = import.guarded && !missing::is_module(package) && library::find(package).is_none();
        !may_fail && !is_relative && (private || library::find(&import.module).is_none())
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

/// The first use of a name that a module has in CPython 3.11 and not here. Of packages that are none of CPython's library it is not
/// recorded what they have: there, whatever is not here is refused.
pub fn refused_name(vm: &mut Vm, names: &[lang::ModuleName], source: &str, file: &str) -> Option<Refusal> {
    let refusals = names.iter().filter_map(|lang::ModuleName { module, name, span }| {
        let is_unsupported =
            name != "*" && !evaluate::has(vm, module, name) && missing::of_module(module, name);
        is_unsupported
            .then(|| unsupported(&format!("{module}.{name}"), hint_for(module, name), *span, source, file))
    });
    refusals.min_by_key(|refusal| (refusal.line, refusal.column))
}

/// The first use of an attribute that something has in CPython 3.11 and not here, where it can be seen what that something is.
pub fn refused_attribute(vm: &mut Vm, uses: &[AttributeUse], source: &str, file: &str) -> Option<Refusal> {
    let refusals = uses.iter().filter_map(|AttributeUse { of, name, span }| {
        let what = evaluate::missing_in(vm, of, name)?;
        let (owner, name) = what.rsplit_once('.').unwrap_or(("", &what));
        Some(unsupported(&what, hint_for(owner, name), *span, source, file))
    });
    refusals.min_by_key(|refusal| (refusal.line, refusal.column))
}

/// The first use of a keyword argument that a function has in CPython 3.11 and not here.
pub fn refused_keyword(vm: &mut Vm, uses: &[KeywordUse], source: &str, file: &str) -> Option<Refusal> {
    let refusals = uses.iter().filter_map(|KeywordUse { of, name, span }| {
        let (function, hint) = instead::instead_of_keyword(&evaluate::path(vm, of)?, name)?;
        Some(unsupported(&format!("{function}({name}=…)"), hint, *span, source, file))
    });
    refusals.min_by_key(|refusal| (refusal.line, refusal.column))
}

/// What to do without a name.
fn hint_for(module: &str, name: &str) -> &'static str {
    instead::instead_of_name(module, name).unwrap_or(
        "CPython 3.11 has it, and Loopscope has not: the table at #/conformance says what there is",
    )
}
