//! How expressions, targets and patterns use names.

use super::{Collector, Done};
use crate::ast::{
    Argument, ComprehensionKind, Expression, ExpressionKind, FStringPart, Name, Pattern, PatternKind,
};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::ScopeKind;
use std::rc::Rc;

impl Collector {
    /// Something that is assigned to or deleted.
    pub(super) fn target(&mut self, target: &Expression) -> Done {
        match &target.kind {
            ExpressionKind::Name(name) => {
                self.assign(name);
                Ok(())
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().try_for_each(|item| self.target(item))
            }
            ExpressionKind::Starred(inner) => self.target(inner),
            _ => self.expression(target),
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Done {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => self.expression(value),
            PatternKind::Sequence(items) | PatternKind::Or(items) => {
                items.iter().try_for_each(|item| self.pattern(item))
            }
            PatternKind::Star(name) => {
                name.iter().for_each(|name| self.assign(&name.name));
                Ok(())
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.expressions(keys)?;
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))?;
                rest.iter().for_each(|name| self.assign(&name.name));
                Ok(())
            }
            PatternKind::Class { class, positional, keywords } => {
                self.expression(class)?;
                positional.iter().try_for_each(|pattern| self.pattern(pattern))?;
                keywords.iter().try_for_each(|(_, pattern)| self.pattern(pattern))
            }
            PatternKind::Capture { pattern, name } => {
                pattern.iter().try_for_each(|pattern| self.pattern(pattern))?;
                name.iter().for_each(|name| self.assign(&name.name));
                Ok(())
            }
        }
    }

    pub(super) fn expression(&mut self, expression: &Expression) -> Done {
        match &expression.kind {
            ExpressionKind::Constant(_) => Ok(()),
            ExpressionKind::Name(name) => {
                self.use_name(name, expression.span);
                Ok(())
            }
            ExpressionKind::FString(parts) => self.fstring(parts),
            ExpressionKind::Tuple(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::And(items)
            | ExpressionKind::Or(items) => self.expressions(items),
            ExpressionKind::Dict(items) => {
                items.iter().try_for_each(|(key, value)| self.expressions(key.iter().chain([value])))
            }
            ExpressionKind::Starred(value) | ExpressionKind::Unary(_, value) => self.expression(value),
            ExpressionKind::Binary(first, rest) => {
                self.expression(first)?;
                self.expressions(rest.iter().map(|(_, operand)| operand))
            }
            ExpressionKind::Compare(first, rest) => {
                self.expression(first)?;
                self.expressions(rest.iter().map(|(_, operand)| operand))
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                self.expressions([&**test, &**body, &**otherwise])
            }
            ExpressionKind::Lambda(lambda) => self.lambda(lambda),
            ExpressionKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExpressionKind::Call { function, arguments } => self.call(function, arguments),
            ExpressionKind::Attribute { value, name } => {
                if let ExpressionKind::Name(base) = &value.kind {
                    self.symbol(base).attributes.push((name.name.clone(), expression.span));
                }
                self.expression(value)
            }
            ExpressionKind::Subscript { value, index } => self.expressions([&**value, &**index]),
            ExpressionKind::Slice { start, stop, step } => {
                self.expressions([start, stop, step].into_iter().flatten().map(|part| &**part))
            }
            ExpressionKind::Await(value) => {
                self.expression(value)?;
                self.scope().coroutine = true;
                Ok(())
            }
            ExpressionKind::Yield(value) => {
                self.expressions(value.as_deref())?;
                self.yields(expression.span)
            }
            ExpressionKind::YieldFrom(value) => {
                self.expression(value)?;
                self.yields(expression.span)
            }
            ExpressionKind::Walrus { target, value } => self.walrus(target, value, expression.span),
        }
    }

    fn use_name(&mut self, name: &Name, span: Span) {
        let symbol = self.symbol(name);
        symbol.used = true;
        symbol.first_use.get_or_insert(span);
        // `super()` without arguments finds its class through this cell.
        if &**name == "super" && self.scope().kind.is_function() {
            self.symbol(&Rc::from("__class__")).used = true;
        }
    }

    fn call(&mut self, function: &Expression, arguments: &[Argument]) -> Done {
        self.expression(function)?;
        self.expressions(arguments.iter().map(|argument| &argument.value))
    }

    fn fstring(&mut self, parts: &[FStringPart]) -> Done {
        for part in parts {
            if let FStringPart::Field { value, spec, .. } = part {
                self.expression(value)?;
                spec.iter().try_for_each(|spec| self.fstring(spec))?;
            }
        }
        Ok(())
    }

    fn yields(&mut self, span: Span) -> Done {
        let ScopeKind::Comprehension(kind) = self.scope().kind else {
            self.scope().generator = true;
            return Ok(());
        };
        Err(Error::syntax(format!("'yield' inside {}", place_of(kind)), span))
    }
}

/// What messages call a comprehension.
pub(super) fn place_of(kind: ComprehensionKind) -> &'static str {
    match kind {
        ComprehensionKind::List => "list comprehension",
        ComprehensionKind::Set => "set comprehension",
        ComprehensionKind::Dict => "dict comprehension",
        ComprehensionKind::Generator => "generator expression",
    }
}
