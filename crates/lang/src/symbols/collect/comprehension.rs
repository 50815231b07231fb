//! Comprehensions, and `:=`, which looks through them.

use super::{Collector, Done};
use crate::ast::{Comprehension, ComprehensionKind, Expression, ExpressionKind, Identifier, Name, ScopeId};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::{ScopeKind, Symbol, mangle};
use std::rc::Rc;

impl Collector {
    pub(super) fn comprehension(&mut self, comprehension: &Comprehension) -> Done {
        let Some((outermost, inner)) = comprehension.clauses.split_first() else { return Ok(()) };
        self.iterable(&outermost.iterable)?;
        let generator = comprehension.kind == ComprehensionKind::Generator;
        let kind = ScopeKind::Comprehension(comprehension.kind);
        self.within(comprehension.scope, kind, |collector| {
            collector.symbol(&Rc::from(".0")).parameter = true;
            collector.iterated(&outermost.target)?;
            collector.scope().coroutine |= comprehension.clauses.iter().any(|clause| clause.asynchronous);
            collector.expressions(&outermost.conditions)?;
            for clause in inner {
                collector.iterated(&clause.target)?;
                collector.iterable(&clause.iterable)?;
                collector.expressions(&clause.conditions)?;
            }
            collector.expressions(&comprehension.value)?;
            collector.expression(&comprehension.element)?;
            collector.scope().generator = generator;
            Ok(())
        })?;
        let coroutine = self.scopes.get(&comprehension.scope).is_some_and(|scope| scope.coroutine);
        if coroutine && !generator {
            self.scope().coroutine = true;
        }
        Ok(())
    }

    fn iterable(&mut self, iterable: &Expression) -> Done {
        self.iterables += 1;
        let done = self.expression(iterable);
        self.iterables -= 1;
        done
    }

    /// The loop variables of a comprehension.
    fn iterated(&mut self, target: &Expression) -> Done {
        match &target.kind {
            ExpressionKind::Name(name) => {
                let symbol = self.symbol(name);
                if symbol.global || symbol.nonlocal {
                    let message = format!(
                        "comprehension inner loop cannot rebind assignment expression target '{name}'"
                    );
                    return Err(Error::syntax(message, target.span));
                }
                symbol.assigned = true;
                symbol.iterated = true;
                Ok(())
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().try_for_each(|item| self.iterated(item))
            }
            ExpressionKind::Starred(inner) => self.iterated(inner),
            _ => self.expression(target),
        }
    }

    /// Within comprehensions `:=` assigns in the function around them.
    pub(super) fn walrus(&mut self, target: &Identifier, value: &Expression, span: Span) -> Done {
        if self.iterables > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Error::syntax(message, span));
        }
        if !matches!(self.scope().kind, ScopeKind::Comprehension(_)) {
            self.expression(value)?;
            self.assign(&target.name);
            return Ok(());
        }
        self.walrus_in_comprehension(target)?;
        self.expression(value)
    }

    fn walrus_in_comprehension(&mut self, target: &Identifier) -> Done {
        let name = mangle(self.class.as_deref(), &target.name);
        let mut id = self.current;
        loop {
            let scope = self.scopes.get_mut(&id).expect("scopes around the current one are registered");
            let symbol = scope.symbols.entry(name.clone()).or_default();
            match (scope.kind, scope.parent) {
                (ScopeKind::Comprehension(_), Some(parent)) => {
                    if symbol.iterated {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{}'",
                            target.name
                        );
                        return Err(Error::syntax(message, target.span));
                    }
                    id = parent;
                }
                (ScopeKind::Class, _) => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a class body";
                    return Err(Error::syntax(message, target.span));
                }
                (ScopeKind::Module, _) => {
                    symbol.assigned = true;
                    self.declare_on_the_way(&name, id, |symbol| symbol.global = true);
                    return Ok(());
                }
                _ => {
                    let global = symbol.global;
                    symbol.assigned |= !global && !symbol.nonlocal;
                    self.declare_on_the_way(&name, id, |symbol| {
                        symbol.global = global;
                        symbol.nonlocal = !global;
                    });
                    return Ok(());
                }
            }
        }
    }

    /// Tells the comprehensions from the current one up to `owner` that the name is not theirs.
    fn declare_on_the_way(&mut self, name: &Name, owner: ScopeId, declare: impl Fn(&mut Symbol)) {
        let mut id = self.current;
        while id != owner {
            let scope = self.scopes.get_mut(&id).expect("scopes around the current one are registered");
            declare(scope.symbols.entry(name.clone()).or_default());
            match scope.parent {
                Some(parent) => id = parent,
                None => return,
            }
        }
    }
}
