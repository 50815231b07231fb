//! What the compiler produces and the VM executes: code objects, their operations, constants and tables.
//!
//! This is the contract between `lang` and `vm`; it holds no values of a running program. Begin with [`Code`], then [`Op`],
//! whose documentation gives each operation's effect on the frame's value stack (top of the stack on the right).
//! Modelled on CPython 3.11's bytecode (`Lib/dis.rst`, `Python/compile.c`), with named variants in place of numbers.

mod op;

pub use op::{BinaryOp, CompareOp, Conversion, FunctionParts, Op, UnaryOp};

use num_bigint::BigInt;
use std::rc::Rc;

/// One compiled function body, class body, comprehension or module.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The plain name: `get`, `<module>`, `<lambda>`, `<listcomp>`.
    pub name: String,
    /// The dotted name, with `<locals>` where CPython puts it.
    pub qualified_name: String,
    /// The file that tracebacks name.
    pub file: Rc<str>,
    /// The line of the `def`, of the decorator above it, or 1 for a module.
    pub first_line: u32,
    /// What calling it makes.
    pub kind: CodeKind,
    /// How arguments are bound.
    pub parameters: Parameters,
    /// Names of the local slots: positional parameters, keyword-only ones, `*args`, `**kwargs`, then other locals.
    pub locals: Vec<String>,
    /// Variables of this code that inner code captures. Cell slots `0..cells.len()`.
    pub cells: Vec<CellVariable>,
    /// Variables captured from enclosing code. Cell slots `cells.len()..cells.len() + free.len()`.
    pub free: Vec<String>,
    /// Constants, by [`Op::Const`]'s index.
    pub constants: Vec<Const>,
    /// Names of globals, attributes and modules, by index.
    pub names: Vec<String>,
    /// The operations. Execution starts at 0 and ends with [`Op::Return`].
    pub ops: Vec<Op>,
    /// The source line of each operation; same length as `ops`.
    pub lines: Vec<u32>,
    /// Exception handlers, innermost first: the first that covers an operation is its handler.
    pub handlers: Vec<Handler>,
    /// An upper bound of the value stack's depth.
    pub stack_size: u32,
    /// The docstring, if the body starts with one.
    pub docstring: Option<String>,
}

/// What calling a code object makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// Runs at once, in the module's namespace: globals are its variables.
    Module,
    /// Runs at once, its names go to the class namespace ([`Op::LoadName`] and friends).
    Class,
    /// Runs at once.
    Function,
    /// Makes a generator.
    Generator,
    /// Makes a coroutine.
    Coroutine,
    /// Makes an asynchronous generator.
    AsyncGenerator,
}

/// How many parameters of each kind, in the order of [`Code::locals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parameters {
    /// Of `positional`, how many cannot be given by keyword.
    pub positional_only: u16,
    /// Those that may be given by position.
    pub positional: u16,
    /// Those after `*`.
    pub keyword_only: u16,
    /// Whether there is `*args`.
    pub variadic: bool,
    /// Whether there is `**kwargs`.
    pub variadic_keywords: bool,
}

impl Parameters {
    /// How many local slots the parameters fill.
    pub fn count(&self) -> usize {
        self.positional as usize
            + self.keyword_only as usize
            + usize::from(self.variadic)
            + usize::from(self.variadic_keywords)
    }
}

/// A local variable that inner code captures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellVariable {
    /// The variable's name.
    pub name: String,
    /// If it is a parameter: the local slot whose argument moves into the cell when the frame starts.
    pub parameter: Option<u16>,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Const {
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
    /// Text.
    Str(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A tuple of constants.
    Tuple(Vec<Const>),
    /// The body of an inner function, class or comprehension.
    Code(Rc<Code>),
}

/// Covers the operations `start..end`: when one raises, the stack is cut to `depth`, the exception is pushed, and execution
/// goes on at `target`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// First operation covered.
    pub start: u32,
    /// First operation after those covered.
    pub end: u32,
    /// Where to go on.
    pub target: u32,
    /// How many values stay on the stack.
    pub depth: u32,
}
