//! The first pass: how each scope uses each name. This file has the statements; expressions are in files of their own.

mod annotation;
mod comprehension;
mod expression;

use super::{MODULE, Scope, ScopeKind, Symbol, mangle};
use crate::ast::{
    Alias, Class, Expression, ExpressionKind, Function, Identifier, Lambda, Module, Name, Parameters,
    ScopeId, Statement, StatementKind,
};
use crate::error::Error;
use crate::span::Span;
use std::collections::BTreeMap;
use std::rc::Rc;

type Done = Result<(), Error>;

pub(super) fn collect(module: &Module) -> Result<BTreeMap<ScopeId, Scope>, Error> {
    let mut collector = Collector {
        scopes: BTreeMap::from([(MODULE, Scope::new(ScopeKind::Module, None))]),
        current: MODULE,
        class: None,
        iterables: 0,
        text_annotations: module.text_annotations,
    };
    collector.statements(&module.body)?;
    Ok(collector.scopes)
}

struct Collector {
    scopes: BTreeMap<ScopeId, Scope>,
    current: ScopeId,
    /// The innermost class around, whose name mangles private names.
    class: Option<Name>,
    /// How many iterables of comprehensions are open: `:=` is forbidden in them.
    iterables: u32,
    text_annotations: bool,
}

impl Collector {
    fn scope(&mut self) -> &mut Scope {
        self.scopes.get_mut(&self.current).expect("the current scope is registered when it is entered")
    }

    fn symbol(&mut self, name: &Name) -> &mut Symbol {
        let name = mangle(self.class.as_deref(), name);
        self.scope().symbols.entry(name).or_default()
    }

    fn assign(&mut self, name: &Name) {
        self.symbol(name).assigned = true;
    }

    fn within(&mut self, id: ScopeId, kind: ScopeKind, visit: impl FnOnce(&mut Self) -> Done) -> Done {
        let parent = self.current;
        self.scope().children.push(id);
        self.scopes.insert(id, Scope::new(kind, Some(parent)));
        self.current = id;
        let done = visit(self);
        self.current = parent;
        done
    }

    fn statements(&mut self, statements: &[Statement]) -> Done {
        statements.iter().try_for_each(|statement| self.statement(statement))
    }

    fn expressions<'a>(&mut self, expressions: impl IntoIterator<Item = &'a Expression>) -> Done {
        expressions.into_iter().try_for_each(|expression| self.expression(expression))
    }

    fn statement(&mut self, statement: &Statement) -> Done {
        match &statement.kind {
            StatementKind::Function(function) => self.function(function),
            StatementKind::Class(class) => self.class(class),
            StatementKind::Return(value) => self.expressions(value),
            StatementKind::Delete(targets) => targets.iter().try_for_each(|target| self.target(target)),
            StatementKind::Assign { targets, value } => {
                targets.iter().try_for_each(|target| self.target(target))?;
                self.expression(value)
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                if let ExpressionKind::Name(name) = &target.kind {
                    self.symbol(name).used = true;
                }
                self.target(target)?;
                self.expression(value)
            }
            StatementKind::AnnotatedAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_ref(), *simple, statement.span)
            }
            StatementKind::For { target, iterable, body, otherwise, .. } => {
                self.target(target)?;
                self.expression(iterable)?;
                self.statements(body)?;
                self.statements(otherwise)
            }
            StatementKind::While { test, body, otherwise } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(otherwise)
            }
            StatementKind::If { branches, otherwise } => {
                for branch in branches {
                    self.expression(&branch.test)?;
                    self.statements(&branch.body)?;
                }
                self.statements(otherwise)
            }
            StatementKind::With { items, body, .. } => {
                for item in items {
                    self.expression(&item.context)?;
                    item.target.iter().try_for_each(|target| self.target(target))?;
                }
                self.statements(body)
            }
            StatementKind::Match { subject, cases } => {
                self.expression(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.expressions(&case.guard)?;
                    self.statements(&case.body)?;
                }
                Ok(())
            }
            StatementKind::Raise { exception, cause } => {
                self.expressions(exception)?;
                self.expressions(cause)
            }
            StatementKind::Try(statement) => {
                self.statements(&statement.body)?;
                for handler in &statement.handlers {
                    self.expressions(&handler.exception)?;
                    handler.name.iter().for_each(|name| self.assign(&name.name));
                    self.statements(&handler.body)?;
                }
                self.statements(&statement.otherwise)?;
                self.statements(&statement.finally)
            }
            StatementKind::Assert { test, message } => {
                self.expression(test)?;
                self.expressions(message)
            }
            StatementKind::Import(aliases) => {
                aliases.iter().for_each(|alias| self.import(alias));
                Ok(())
            }
            StatementKind::ImportFrom { module, level: 0, .. }
                if &**module == "__future__" && self.current != MODULE =>
            {
                let message = "from __future__ imports must occur at the beginning of the file";
                Err(Error::syntax(message, statement.span))
            }
            StatementKind::ImportFrom { names, .. } => self.import_from(names),
            StatementKind::Global(names) => self.global(names, statement.span),
            StatementKind::Nonlocal(names) => self.nonlocal(names, statement.span),
            StatementKind::Expression(value) => self.expression(value),
            StatementKind::Pass | StatementKind::Break | StatementKind::Continue => Ok(()),
        }
    }

    fn import(&mut self, alias: &Alias) {
        let name = match (&alias.rename, alias.name.split_once('.')) {
            (Some(rename), _) => rename.clone(),
            (None, Some((package, _))) => Rc::from(package),
            (None, None) => alias.name.clone(),
        };
        self.assign(&name);
    }

    fn import_from(&mut self, names: &[Alias]) -> Done {
        for alias in names {
            if &*alias.name == "*" {
                if self.current != MODULE {
                    return Err(Error::syntax("import * only allowed at module level", alias.span));
                }
                continue;
            }
            self.assign(alias.rename.as_ref().unwrap_or(&alias.name));
        }
        Ok(())
    }

    fn annotated(
        &mut self,
        target: &Expression,
        annotation: &Expression,
        value: Option<&Expression>,
        simple: bool,
        span: Span,
    ) -> Done {
        if let ExpressionKind::Name(name) = &target.kind {
            let in_module = self.current == MODULE;
            let symbol = self.symbol(name);
            if simple && !in_module && (symbol.global || symbol.nonlocal) {
                let what = if symbol.global { "global" } else { "nonlocal" };
                return Err(Error::syntax(format!("annotated name '{name}' can't be {what}"), span));
            }
            if simple || value.is_some() {
                symbol.assigned = true;
                symbol.annotated |= simple;
            }
        } else {
            self.target(target)?;
        }
        if self.text_annotations {
            annotation::check(annotation)?;
        } else {
            self.expression(annotation)?;
        }
        self.expressions(value)
    }

    fn global(&mut self, names: &[Identifier], span: Span) -> Done {
        for Identifier { name, .. } in names {
            let symbol = self.symbol(name);
            let problem = if symbol.parameter {
                format!("name '{name}' is parameter and global")
            } else if symbol.used {
                format!("name '{name}' is used prior to global declaration")
            } else if symbol.annotated {
                format!("annotated name '{name}' can't be global")
            } else if symbol.assigned {
                format!("name '{name}' is assigned to before global declaration")
            } else {
                symbol.global = true;
                symbol.declaration.get_or_insert(span);
                continue;
            };
            return Err(Error::syntax(problem, span));
        }
        Ok(())
    }

    fn nonlocal(&mut self, names: &[Identifier], span: Span) -> Done {
        for Identifier { name, .. } in names {
            let symbol = self.symbol(name);
            let problem = if symbol.parameter {
                format!("name '{name}' is parameter and nonlocal")
            } else if symbol.used {
                format!("name '{name}' is used prior to nonlocal declaration")
            } else if symbol.annotated {
                format!("annotated name '{name}' can't be nonlocal")
            } else if symbol.assigned {
                format!("name '{name}' is assigned to before nonlocal declaration")
            } else {
                symbol.nonlocal = true;
                symbol.declaration.get_or_insert(span);
                continue;
            };
            return Err(Error::syntax(problem, span));
        }
        Ok(())
    }

    fn function(&mut self, function: &Function) -> Done {
        self.assign(&function.name.name);
        self.defaults(&function.parameters)?;
        let annotations = function.parameters.iter().filter_map(|parameter| parameter.annotation.as_ref());
        let mut annotations = annotations.chain(&function.returns);
        if self.text_annotations {
            annotations.try_for_each(annotation::check)?;
        } else {
            self.expressions(annotations)?;
        }
        self.expressions(&function.decorators)?;
        self.within(function.scope, ScopeKind::Function, |collector| {
            collector.scope().coroutine = function.asynchronous;
            collector.scope().asynchronous = function.asynchronous;
            collector.parameters(&function.parameters)?;
            collector.statements(&function.body)
        })
    }

    fn lambda(&mut self, lambda: &Lambda) -> Done {
        self.defaults(&lambda.parameters)?;
        self.within(lambda.scope, ScopeKind::Lambda, |collector| {
            collector.parameters(&lambda.parameters)?;
            collector.expression(&lambda.body)
        })
    }

    fn defaults(&mut self, parameters: &Parameters) -> Done {
        self.expressions(parameters.iter().filter_map(|parameter| parameter.default.as_ref()))
    }

    fn parameters(&mut self, parameters: &Parameters) -> Done {
        for parameter in parameters.iter() {
            let symbol = self.symbol(&parameter.name);
            if symbol.parameter {
                let message = format!("duplicate argument '{}' in function definition", parameter.name);
                return Err(Error::syntax(message, parameter.span));
            }
            symbol.parameter = true;
        }
        Ok(())
    }

    fn class(&mut self, class: &Class) -> Done {
        self.assign(&class.name.name);
        self.expressions(class.arguments.iter().map(|argument| &argument.value))?;
        self.expressions(&class.decorators)?;
        let outer = self.class.replace(class.name.name.clone());
        let done = self.within(class.scope, ScopeKind::Class, |collector| collector.statements(&class.body));
        self.class = outer;
        done
    }
}
