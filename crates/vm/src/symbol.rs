//! Names as small numbers, so that attribute and variable lookups compare integers.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::value::Text;

/// An interned name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

/// The names of one process.
#[derive(Debug)]
pub struct Symbols {
    texts: Vec<Rc<Text>>,
    numbers: BTreeMap<String, Symbol>,
}

impl Symbols {
    /// The symbol for a name.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.numbers.get(name) {
            return symbol;
        }
        let symbol = Symbol(self.texts.len() as u32);
        self.texts.push(Rc::new(Text::from(name)));
        self.numbers.insert(name.to_owned(), symbol);
        symbol
    }

    /// The symbol for a name that is already in use, if it is.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.numbers.get(name).copied()
    }

    /// The name.
    pub fn text(&self, symbol: Symbol) -> &Rc<Text> {
        &self.texts[symbol.0 as usize]
    }

    /// The name, as text.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.texts[symbol.0 as usize].as_str()
    }
}

/// Gives the names that the VM itself uses fixed numbers.
macro_rules! known_symbols {
    ($($constant:ident = $text:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only used to number the constants below")]
        #[repr(u32)]
        enum Number { $($constant),* }

        /// The names that the VM itself uses.
        pub mod known {
            use super::{Number, Symbol};
            $(#[doc = $text] pub const $constant: Symbol = Symbol(Number::$constant as u32);)*
        }

        impl Default for Symbols {
            fn default() -> Symbols {
                let mut symbols = Symbols { texts: Vec::new(), numbers: BTreeMap::new() };
                for text in [$($text),*] {
                    symbols.intern(text);
                }
                symbols
            }
        }
    };
}

known_symbols! {
    ABS = "__abs__", ADD = "__add__", AENTER = "__aenter__", AEXIT = "__aexit__", AITER = "__aiter__", AND = "__and__",
    ANEXT = "__anext__", ANNOTATIONS = "__annotations__", ARGS = "args", AWAIT = "__await__", BASE = "__base__", BASES = "__bases__",
    BOOL = "__bool__", BYTES = "__bytes__", CALL = "__call__", CAUSE = "__cause__", CLASS = "__class__",
    CLASS_GETITEM = "__class_getitem__", CLOSE = "close", CONTAINS = "__contains__", CONTEXT = "__context__",
    DEFAULTS = "__defaults__", DEL = "__del__", DELATTR = "__delattr__", DELETE = "__delete__", DELITEM = "__delitem__",
    DICT = "__dict__", DIVMOD = "__divmod__", DOC = "__doc__", ENTER = "__enter__", EQ = "__eq__", EXIT = "__exit__",
    FILE = "__file__", FLOAT = "__float__", FLOORDIV = "__floordiv__", FORMAT = "__format__", GE = "__ge__", GET = "__get__",
    GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", GETITEM = "__getitem__", GT = "__gt__", HASH = "__hash__",
    IADD = "__iadd__", IAND = "__iand__", IFLOORDIV = "__ifloordiv__", ILSHIFT = "__ilshift__", IMATMUL = "__imatmul__",
    IMOD = "__imod__", IMUL = "__imul__", INDEX = "__index__", INIT = "__init__", INIT_SUBCLASS = "__init_subclass__",
    INSTANCECHECK = "__instancecheck__", INT = "__int__", INVERT = "__invert__", IOR = "__ior__", IPOW = "__ipow__",
    IRSHIFT = "__irshift__", ISUB = "__isub__", ITER = "__iter__", ITRUEDIV = "__itruediv__", IXOR = "__ixor__", KEYS = "keys",
    KWDEFAULTS = "__kwdefaults__", LE = "__le__", LEN = "__len__", LENGTH_HINT = "__length_hint__", LSHIFT = "__lshift__",
    LT = "__lt__", MATCH_ARGS = "__match_args__", MATMUL = "__matmul__", METACLASS = "metaclass", MISSING = "__missing__",
    MOD = "__mod__", MODULE = "__module__", MRO = "__mro__", MUL = "__mul__", NAME = "__name__", NE = "__ne__", NEG = "__neg__",
    NEW = "__new__", NEXT = "__next__", NOTES = "__notes__", OR = "__or__", POS = "__pos__", POW = "__pow__",
    PREPARE = "__prepare__", QUALNAME = "__qualname__", RADD = "__radd__", RAND = "__rand__", RDIVMOD = "__rdivmod__",
    REPR = "__repr__", REVERSED = "__reversed__", RFLOORDIV = "__rfloordiv__", RLSHIFT = "__rlshift__",
    RMATMUL = "__rmatmul__", RMOD = "__rmod__", RMUL = "__rmul__", ROR = "__ror__", ROUND = "__round__", RPOW = "__rpow__",
    RRSHIFT = "__rrshift__", RSHIFT = "__rshift__", RSUB = "__rsub__", RTRUEDIV = "__rtruediv__", RXOR = "__rxor__",
    SEND = "send", SET = "__set__", SETATTR = "__setattr__", SETITEM = "__setitem__", SET_NAME = "__set_name__",
    SLOTS = "__slots__", STR = "__str__", SUB = "__sub__", SUBCLASSCHECK = "__subclasscheck__",
    SUPPRESS_CONTEXT = "__suppress_context__", THROW = "throw", TRACEBACK = "__traceback__", TRUEDIV = "__truediv__",
    VALUE = "value", WRAPPED = "__wrapped__", XOR = "__xor__", ALL = "__all__", CODE = "__code__", SELF = "__self__",
    FUNC = "__func__", CEIL = "__ceil__", FLOOR = "__floor__", TRUNC = "__trunc__", COMPLEX = "__complex__", SUBCLASSES = "__subclasses__",
    ITERABLE_COROUTINE = "_iterable_coroutine",
}
