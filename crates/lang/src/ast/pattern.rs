//! The patterns of `match` in the syntax tree.

use super::{Expression, Identifier};
use crate::span::Span;

/// A pattern and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// What it says.
    pub kind: PatternKind,
    /// Where.
    pub span: Span,
}

/// The patterns of `match`.
#[derive(Debug, Clone, PartialEq)]
pub enum PatternKind {
    /// Equal to a literal or a dotted name.
    Value(Expression),
    /// Identical to `None`, `True` or `False`.
    Singleton(Expression),
    /// `[a, b, *rest]`
    Sequence(Vec<Pattern>),
    /// `*name` or `*_` in a sequence.
    Star(Option<Identifier>),
    /// `{key: pattern, **rest}`
    Mapping {
        /// Literals or dotted names.
        keys: Vec<Expression>,
        /// As many.
        patterns: Vec<Pattern>,
        /// `**rest`
        rest: Option<Identifier>,
    },
    /// `Class(a, name=b)`
    Class {
        /// The class.
        class: Expression,
        /// By position.
        positional: Vec<Pattern>,
        /// By attribute.
        keywords: Vec<(Identifier, Pattern)>,
    },
    /// `pattern as name`; `name` alone has no pattern; `_` has neither.
    Capture {
        /// What must fit.
        pattern: Option<Box<Pattern>>,
        /// What the subject is called then.
        name: Option<Identifier>,
    },
    /// `a | b`
    Or(Vec<Pattern>),
}
