//! The syntax tree: what a program says, in the order it says it.
//!
//! Every statement and expression knows its place ([`Span`]). Chains that programs make long (`a + b + c`, `elif`, `and`) are
//! vectors and not nested nodes, so that no walk over a tree recurses deeper than the program's brackets and blocks do.
//! Begin with [`Module`].

mod expression;
mod pattern;
mod walk;

use super::code::BinaryOp;
use super::span::Span;
use std::rc::Rc;

pub use expression::{
    Argument, ArgumentKind, Clause, Comprehension, ComprehensionKind, Constant, Expression, ExpressionKind,
    FStringPart, Lambda,
};
pub use pattern::{Pattern, PatternKind};

/// A name as the program writes it (private names of classes are not yet mangled).
pub type Name = Rc<str>;

/// Tells apart the nodes that open a scope; unique within a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

/// A whole program.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its statements.
    pub body: Vec<Statement>,
    /// Whether it has `from __future__ import annotations`: annotations are kept as text and not evaluated.
    pub text_annotations: bool,
}

/// A statement and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// Where; compound statements reach to the end of their last block.
    pub span: Span,
}

/// The statements of Python 3.11.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `def`, `async def`
    Function(Box<Function>),
    /// `class`
    Class(Box<Class>),
    /// `return value`
    Return(Option<Expression>),
    /// `del a, b`
    Delete(Vec<Expression>),
    /// `a = b = value`
    Assign {
        /// From left to right.
        targets: Vec<Expression>,
        /// Evaluated first.
        value: Expression,
    },
    /// `target += value`
    AugmentedAssign {
        /// A name, attribute or subscript.
        target: Expression,
        /// Without its `=`.
        operator: BinaryOp,
        /// The right side.
        value: Expression,
    },
    /// `target: annotation = value`
    AnnotatedAssign {
        /// A name, attribute or subscript.
        target: Expression,
        /// The type.
        annotation: Expression,
        /// The right side, if there is one.
        value: Option<Expression>,
        /// Whether the target is a name without parentheses: only then is the annotation kept.
        simple: bool,
    },
    /// `for`, `async for`
    For {
        /// Whether it is `async for`.
        asynchronous: bool,
        /// What each item is assigned to.
        target: Expression,
        /// What is iterated over.
        iterable: Expression,
        /// For each item.
        body: Vec<Statement>,
        /// After the last item, unless `break` ended the loop.
        otherwise: Vec<Statement>,
    },
    /// `while`
    While {
        /// Before each round.
        test: Expression,
        /// Each round.
        body: Vec<Statement>,
        /// Once the test fails.
        otherwise: Vec<Statement>,
    },
    /// `if`, `elif`, `else`
    If {
        /// `if` and every `elif`.
        branches: Vec<Branch>,
        /// `else`
        otherwise: Vec<Statement>,
    },
    /// `with`, `async with`
    With {
        /// Whether it is `async with`.
        asynchronous: bool,
        /// From left to right.
        items: Vec<WithItem>,
        /// The block.
        body: Vec<Statement>,
    },
    /// `match`
    Match {
        /// What is matched.
        subject: Expression,
        /// Tried in order.
        cases: Vec<Case>,
    },
    /// `raise exception from cause`
    Raise {
        /// What is raised; if nothing, the exception that is being handled.
        exception: Option<Expression>,
        /// After `from`.
        cause: Option<Expression>,
    },
    /// `try`
    Try(Box<Try>),
    /// `assert test, message`
    Assert {
        /// What must hold.
        test: Expression,
        /// The exception's argument.
        message: Option<Expression>,
    },
    /// `import a.b as c, d`
    Import(Vec<Alias>),
    /// `from a.b import c as d, e`
    ImportFrom {
        /// The dotted name; empty for `from . import x`.
        module: Name,
        /// How many dots stand before it.
        level: u32,
        /// What is imported; `*` is one name.
        names: Vec<Alias>,
    },
    /// `global a, b`
    Global(Vec<Identifier>),
    /// `nonlocal a, b`
    Nonlocal(Vec<Identifier>),
    /// An expression whose value is not used.
    Expression(Expression),
    /// `pass`
    Pass,
    /// `break`
    Break,
    /// `continue`
    Continue,
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Identifier {
    /// The name.
    pub name: Name,
    /// Where.
    pub span: Span,
}

/// `def`
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its scope.
    pub scope: ScopeId,
    /// What it is called.
    pub name: Identifier,
    /// Outermost first.
    pub decorators: Vec<Expression>,
    /// What it takes.
    pub parameters: Parameters,
    /// The annotation after `->`.
    pub returns: Option<Expression>,
    /// What it does.
    pub body: Vec<Statement>,
    /// Whether it is `async def`.
    pub asynchronous: bool,
}

/// `class`
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its scope.
    pub scope: ScopeId,
    /// What it is called.
    pub name: Identifier,
    /// Outermost first.
    pub decorators: Vec<Expression>,
    /// Bases and keywords such as `metaclass=`.
    pub arguments: Vec<Argument>,
    /// What it contains.
    pub body: Vec<Statement>,
}

/// What a function or lambda takes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parameters {
    /// Before `/`.
    pub positional_only: Vec<Parameter>,
    /// Between `/` and `*`.
    pub positional: Vec<Parameter>,
    /// `*args`
    pub variadic: Option<Parameter>,
    /// After `*`.
    pub keyword_only: Vec<Parameter>,
    /// `**kwargs`
    pub variadic_keywords: Option<Parameter>,
}

impl Parameters {
    /// All of them, in the order of a code object's local slots.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.positional_only
            .iter()
            .chain(&self.positional)
            .chain(&self.keyword_only)
            .chain(&self.variadic)
            .chain(&self.variadic_keywords)
    }
}

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Where.
    pub span: Span,
    /// The type after `:`.
    pub annotation: Option<Expression>,
    /// The value after `=`.
    pub default: Option<Expression>,
}

/// `if` or `elif` with its block.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// When.
    pub test: Expression,
    /// What.
    pub body: Vec<Statement>,
    /// Where the keyword stands.
    pub span: Span,
}

/// `context as target`
#[derive(Debug, Clone, PartialEq)]
pub struct WithItem {
    /// The context manager.
    pub context: Expression,
    /// What its value is assigned to.
    pub target: Option<Expression>,
}

/// `try` with its clauses.
#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    /// The block.
    pub body: Vec<Statement>,
    /// `except` or `except*` clauses.
    pub handlers: Vec<ExceptHandler>,
    /// `else`
    pub otherwise: Vec<Statement>,
    /// `finally`
    pub finally: Vec<Statement>,
    /// Whether the clauses are `except*`.
    pub group: bool,
}

/// `except kind as name`
#[derive(Debug, Clone, PartialEq)]
pub struct ExceptHandler {
    /// The class or tuple of classes; everything, if missing.
    pub exception: Option<Expression>,
    /// What the exception is called in the block.
    pub name: Option<Identifier>,
    /// The block.
    pub body: Vec<Statement>,
    /// Where the clause stands.
    pub span: Span,
}

/// `case pattern if guard`
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What the subject must look like.
    pub pattern: Pattern,
    /// What must hold besides.
    pub guard: Option<Expression>,
    /// The block.
    pub body: Vec<Statement>,
    /// Where the keyword stands.
    pub span: Span,
}

/// One name of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// What is imported, with its dots.
    pub name: Name,
    /// What it is called here.
    pub rename: Option<Name>,
    /// Where.
    pub span: Span,
}
