//! What can be assigned to, deleted or bound by a loop, and CPython's words for what cannot.

use super::{Parsed, Parser, Problem};
use crate::ast::{ComprehensionKind, Constant, Expression, ExpressionKind};
use crate::error::Error;
use crate::token::TokenKind;

/// How a target is used; it decides which parts of it are looked into.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Use {
    Assign,
    Delete,
    Loop,
}

impl Parser<'_> {
    /// Before `=`.
    pub(super) fn check_assignment_target(&self, target: &Expression) -> Parsed<()> {
        if let ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) = target.kind {
            return Err(Error::syntax("assignment to yield expression not possible", target.span).into());
        }
        if let ExpressionKind::Starred(_) = target.kind
            && invalid(target, Use::Assign).is_none()
        {
            let message = "starred assignment target must be in a list or tuple";
            return Err(Error::syntax(message, target.span).into());
        }
        let Some(culprit) = invalid(target, Use::Assign) else { return Ok(()) };
        Err(Error::syntax(format!("cannot assign to {}", describe(culprit)), culprit.span).into())
    }

    /// Between `for` and `in`.
    pub(super) fn check_loop_target(&self, target: &Expression) -> Parsed<()> {
        match invalid(target, Use::Loop) {
            None => Ok(()),
            // `for x in y` where the target swallowed the `in`: not a mistake of the target.
            Some(culprit) => {
                Err(Error::syntax(format!("cannot assign to {}", describe(culprit)), culprit.span).into())
            }
        }
    }

    /// After `as` of a `with`.
    pub(super) fn check_with_target(&self, target: &Expression) -> Parsed<()> {
        let line_ends = self.diagnosing && self.at_kind(TokenKind::Newline);
        if !(self.at(",") || self.at(")") || self.at(":") || line_ends) {
            return Err(Problem::Mismatch);
        }
        match invalid(target, Use::Assign) {
            None => Ok(()),
            Some(culprit) => {
                Err(Error::syntax(format!("cannot assign to {}", describe(culprit)), culprit.span).into())
            }
        }
    }

    pub(super) fn check_delete_target(&self, targets: &Expression) -> Parsed<()> {
        match invalid(targets, Use::Delete) {
            None => Ok(()),
            Some(culprit) => {
                Err(Error::syntax(format!("cannot delete {}", describe(culprit)), culprit.span).into())
            }
        }
    }

    /// Before `+=` and its relatives.
    pub(super) fn check_augmented_target(&self, target: &Expression) -> Parsed<()> {
        match target.kind {
            ExpressionKind::Name(_) | ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => {
                Ok(())
            }
            _ => {
                let message =
                    format!("'{}' is an illegal expression for augmented assignment", describe(target));
                Err(Error::syntax(message, target.span).into())
            }
        }
    }

    /// Before the `:` of an annotation.
    pub(super) fn check_annotation_target(&self, target: &Expression, first: TokenKind) -> Parsed<()> {
        let what = match target.kind {
            ExpressionKind::Name(_) | ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => {
                return Ok(());
            }
            ExpressionKind::List(_) => "list",
            ExpressionKind::Tuple(_) => "tuple",
            _ => {
                let _ = first;
                return if self.diagnosing {
                    Err(Error::syntax("illegal target for annotation", target.span).into())
                } else {
                    Err(Problem::Mismatch)
                };
            }
        };
        let message = format!("only single target (not {what}) can be annotated");
        Err(Error::syntax(message, target.span).into())
    }
}

/// The first part of a target that cannot be one.
fn invalid(target: &Expression, purpose: Use) -> Option<&Expression> {
    match &target.kind {
        ExpressionKind::Name(_) | ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => None,
        ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
            items.iter().find_map(|item| invalid(item, purpose))
        }
        ExpressionKind::Starred(inner) if purpose != Use::Delete => invalid(inner, purpose),
        _ => Some(target),
    }
}

/// CPython's name for a kind of expression.
pub(super) fn describe(expression: &Expression) -> &'static str {
    match &expression.kind {
        ExpressionKind::Attribute { .. } => "attribute",
        ExpressionKind::Subscript { .. } => "subscript",
        ExpressionKind::Starred(_) => "starred",
        ExpressionKind::Name(_) => "name",
        ExpressionKind::List(_) => "list",
        ExpressionKind::Tuple(_) => "tuple",
        ExpressionKind::Lambda(_) => "lambda",
        ExpressionKind::Call { .. } => "function call",
        ExpressionKind::And(_)
        | ExpressionKind::Or(_)
        | ExpressionKind::Binary(..)
        | ExpressionKind::Unary(..) => "expression",
        ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) => "yield expression",
        ExpressionKind::Await(_) => "await expression",
        ExpressionKind::Comprehension(comprehension) => match comprehension.kind {
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set => "set comprehension",
            ComprehensionKind::Dict => "dict comprehension",
            ComprehensionKind::Generator => "generator expression",
        },
        ExpressionKind::Dict(_) => "dict literal",
        ExpressionKind::Set(_) => "set display",
        ExpressionKind::FString(_) => "f-string expression",
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => "None",
            Constant::Bool(true) => "True",
            Constant::Bool(false) => "False",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        ExpressionKind::Compare(..) => "comparison",
        ExpressionKind::Conditional { .. } => "conditional expression",
        ExpressionKind::Walrus { .. } => "named expression",
        ExpressionKind::Slice { .. } => "slice",
    }
}
