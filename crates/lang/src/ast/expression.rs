//! The expressions of the syntax tree.

use super::{Identifier, Name, Parameters, ScopeId};
use crate::code::{BinaryOp, CompareOp, Conversion, UnaryOp};
use crate::span::Span;
use num_bigint::BigInt;
use std::rc::Rc;

/// An expression and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where, without parentheses around it.
    pub span: Span,
}

/// The expressions of Python 3.11.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// A literal.
    Constant(Constant),
    /// An f-string, together with the literals next to it.
    FString(Vec<FStringPart>),
    /// A variable.
    Name(Name),
    /// `a, b`
    Tuple(Vec<Expression>),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `{a, b}`
    Set(Vec<Expression>),
    /// `{a: b, **c}`; a missing key stands for `**`.
    Dict(Vec<(Option<Expression>, Expression)>),
    /// `*a`
    Starred(Box<Expression>),
    /// `-a`, `not a`
    Unary(UnaryOp, Box<Expression>),
    /// `a + b - c`: operators of one precedence, applied from left to right (`**` has only one).
    Binary(Box<Expression>, Vec<(BinaryOp, Expression)>),
    /// `a and b and c`
    And(Vec<Expression>),
    /// `a or b or c`
    Or(Vec<Expression>),
    /// `a < b < c`
    Compare(Box<Expression>, Vec<(CompareOp, Expression)>),
    /// `body if test else otherwise`
    Conditional {
        /// Evaluated first.
        test: Box<Expression>,
        /// If so.
        body: Box<Expression>,
        /// If not.
        otherwise: Box<Expression>,
    },
    /// `lambda parameters: body`
    Lambda(Box<Lambda>),
    /// `[element for …]` and its relatives.
    Comprehension(Box<Comprehension>),
    /// `function(arguments)`
    Call {
        /// What is called.
        function: Box<Expression>,
        /// As written.
        arguments: Vec<Argument>,
    },
    /// `value.name`
    Attribute {
        /// Of what.
        value: Box<Expression>,
        /// Which.
        name: Identifier,
    },
    /// `value[index]`
    Subscript {
        /// Of what.
        value: Box<Expression>,
        /// Which.
        index: Box<Expression>,
    },
    /// `start:stop:step` within a subscript.
    Slice {
        /// From.
        start: Option<Box<Expression>>,
        /// To.
        stop: Option<Box<Expression>>,
        /// By.
        step: Option<Box<Expression>>,
    },
    /// `await a`
    Await(Box<Expression>),
    /// `yield a`
    Yield(Option<Box<Expression>>),
    /// `yield from a`
    YieldFrom(Box<Expression>),
    /// `name := value`
    Walrus {
        /// What is assigned.
        target: Identifier,
        /// The value of it all.
        value: Box<Expression>,
    },
}

/// A literal's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True`, `False`
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// An integer that does not.
    BigInt(BigInt),
    /// A float.
    Float(f64),
    /// An imaginary number, without its `j`.
    Imaginary(f64),
    /// Text.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
}

/// A piece of an f-string.
#[derive(Debug, Clone, PartialEq)]
pub enum FStringPart {
    /// Text as it stands.
    Text(Rc<str>),
    /// `{value!r:spec}`
    Field {
        /// What is formatted.
        value: Box<Expression>,
        /// Applied first.
        conversion: Conversion,
        /// The format, with fields of its own.
        spec: Option<Vec<FStringPart>>,
    },
}

/// `lambda`
#[derive(Debug, Clone, PartialEq)]
pub struct Lambda {
    /// Its scope.
    pub scope: ScopeId,
    /// What it takes.
    pub parameters: Parameters,
    /// What it returns.
    pub body: Expression,
}

/// What a comprehension makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComprehensionKind {
    /// `[…]`
    List,
    /// `{…}`
    Set,
    /// `{…: …}`
    Dict,
    /// `(…)`
    Generator,
}

/// `[element for …]` and its relatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Comprehension {
    /// Its scope.
    pub scope: ScopeId,
    /// What it makes.
    pub kind: ComprehensionKind,
    /// The element, or the key.
    pub element: Expression,
    /// The value that belongs to the key.
    pub value: Option<Expression>,
    /// Outermost first; at least one.
    pub clauses: Vec<Clause>,
}

/// `for target in iterable if …`
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Whether it is `async for`.
    pub asynchronous: bool,
    /// What each item is assigned to.
    pub target: Expression,
    /// What is iterated over.
    pub iterable: Expression,
    /// What must hold.
    pub conditions: Vec<Expression>,
}

/// An argument of a call or of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// What is passed.
    pub value: Expression,
    /// How.
    pub kind: ArgumentKind,
}

/// How an argument is passed.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentKind {
    /// `a`
    Positional,
    /// `*a`
    Spread,
    /// `name=a`
    Keyword(Identifier),
    /// `**a`
    SpreadKeywords,
}
