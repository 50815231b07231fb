//! Annotations that are kept as text (`from __future__ import annotations`): nothing in them is evaluated, so that they use no names;
//! but what would suspend or assign is refused.

use super::Done;
use crate::ast::{ComprehensionKind, Expression, ExpressionKind};
use crate::error::Error;

/// Refuses what cannot stand in an annotation, outside the functions in it.
pub(super) fn check(expression: &Expression) -> Done {
    check_within(expression, None)
}

fn check_within(expression: &Expression, comprehension: Option<ComprehensionKind>) -> Done {
    let what = match &expression.kind {
        ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) => match comprehension {
            None => "yield expression",
            Some(kind) => {
                let message = format!("'yield' inside {}", super::expression::place_of(kind));
                return Err(Error::syntax(message, expression.span));
            }
        },
        ExpressionKind::Await(_) if comprehension.is_none() => "await expression",
        ExpressionKind::Walrus { .. } if comprehension.is_none() => "named expression",
        ExpressionKind::Lambda(_) => return Ok(()),
        ExpressionKind::Comprehension(inner) => {
            let outermost = &inner.clauses[0].iterable;
            check_within(outermost, comprehension)?;
            let elements = [&inner.element].into_iter().chain(&inner.value);
            return elements.into_iter().try_for_each(|element| check_within(element, Some(inner.kind)));
        }
        _ => return expression.parts().into_iter().try_for_each(|part| check_within(part, comprehension)),
    };
    Err(Error::syntax(format!("'{what}' can not be used within an annotation"), expression.span))
}
