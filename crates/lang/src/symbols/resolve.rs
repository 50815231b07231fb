//! The second pass: from how names are used to where they live.

use super::{MODULE, Scope, ScopeKind, VariableScope};
use crate::ast::{Name, ScopeId};
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

type Names = BTreeSet<Name>;

pub(super) fn resolve(scopes: &mut BTreeMap<ScopeId, Scope>) -> Result<(), Error> {
    scope(scopes, MODULE, None, &Names::new()).map(|_| ())
}

/// Decides about one scope and all within it. `bound` holds the variables of enclosing functions (nothing at module level);
/// `global` the names that an enclosing scope has declared global. Gives the variables that must come from around it.
fn scope(
    scopes: &mut BTreeMap<ScopeId, Scope>,
    id: ScopeId,
    bound: Option<&Names>,
    global: &Names,
) -> Result<Names, Error> {
    let mut current = scopes.remove(&id).expect("every child is registered");
    let found = decide(scopes, &mut current, bound, global);
    scopes.insert(id, current);
    found
}

fn decide(
    scopes: &mut BTreeMap<ScopeId, Scope>,
    current: &mut Scope,
    bound: Option<&Names>,
    global: &Names,
) -> Result<Names, Error> {
    let outer_bound = bound.cloned().unwrap_or_default();
    let (mut visible, mut globals) = (outer_bound.clone(), global.clone());
    let mut local = Names::new();
    let mut free = Names::new();
    for (name, symbol) in &mut current.symbols {
        let place = if symbol.global {
            if symbol.nonlocal {
                let message = format!("name '{name}' is nonlocal and global");
                return Err(Error::syntax(message, symbol.declaration.unwrap_or_default()));
            }
            globals.insert(name.clone());
            visible.remove(name);
            VariableScope::GlobalDeclared
        } else if symbol.nonlocal {
            if bound.is_none() {
                let message = "nonlocal declaration not allowed at module level";
                return Err(Error::syntax(message, symbol.declaration.unwrap_or_default()));
            }
            if !outer_bound.contains(name) {
                let message = format!("no binding for nonlocal '{name}' found");
                return Err(Error::syntax(message, symbol.declaration.unwrap_or_default()));
            }
            free.insert(name.clone());
            VariableScope::Free
        } else if symbol.bound() {
            local.insert(name.clone());
            globals.remove(name);
            VariableScope::Local
        } else if outer_bound.contains(name) {
            free.insert(name.clone());
            VariableScope::Free
        } else {
            VariableScope::Global
        };
        symbol.place = Some(place);
    }
    let inner = match current.kind {
        // A class's variables are invisible to what is within it.
        ScopeKind::Class => {
            let mut inner = outer_bound.clone();
            inner.insert(Rc::from("__class__"));
            children(scopes, current, Some(&inner), global)?
        }
        ScopeKind::Module => children(scopes, current, None, &globals)?,
        _ => {
            visible.extend(local.iter().cloned());
            children(scopes, current, Some(&visible), &globals)?
        }
    };
    free.extend(capture(current, inner, &local));
    // What inner scopes need from further out passes through this one.
    for name in &free {
        let symbol = current.symbols.entry(name.clone()).or_default();
        if symbol.place.is_none() || symbol.place == Some(VariableScope::Global) {
            symbol.place = Some(VariableScope::Free);
        }
    }
    current.free = free.iter().cloned().collect();
    Ok(free)
}

fn children(
    scopes: &mut BTreeMap<ScopeId, Scope>,
    current: &Scope,
    bound: Option<&Names>,
    global: &Names,
) -> Result<Names, Error> {
    let mut free = Names::new();
    let nothing = Names::new();
    for child in &current.children {
        // Directly within a module nothing is bound, but `nonlocal` in a function there has its own message.
        free.extend(scope(scopes, *child, Some(bound.unwrap_or(&nothing)), global)?);
    }
    Ok(free)
}

/// Makes cells of the variables here that inner scopes need; gives those that are not here.
fn capture(current: &mut Scope, inner: Names, local: &Names) -> Names {
    let mut rest = Names::new();
    for name in inner {
        let here = match current.kind {
            ScopeKind::Class => &*name == "__class__",
            ScopeKind::Module => false,
            _ => local.contains(&name),
        };
        if !here {
            rest.insert(name);
            continue;
        }
        if current.kind != ScopeKind::Class {
            current.symbols.entry(name.clone()).or_default().place = Some(VariableScope::Cell);
        }
        current.cells.push(name);
    }
    rest
}
