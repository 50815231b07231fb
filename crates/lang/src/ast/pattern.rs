//! The patterns of `match` in the syntax tree.

use super::{Expression, Identifier, Name};
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

impl Pattern {
    /// The names that it binds.
    pub fn names(&self) -> Vec<Name> {
        let mut found = Vec::new();
        let mut left = vec![self];
        while let Some(pattern) = left.pop() {
            let name = match &pattern.kind {
                PatternKind::Value(_) | PatternKind::Singleton(_) => None,
                PatternKind::Star(name) => name.as_ref(),
                PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                    left.extend(patterns);
                    None
                }
                PatternKind::Mapping { patterns, rest, .. } => {
                    left.extend(patterns);
                    rest.as_ref()
                }
                PatternKind::Class { positional, keywords, .. } => {
                    left.extend(positional);
                    left.extend(keywords.iter().map(|(_, pattern)| pattern));
                    None
                }
                PatternKind::Capture { pattern, name } => {
                    left.extend(pattern.as_deref());
                    name.as_ref()
                }
            };
            found.extend(name.map(|name| name.name.clone()));
        }
        found
    }
}
