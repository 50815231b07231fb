//! Which variable each name means: local, captured, or global.
//!
//! Two passes over the syntax tree, as in CPython: `symbols/collect.rs` notes in every scope how each name is used there;
//! `symbols/resolve.rs` then decides from the outermost scope inwards where each name lives. Begin with [`SymbolTable::new`].

mod collect;
mod resolve;
#[cfg(test)]
mod tests;

use super::ast::{ComprehensionKind, Module, Name, ScopeId};
use super::error::Error;
use super::span::Span;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The module's own scope; the parser numbers the others from 1.
pub(super) const MODULE: ScopeId = ScopeId(0);

/// All scopes of a module.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SymbolTable {
    scopes: BTreeMap<ScopeId, Scope>,
}

impl SymbolTable {
    /// Finds all scopes and decides about all names.
    ///
    /// # Errors
    /// What Python forbids about names: `global x` after a use of `x`, `nonlocal x` without an `x` around, and so on.
    pub(super) fn new(module: &Module) -> Result<Self, Error> {
        let mut scopes = collect::collect(module)?;
        resolve::resolve(&mut scopes)?;
        Ok(SymbolTable { scopes })
    }

    /// Where each name is first read that no scope binds, by name.
    pub(super) fn unbound(&self) -> Vec<(Name, Span)> {
        let binds = |scope: &Scope, name: &str| scope.symbols.get(name).is_some_and(|symbol| symbol.bound());
        let is_unbound = |name: &str| {
            let declared =
                |scope: &Scope| scope.place(name) == VariableScope::GlobalDeclared && binds(scope, name);
            !binds(self.scope(MODULE), name) && !self.scopes.values().any(declared)
        };
        let mut found = BTreeMap::new();
        for (name, symbol) in self.scopes.values().flat_map(|scope| &scope.symbols) {
            let is_global =
                matches!(symbol.place, Some(VariableScope::Global | VariableScope::GlobalDeclared));
            if let Some(span) = symbol.first_use.filter(|_| is_global && is_unbound(name)) {
                let first = found.entry(name.clone()).or_insert(span);
                if (span.line, span.column) < (first.line, first.column) {
                    *first = span;
                }
            }
        }
        found.into_iter().collect()
    }

    /// The attributes that are named of a variable of the module, and where.
    pub(super) fn attributes_of(&self, name: &str) -> impl Iterator<Item = (&str, Span)> {
        let means_it = |id: ScopeId, scope: &Scope| {
            id == MODULE || matches!(scope.place(name), VariableScope::Global | VariableScope::GlobalDeclared)
        };
        let scopes = self.scopes.iter().filter(move |&(&id, scope)| means_it(id, scope));
        let symbols = scopes.filter_map(move |(_, scope)| scope.symbols.get(name));
        symbols.flat_map(|symbol| symbol.attributes.iter().map(|(name, span)| (&**name, *span)))
    }

    /// A scope that the parser has numbered.
    pub(super) fn scope(&self, id: ScopeId) -> &Scope {
        self.scopes.get(&id).expect("the collecting pass visits every scope")
    }
}

/// What opens a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension(ComprehensionKind),
}

impl ScopeKind {
    /// Does its code run in a frame of its own, with local slots?
    pub(super) fn is_function(self) -> bool {
        matches!(self, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_))
    }
}

/// Where a variable lives, seen from one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VariableScope {
    /// Here, and nowhere else. (In a module and in a class: among its names.)
    Local,
    /// Here, but inner scopes use it as well.
    Cell,
    /// In an enclosing function.
    Free,
    /// In the module, because a `global` statement says so.
    GlobalDeclared,
    /// In the module or among the builtins.
    Global,
}

/// How a scope uses a name.
#[derive(Debug, Clone, PartialEq, Default)]
struct Symbol {
    used: bool,
    assigned: bool,
    parameter: bool,
    annotated: bool,
    global: bool,
    nonlocal: bool,
    /// It is the loop variable of a comprehension.
    iterated: bool,
    /// Where it is first read.
    first_use: Option<Span>,
    /// The attributes of it that are named, `x.attribute`, and where.
    attributes: Vec<(Name, Span)>,
    /// Where `global` or `nonlocal` stands.
    declaration: Option<Span>,
    place: Option<VariableScope>,
}

impl Symbol {
    fn bound(&self) -> bool {
        self.assigned || self.parameter
    }
}

/// The names of a module, class, function or comprehension.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    /// Contains `yield`, or is a generator expression.
    pub(super) generator: bool,
    /// Is `async def`, or contains `await`.
    pub(super) coroutine: bool,
    /// Is `async def`.
    pub(super) asynchronous: bool,
    symbols: BTreeMap<Name, Symbol>,
    children: Vec<ScopeId>,
    /// Of the variables that live here, those that inner scopes use; sorted.
    pub(super) cells: Vec<Name>,
    /// The variables of enclosing functions that this scope or an inner one uses; sorted.
    pub(super) free: Vec<Name>,
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<ScopeId>) -> Self {
        Scope {
            kind,
            parent,
            generator: false,
            coroutine: false,
            asynchronous: false,
            symbols: BTreeMap::new(),
            children: Vec::new(),
            cells: Vec::new(),
            free: Vec::new(),
        }
    }

    /// Where the variable lives that a (mangled) name means here.
    pub(super) fn place(&self, name: &str) -> VariableScope {
        self.symbols.get(name).and_then(|symbol| symbol.place).unwrap_or(VariableScope::Global)
    }
}

/// `__x` within a class `C` means `_C__x`.
pub(super) fn mangle(class: Option<&str>, name: &Name) -> Name {
    let Some(class) = class.map(|class| class.trim_start_matches('_')).filter(|class| !class.is_empty())
    else {
        return name.clone();
    };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    Rc::from(format!("_{class}{name}"))
}
