//! Expressions whose value is known before the program runs: literals, signed numbers, tuples of these.

use crate::ast::{Constant, Expression, ExpressionKind, Name, Statement, StatementKind};
use crate::code::{Const, UnaryOp};
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// The value of an expression, if it is a constant.
pub(super) fn fold(expression: &Expression) -> Option<Const> {
    match &expression.kind {
        ExpressionKind::Constant(constant) => literal(constant),
        ExpressionKind::Unary(UnaryOp::Negative, operand) => match fold(operand)? {
            Const::Int(value) => Some(negate(BigInt::from(value))),
            Const::BigInt(value) => Some(negate(value)),
            Const::Float(value) => Some(Const::Float(-value)),
            _ => None,
        },
        ExpressionKind::Name(name) if &**name == "__debug__" => Some(Const::Bool(true)),
        ExpressionKind::Tuple(items) => items.iter().map(fold).collect::<Option<_>>().map(Const::Tuple),
        _ => None,
    }
}

/// None for an imaginary number, which is made when it is needed.
fn literal(constant: &Constant) -> Option<Const> {
    Some(match constant {
        Constant::None => Const::None,
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Bool(value) => Const::Bool(*value),
        Constant::Int(value) => Const::Int(*value),
        Constant::BigInt(value) => Const::BigInt(value.clone()),
        Constant::Float(value) => Const::Float(*value),
        Constant::Str(text) => Const::Str(text.to_string()),
        Constant::Bytes(bytes) => Const::Bytes(bytes.to_vec()),
        Constant::Imaginary(_) => return None,
    })
}

fn negate(value: BigInt) -> Const {
    let negative = -value;
    match negative.to_i64() {
        Some(small) => Const::Int(small),
        None => Const::BigInt(negative),
    }
}

/// Whether a constant counts as true in a test.
pub(super) fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Bool(value) => *value,
        Const::Int(value) => *value != 0,
        Const::Float(value) => *value != 0.0,
        Const::Str(text) => !text.is_empty(),
        Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) => !items.is_empty(),
        Const::Ellipsis | Const::BigInt(_) | Const::Code(_) => true,
    }
}

/// The string that a body starts with.
pub(super) fn docstring(body: &[Statement]) -> Option<&Name> {
    let StatementKind::Expression(expression) = &body.first()?.kind else { return None };
    match &expression.kind {
        ExpressionKind::Constant(Constant::Str(text)) => Some(text),
        _ => None,
    }
}
