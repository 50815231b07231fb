//! Which variables a program binds, and to what, as far as that can be seen. A name counts as bound anew by whatever may bind it:
//! comprehensions and lambdas too, as if their variables were those around them, so that less is seen rather than more.
//!
//! Begin with [`Scopes::new`].

use std::collections::BTreeMap;

use crate::ast::{
    Alias, Class, Expression, ExpressionKind, Function, Module, Name, ScopeId, Statement, StatementKind,
};

/// What a variable is bound to.
#[derive(Debug, Clone)]
pub(super) enum Bound<'a> {
    /// A module.
    Module(Name),
    /// A name of a module.
    Member(Name, Name),
    /// The value of an expression.
    Value(&'a Expression),
    /// An object of the class that this names.
    Annotated(&'a Expression),
    /// What this context manager gives.
    Entered(&'a Expression),
    /// A class of the program.
    Class(&'a Class),
    /// An object of that class: `self`.
    Itself(&'a Class),
    /// Something of which nothing is seen, or one of several.
    Other,
}

/// A module, function or class, and what it binds.
#[derive(Debug)]
struct Scope<'a> {
    parent: Option<usize>,
    is_class: bool,
    names: BTreeMap<Name, Bound<'a>>,
}

/// An attribute that methods of a class assign, and what to.
type Assigned<'a> = (ScopeId, Name, Option<(&'a Expression, usize)>);

/// All scopes of a program; the module's is the first.
#[derive(Debug)]
pub(super) struct Scopes<'a> {
    all: Vec<Scope<'a>>,
    numbers: BTreeMap<ScopeId, usize>,
    /// What classes define, and set on `self`, by the class's scope.
    own: BTreeMap<ScopeId, Vec<Name>>,
    /// What is assigned to attributes in a class's methods, in which scope; None for what is no plain assignment.
    assigned: Vec<Assigned<'a>>,
}

impl<'a> Scopes<'a> {
    /// The scopes of a program.
    pub(super) fn new(module: &'a Module) -> Scopes<'a> {
        let mut scopes =
            Scopes { all: Vec::new(), numbers: BTreeMap::new(), own: BTreeMap::new(), assigned: Vec::new() };
        scopes.all.push(Scope { parent: None, is_class: false, names: BTreeMap::new() });
        scopes.statements(&module.body, 0, None);
        scopes
    }

    /// The number of a scope.
    pub(super) fn of(&self, scope: ScopeId) -> usize {
        self.numbers.get(&scope).copied().unwrap_or(0)
    }

    /// The scope around another one.
    pub(super) fn around(&self, scope: ScopeId) -> usize {
        self.all[self.of(scope)].parent.unwrap_or(0)
    }

    /// What a name means in a scope, and the scope that binds it; None if no scope does.
    pub(super) fn find(&self, name: &str, scope: usize) -> Option<(&Bound<'a>, usize)> {
        let mut at = Some(scope);
        while let Some(number) = at {
            let here = &self.all[number];
            // What a class binds is seen in its own block, and not in its methods.
            if (!here.is_class || number == scope)
                && let Some(bound) = here.names.get(name)
            {
                return Some((bound, number));
            }
            at = here.parent;
        }
        None
    }

    /// Whether a class of the program defines an attribute, sets it on `self`, or may have any.
    pub(super) fn has_own(&self, class: &Class, attribute: &str) -> bool {
        let own = self.own.get(&class.scope);
        own.is_none_or(|own| own.iter().any(|name| &**name == attribute || &**name == "__getattr__"))
            || self.assigned.iter().any(|(scope, name, _)| *scope == class.scope && &**name == attribute)
    }

    /// What an attribute of a class's objects is set to, and in which scope, if that is done in one place only.
    pub(super) fn only_value(&self, class: &Class, attribute: &str) -> Option<(&'a Expression, usize)> {
        let mut values =
            self.assigned.iter().filter(|(scope, name, _)| *scope == class.scope && &**name == attribute);
        let (.., value) = values.next()?;
        if values.next().is_some() { None } else { *value }
    }

    fn bind(&mut self, scope: usize, name: &Name, bound: Bound<'a>) {
        let names = &mut self.all[scope].names;
        let bound = if names.contains_key(name) { Bound::Other } else { bound };
        names.insert(name.clone(), bound);
    }

    fn open(&mut self, id: ScopeId, parent: usize, is_class: bool) -> usize {
        self.all.push(Scope { parent: Some(parent), is_class, names: BTreeMap::new() });
        self.numbers.insert(id, self.all.len() - 1);
        self.all.len() - 1
    }

    fn statements(&mut self, statements: &'a [Statement], scope: usize, class: Option<&'a Class>) {
        for statement in statements {
            self.statement(statement, scope, class);
        }
    }

    fn statement(&mut self, statement: &'a Statement, scope: usize, class: Option<&'a Class>) {
        match &statement.kind {
            StatementKind::Function(function) => self.function(function, scope, class),
            StatementKind::Class(inner) => {
                self.bind(scope, &inner.name.name, Bound::Class(inner));
                let block = self.open(inner.scope, scope, true);
                self.own.insert(inner.scope, Vec::new());
                self.statements(&inner.body, block, Some(inner));
                let defined: Vec<Name> = self.all[block].names.keys().cloned().collect();
                self.own.entry(inner.scope).or_default().extend(defined);
            }
            StatementKind::Assign { targets, value } => match &targets[..] {
                [Expression { kind: ExpressionKind::Name(name), .. }] => {
                    self.bind(scope, name, Bound::Value(value));
                }
                [Expression { kind: ExpressionKind::Attribute { name, .. }, .. }] => {
                    if let Some(class) = class {
                        self.assigned.push((class.scope, name.name.clone(), Some((value, scope))));
                    }
                }
                targets => targets.iter().for_each(|target| self.target(target, scope, class)),
            },
            StatementKind::AnnotatedAssign { target, annotation, .. } => match &target.kind {
                ExpressionKind::Name(name) => self.bind(scope, name, Bound::Annotated(annotation)),
                _ => self.target(target, scope, class),
            },
            StatementKind::AugmentedAssign { target, .. } | StatementKind::For { target, .. } => {
                self.target(target, scope, class);
            }
            StatementKind::Delete(targets) => {
                targets.iter().for_each(|target| self.target(target, scope, class));
            }
            StatementKind::With { items, .. } => {
                for item in items {
                    match &item.target {
                        Some(Expression { kind: ExpressionKind::Name(name), .. }) => {
                            self.bind(scope, name, Bound::Entered(&item.context));
                        }
                        Some(target) => self.target(target, scope, class),
                        None => {}
                    }
                }
            }
            StatementKind::Match { cases, .. } => {
                cases
                    .iter()
                    .flat_map(|case| case.pattern.names())
                    .for_each(|name| self.unknown(scope, &name));
            }
            StatementKind::Try(inner) => {
                let names = inner.handlers.iter().filter_map(|handler| handler.name.as_ref());
                names.for_each(|name| self.unknown(scope, &name.name));
            }
            StatementKind::Import(aliases) => aliases.iter().for_each(|alias| self.import(alias, scope)),
            StatementKind::ImportFrom { module, names, level: 0 } => {
                for alias in names {
                    let bound = alias.rename.as_ref().unwrap_or(&alias.name);
                    self.bind(scope, bound, Bound::Member(module.clone(), alias.name.clone()));
                }
            }
            // Some other block binds what this one says: nothing is known of it anywhere.
            StatementKind::Global(names) | StatementKind::Nonlocal(names) => {
                for name in names {
                    (0..self.all.len()).for_each(|number| self.unknown(number, &name.name));
                }
            }
            _ => {}
        }
        statement.expressions().into_iter().for_each(|value| self.within(value, scope));
        if !matches!(statement.kind, StatementKind::Function(_) | StatementKind::Class(_)) {
            statement.blocks().into_iter().for_each(|block| self.statements(block, scope, class));
        }
    }

    fn unknown(&mut self, scope: usize, name: &Name) {
        self.all[scope].names.insert(name.clone(), Bound::Other);
    }

    fn import(&mut self, alias: &Alias, scope: usize) {
        match &alias.rename {
            Some(name) => self.bind(scope, name, Bound::Module(alias.name.clone())),
            None => {
                // `import a.b` and `import a.c` bind the same name to the same package.
                let package: Name = alias.name.split('.').next().unwrap_or_default().into();
                let is_again = matches!(self.all[scope].names.get(&package), Some(Bound::Module(other)) if *other == package);
                if !is_again {
                    self.bind(scope, &package, Bound::Module(package.clone()));
                }
            }
        }
    }

    fn function(&mut self, function: &'a Function, scope: usize, class: Option<&'a Class>) {
        self.bind(scope, &function.name.name, Bound::Other);
        let block = self.open(function.scope, scope, false);
        let is_method = self.all[scope].is_class && function.decorators.is_empty();
        let parameters = &function.parameters;
        let first = parameters.positional_only.iter().chain(&parameters.positional).next();
        for parameter in parameters.iter() {
            let is_first = first.is_some_and(|first| std::ptr::eq(first, parameter));
            let bound = match (&parameter.annotation, class) {
                (_, Some(class)) if is_method && is_first => Bound::Itself(class),
                (Some(annotation), _) => Bound::Annotated(annotation),
                (None, _) => Bound::Other,
            };
            self.bind(block, &parameter.name, bound);
        }
        self.statements(&function.body, block, class);
    }

    /// Whatever an assignment target binds; of an attribute of a name in a class, that objects have it.
    fn target(&mut self, target: &'a Expression, scope: usize, class: Option<&'a Class>) {
        match &target.kind {
            ExpressionKind::Name(name) => self.bind_unknown(scope, name),
            ExpressionKind::Attribute { name, .. } => {
                if let Some(class) = class {
                    self.assigned.push((class.scope, name.name.clone(), None));
                }
            }
            ExpressionKind::Subscript { .. } => {}
            _ => target.parts().into_iter().for_each(|part| self.target(part, scope, class)),
        }
    }

    fn bind_unknown(&mut self, scope: usize, name: &Name) {
        self.bind(scope, name, Bound::Other);
    }

    /// The names that expressions bind: `:=`, and the variables of comprehensions and lambdas.
    fn within(&mut self, expression: &'a Expression, scope: usize) {
        let mut left = vec![expression];
        while let Some(expression) = left.pop() {
            match &expression.kind {
                ExpressionKind::Walrus { target, .. } => self.unknown(scope, &target.name),
                ExpressionKind::Lambda(lambda) => {
                    lambda.parameters.iter().for_each(|parameter| self.unknown(scope, &parameter.name));
                }
                ExpressionKind::Comprehension(comprehension) => {
                    for clause in &comprehension.clauses {
                        self.target(&clause.target, scope, None);
                        let mut names = Vec::new();
                        names_in(&clause.target, &mut names);
                        names.iter().for_each(|name| self.unknown(scope, name));
                    }
                }
                _ => {}
            }
            left.extend(expression.parts());
        }
    }
}

fn names_in(target: &Expression, found: &mut Vec<Name>) {
    let mut left = vec![target];
    while let Some(expression) = left.pop() {
        match &expression.kind {
            ExpressionKind::Name(name) => found.push(name.clone()),
            ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => {}
            _ => left.extend(expression.parts()),
        }
    }
}
