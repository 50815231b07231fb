//! The operations of a code object, and what they carry.
//!
//! Not the tables that their indices lead into, which are those of [`Code`](super::Code). Begin with [`Op`].

/// `-x`, `+x`, `~x`, `not x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Python's operators, by name")]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Not,
}

/// The arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the variants are Python's operators, by name")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
}

/// The comparison operators, identity and membership included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Python's operators, by name")]
pub enum CompareOp {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `!s`, `!r`, `!a` of an f-string, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Python's conversions, by name")]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// What [`Op::MakeFunction`] finds on the stack, in this order, bottom first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FunctionParts {
    /// A tuple of defaults for the last positional parameters.
    pub defaults: bool,
    /// A dict of defaults by name for keyword-only parameters.
    pub keyword_defaults: bool,
    /// A dict of annotations by name.
    pub annotations: bool,
    /// A tuple of cells, as [`Op::LoadClosure`] pushes them, in the order of the inner code's `free`.
    pub closure: bool,
}

/// One operation. `-> x` says what it leaves on the stack in place of what it took.
///
/// Indices: `Const` into `constants`; `LoadGlobal`, `LoadName`, `LoadAttr`, `Import…` into `names`; `LoadLocal` into local slots;
/// `LoadCell` into cell slots; jumps into `ops`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Does nothing to the stack: a statement of the program starts at this line. It is counted, recorded and costs time.
    /// Emitted at each statement of user code, and never in library code.
    Line(u32),
    /// Nothing.
    Nop,

    /// `-> constant`
    Const(u32),
    /// `x ->`
    Pop,
    /// `-> copy of the value n from the top` (1 is the top).
    Copy(u8),
    /// Exchanges the top with the value n from the top (2 is the one below it).
    Swap(u8),

    /// `-> value`; `UnboundLocalError` if unset.
    LoadLocal(u16),
    /// `value ->`
    StoreLocal(u16),
    /// `UnboundLocalError` if unset.
    DeleteLocal(u16),
    /// `-> value` of a module variable, else a builtin, else `NameError`.
    LoadGlobal(u32),
    /// `value ->`
    StoreGlobal(u32),
    /// Deletes a module variable.
    DeleteGlobal(u32),
    /// In a class body: `-> value` from the class namespace, else as `LoadGlobal`.
    LoadName(u32),
    /// In a class body: `value ->`
    StoreName(u32),
    /// In a class body.
    DeleteName(u32),
    /// `-> value` of a captured variable; `UnboundLocalError` or `NameError` if unset.
    LoadCell(u16),
    /// `value ->`
    StoreCell(u16),
    /// Empties a captured variable.
    DeleteCell(u16),
    /// In a class body: `-> value` from the class namespace under the cell's name, else as `LoadCell`.
    LoadClassCell(u16),
    /// `-> cell` itself, for `MakeFunction`'s closure.
    LoadClosure(u16),

    /// `x -> op x`
    Unary(UnaryOp),
    /// `a b -> a op b`
    Binary(BinaryOp),
    /// `a b -> a op= b`
    InPlace(BinaryOp),
    /// `a b -> a op b`; for `In`, `a` is the item and `b` the container.
    Compare(CompareOp),

    /// `object -> object.name`
    LoadAttr(u32),
    /// `value object ->`
    StoreAttr(u32),
    /// `object ->`
    DeleteAttr(u32),
    /// `container index -> container[index]`
    LoadSubscript,
    /// `value container index ->`
    StoreSubscript,
    /// `container index ->`
    DeleteSubscript,

    /// `x1 … xn -> (x1, …, xn)`
    BuildTuple(u32),
    /// `x1 … xn -> [x1, …, xn]`
    BuildList(u32),
    /// `x1 … xn -> {x1, …, xn}`
    BuildSet(u32),
    /// `k1 v1 … kn vn -> {k1: v1, …}`
    BuildDict(u32),
    /// `start stop -> slice` for 2, `start stop step -> slice` for 3.
    BuildSlice(u8),
    /// `s1 … sn -> s1 + … + sn`, all of them str.
    BuildString(u32),
    /// `value ->`, or `value spec ->` if there is a spec; `-> str`: `format(value, spec)` after the conversion.
    FormatValue {
        /// Applied first.
        conversion: Conversion,
        /// Whether a spec lies on top of the value.
        spec: bool,
    },
    /// `value ->`; appends to the list n below (1 is the top once the value is gone).
    ListAppend(u8),
    /// `value ->`; adds to the set n below.
    SetAdd(u8),
    /// `key value ->`; sets in the dict n below.
    DictInsert(u8),
    /// `iterable ->`; extends the list n below. For `[*a, b]` and calls with `*a`.
    ListExtend(u8),
    /// `iterable ->`; updates the set n below.
    SetUpdate(u8),
    /// `mapping ->`; updates the dict n below. For `{**a}`.
    DictUpdate(u8),
    /// `mapping ->`; updates the dict n below, and a key given twice is a `TypeError` naming the function below the dict's
    /// argument list: for `f(**a, **b)`. The callee lies n + 2 below (callee, arguments list, dict).
    DictMerge(u8),
    /// `list -> tuple`
    ListToTuple,
    /// `iterable -> xn … x1` (x1 on top); `ValueError` if there are not exactly n.
    UnpackSequence(u32),
    /// `iterable -> after… rest-list before…` (first item on top); `ValueError` if there are too few.
    UnpackStarred {
        /// Targets before the starred one.
        before: u16,
        /// Targets after it.
        after: u16,
    },

    /// Goes on at the target. A backward jump is a point where a thread can be preempted.
    Jump(u32),
    /// `x ->`
    PopJumpIfFalse(u32),
    /// `x ->`
    PopJumpIfTrue(u32),
    /// Jumps and keeps `x` if it is false; else `x ->`.
    JumpIfFalseOrPop(u32),
    /// Jumps and keeps `x` if it is true; else `x ->`.
    JumpIfTrueOrPop(u32),

    /// `iterable -> iterator`
    GetIter,
    /// `iterator -> iterator next`, or at the end `iterator ->` and jumps.
    ForIter(u32),

    /// `callee x1 … xn -> result`
    Call(u32),
    /// As `Call` of n arguments in all, of which the last are by keyword; their names are the constant tuple.
    CallKeywords {
        /// Arguments in all.
        count: u16,
        /// The constant: a tuple of str.
        names: u16,
    },
    /// `callee list -> result`, or `callee list dict -> result`.
    CallSpread {
        /// Whether a dict of keyword arguments lies on top.
        keywords: bool,
    },
    /// `object -> callee self`, for `CallMethod`: saves making a bound method.
    LoadMethod(u32),
    /// `callee self x1 … xn -> result` after `LoadMethod`. Only for plain positional arguments.
    CallMethod(u32),
    /// `parts… -> function`; the code is the constant.
    MakeFunction {
        /// The constant: a code object.
        code: u32,
        /// What lies on the stack.
        parts: FunctionParts,
    },
    /// `-> the function behind the class statement`, called with body function, name, bases and keywords. (The body function
    /// returns its `__class__` cell if some method uses `super()` or `__class__`, else None.)
    LoadBuildClass,
    /// In a class or module body: `value ->`; `__annotations__[name] = value`.
    Annotate(u32),

    /// `value ->`; ends the frame.
    Return,
    /// `value -> sent`: suspends the generator; when it is resumed, the value sent lies in place of the one yielded. In an
    /// asynchronous generator the value is what `async for` gets.
    Yield,
    /// `iterable -> iterator`, for `yield from`: as `GetIter`, but leaves generators and coroutines as they are.
    GetYieldFrom,
    /// `object -> iterator`, for `await`: a coroutine stays as it is; `TypeError` if the object cannot be awaited.
    GetAwaitable,
    /// `iterator value -> result`: sends the value; for each value that comes back the frame is suspended at this operation
    /// with `iterator sent` on the stack; at the end `-> result`. An exception thrown in goes to the iterator first.
    YieldFrom,
    /// `object -> asynchronous iterator`
    GetAsyncIter,
    /// `iterator -> iterator awaitable`: calls `__anext__`, and is followed by `GetAwaitable`, `Const None`, `YieldFrom`.
    GetAsyncNext,
    /// `iterator exception ->` at a handler: ends the loop if it is `StopAsyncIteration`, else raises it again.
    EndAsyncFor,

    /// `manager -> exit entered`; for `with`.
    BeforeWith,
    /// `manager -> exit awaitable`; for `async with`; followed by `GetAwaitable`, `Const None`, `YieldFrom`.
    BeforeAsyncWith,
    /// `exit previous exception -> exit previous exception result`: calls `exit(type, exception, traceback)`, in a handler after
    /// `PushHandled`; in `async with` followed by `GetAwaitable`, `Const None`, `YieldFrom`.
    WithExceptionExit,

    /// `exception -> previous exception`: from here on this is the exception that is being handled.
    PushHandled,
    /// `previous ->`: the one before is again being handled.
    PopHandled,
    /// `exception type -> exception bool`; `TypeError` if `type` is not an exception class or a tuple of them.
    MatchException,
    /// `exception type -> rest matched`: splits for `except*`; either may be None.
    MatchExceptionGroup,
    /// `original list -> exception-or-None`: what remains to be raised after all `except*` clauses; the list holds what the
    /// clauses raised and what no clause matched.
    RaiseGroupRemainder,
    /// `exception ->`: raises it again, its context and traceback as they are.
    Reraise,
    /// `raise`, `raise x`, `raise x from y`: 0, 1 or 2 values.
    Raise(u8),
    /// `-> AssertionError`, whatever the name means in the program.
    LoadAssertionError,

    /// `-> module`: imports the dotted name; the outermost package if `outermost` (`import a.b`), else the module itself.
    ImportModule {
        /// The dotted name.
        name: u32,
        /// Which module is pushed.
        outermost: bool,
    },
    /// `module -> module value`; `ImportError` if it has no such name.
    ImportFrom(u32),
    /// `module ->`: all its public names become variables. At module level only.
    ImportStar,

    /// `subject -> subject bool`: is it a sequence for `match` (not str or bytes)?
    MatchSequence,
    /// `subject -> subject bool`: is it a mapping?
    MatchMapping,
    /// `subject -> subject length`
    MatchLength,
    /// `subject keys -> subject keys values-or-None`: a tuple of the values, if all keys are there.
    MatchKeys,
    /// `subject class names -> attributes-or-None`: `count` positional patterns and the tuple of keyword names; if the subject is
    /// an instance, a tuple of the attributes.
    MatchClass(u32),
}

impl Op {
    /// True for jumps, returns and raises that never go on at the next operation.
    pub fn ends_block(&self) -> bool {
        matches!(self, Op::Jump(_) | Op::Return | Op::Reraise | Op::Raise(_))
    }

    /// The target, if this is a jump.
    pub fn target(&self) -> Option<u32> {
        let mut op = *self;
        op.target_mut().copied()
    }

    /// The same, to send the jump elsewhere.
    pub(crate) fn target_mut(&mut self) -> Option<&mut u32> {
        match self {
            Op::Jump(target)
            | Op::PopJumpIfFalse(target)
            | Op::PopJumpIfTrue(target)
            | Op::JumpIfFalseOrPop(target)
            | Op::JumpIfTrueOrPop(target)
            | Op::ForIter(target) => Some(target),
            _ => None,
        }
    }
}
