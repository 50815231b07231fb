//! Where variables live.

use super::{MODULE, ScopeKind, SymbolTable, VariableScope};
use crate::ast::ScopeId;
use crate::parser::parse;

fn table(source: &str) -> SymbolTable {
    SymbolTable::new(&parse(source).unwrap()).unwrap()
}

/// The places of a name, from the module to the innermost scope; for programs whose scopes nest one in the other.
fn places(source: &str, name: &str) -> Vec<VariableScope> {
    let table = table(source);
    let mut places = Vec::new();
    let mut id = MODULE;
    loop {
        let scope = table.scope(id);
        places.push(scope.place(name));
        match scope.children.first() {
            Some(child) => id = *child,
            None => return places,
        }
    }
}

fn refusal(source: &str) -> String {
    SymbolTable::new(&parse(source).unwrap()).unwrap_err().message
}

#[test]
fn a_variable_that_an_inner_function_uses_is_a_cell() {
    let source = "def f():\n x = 1\n def g():\n  def h(): return x\n";
    assert_eq!(
        places(source, "x"),
        [VariableScope::Global, VariableScope::Cell, VariableScope::Free, VariableScope::Free]
    );
}

#[test]
fn methods_do_not_see_the_variables_of_their_class() {
    let source = "def f():\n x = 1\n class A:\n  x = 2\n  def m(self): return x\n";
    assert_eq!(
        places(source, "x"),
        [VariableScope::Global, VariableScope::Cell, VariableScope::Local, VariableScope::Free]
    );
}

#[test]
fn super_needs_a_cell_for_the_class() {
    let table = table("class A:\n def m(self): super()\n");
    assert_eq!(*table.scope(ScopeId(1)).cells, ["__class__".into()]);
    assert_eq!(*table.scope(ScopeId(2)).free, ["__class__".into()]);
}

#[test]
fn global_and_nonlocal_reach_over_what_is_between() {
    let source = "def f():\n x = 1\n def g():\n  global x\n  def h(): return x\n";
    assert_eq!(
        places(source, "x"),
        [VariableScope::Global, VariableScope::Local, VariableScope::GlobalDeclared, VariableScope::Global]
    );
    let source = "def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2\n";
    assert_eq!(places(source, "x"), [VariableScope::Global, VariableScope::Cell, VariableScope::Free]);
}

#[test]
fn a_comprehension_is_a_scope_of_its_own_but_its_first_iterable_is_not_in_it() {
    let table = table("def f():\n return [x for x in x]\n");
    let comprehension = table.scope(ScopeId(2));
    assert!(matches!(comprehension.kind, ScopeKind::Comprehension(_)));
    assert_eq!(comprehension.place("x"), VariableScope::Local);
    assert_eq!(table.scope(ScopeId(1)).place("x"), VariableScope::Global);
}

#[test]
fn a_walrus_in_a_comprehension_assigns_around_it() {
    let source = "def f():\n return [(y := x) for x in z]\n";
    assert_eq!(places(source, "y"), [VariableScope::Global, VariableScope::Cell, VariableScope::Free]);
    assert_eq!(places("[(y := x) for x in z]\n", "y"), [VariableScope::Local, VariableScope::GlobalDeclared]);
}

#[test]
fn private_names_carry_the_name_of_their_class() {
    let table = table("class _A:\n def m(self):\n  __x = 1\n");
    assert_eq!(table.scope(ScopeId(2)).place("_A__x"), VariableScope::Local);
}

#[test]
fn impossible_declarations_are_refused() {
    for (source, expected) in [
        ("def f():\n nonlocal x\n", "no binding for nonlocal 'x' found"),
        ("nonlocal x\n", "nonlocal declaration not allowed at module level"),
        ("def f():\n x = 1\n global x\n", "name 'x' is assigned to before global declaration"),
        ("def f():\n x\n global x\n", "name 'x' is used prior to global declaration"),
        ("def f(x):\n global x\n", "name 'x' is parameter and global"),
        ("def f(x, x): pass\n", "duplicate argument 'x' in function definition"),
    ] {
        assert_eq!(refusal(source), expected);
    }
}
