//! Makes programs to a grammar: the fuzzer's bytes choose, and every choice is some valid Python.
//!
//! It knows nothing of types: most lines raise something, so that each stands in a `try` of its own. Names are few, so that values
//! of all kinds meet all operations.

/// What may stand where a value is wanted, without parts of its own.
const ATOMS: &[&str] = &[
    "a",
    "b",
    "c",
    "0",
    "1",
    "-1",
    "2.5",
    "10**20",
    "True",
    "None",
    "''",
    "'abc'",
    "b'xy'",
    "[]",
    "{}",
    "()",
    "set()",
    "float('nan')",
    "float('inf')",
    "range(5)",
    "int",
    "str",
    "list",
    "dict",
    "object()",
    "f",
    "g",
    "K",
    "K()",
    "h()",
    "iter([1, 2])",
    "slice(None, None, -1)",
    "print",
    "len",
    "Exception('x')",
    "asyncio",
    "math.pi",
    "2**63",
    "...",
];
/// Between two values.
const BINARY: &[&str] = &[
    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", "in", "not in",
    "is", "and", "or",
];
/// Called with one or two values.
const FUNCTIONS: &[&str] = &[
    "len",
    "str",
    "repr",
    "int",
    "float",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "sorted",
    "sum",
    "min",
    "max",
    "iter",
    "next",
    "reversed",
    "enumerate",
    "zip",
    "map",
    "filter",
    "isinstance",
    "issubclass",
    "getattr",
    "hasattr",
    "type",
    "hash",
    "bool",
    "abs",
    "divmod",
    "pow",
    "round",
    "chr",
    "ord",
    "bin",
    "hex",
    "format",
    "any",
    "all",
    "callable",
    "bytes",
    "bytearray",
    "range",
    "slice",
    "vars",
    "dir",
    "id",
    "super",
    "print",
    "f",
    "g",
    "K",
    "h",
    "math.sqrt",
    "math.log",
    "math.comb",
    "math.factorial",
    "math.fsum",
    "math.gcd",
    "random.sample",
    "random.choice",
    "json.dumps",
    "json.loads",
    "itertools.product",
    "itertools.islice",
    "itertools.combinations",
    "collections.Counter",
    "collections.deque",
    "collections.OrderedDict",
    "functools.reduce",
    "functools.partial",
    "heapq.heapify",
    "heapq.heappop",
    "bisect.bisect",
    "asyncio.sleep",
    "asyncio.gather",
    "asyncio.create_task",
    "asyncio.wait_for",
    "asyncio.Queue",
    "asyncio.Event",
    "asyncio.Semaphore",
    "asyncio.shield",
    "asyncio.wait",
    "time.sleep",
    "threading.Thread",
    "datetime.timedelta",
    "datetime.date",
    "datetime.datetime.fromtimestamp",
];
/// Methods of any of the kinds of value.
const METHODS: &[&str] = &[
    "append",
    "pop",
    "sort",
    "insert",
    "extend",
    "remove",
    "index",
    "count",
    "reverse",
    "clear",
    "copy",
    "get",
    "items",
    "keys",
    "values",
    "update",
    "setdefault",
    "popitem",
    "add",
    "discard",
    "union",
    "join",
    "split",
    "replace",
    "strip",
    "format",
    "encode",
    "decode",
    "find",
    "startswith",
    "zfill",
    "center",
    "ljust",
    "expandtabs",
    "partition",
    "splitlines",
    "translate",
    "title",
    "__len__",
    "__eq__",
    "__init__",
    "__class__",
    "__getitem__",
    "__iter__",
    "__next__",
    "send",
    "throw",
    "close",
    "cancel",
    "done",
    "result",
    "exception",
    "add_done_callback",
    "put",
    "set",
    "acquire",
    "release",
    "start",
    "rotate",
    "most_common",
    "to_bytes",
    "bit_length",
    "as_integer_ratio",
    "hex",
    "with_traceback",
    "m",
    "__dict__",
    "__mro__",
    "__enter__",
    "__await__",
];
/// After the colon of a replacement field.
const FORMATS: &[&str] =
    &["", "d", "x", "e", "g", "f", ".3f", ",", "_b", ">9", "^+9", "09.2f", "%", "s", "c", "=8", "99.50"];
const NAMES: &[&str] = &["a", "b", "c"];

const PREAMBLE: &str = "\
import asyncio, math, random, json, itertools, collections, functools, heapq, bisect, time, threading, datetime
def f(*args, **kwargs): return args[0] if args else kwargs
def h():
    x = yield 1
    yield x
class K:
    def __init__(self, *args): self.args = args
    def m(self, *args): return args
    def __len__(self): return len(self.args)
    def __getitem__(self, i): return self.args[i]
    def __eq__(self, other): return self.args == other
    def __call__(self, *args): return self.args
    async def __aenter__(self): return self
    async def __aexit__(self, *args): return False
    def __enter__(self): return self
    def __exit__(self, *args): return True
async def g(*args):
    await asyncio.sleep(0.01)
    return args
";

/// The program that these choices make. No choices, no statements.
pub fn program(choices: &[u8]) -> String {
    let mut maker = Maker { choices: &choices[..choices.len().min(2000)], text: PREAMBLE.to_owned() };
    maker.text.push_str("async def main():\n    a, b, c = 1, 'x', [3, 1, 2]\n");
    while !maker.choices.is_empty() {
        maker.text.push_str("    try:\n");
        maker.statement(2, 3);
        maker.text.push_str("    except Exception as error: print(type(error).__name__, error)\n");
    }
    maker.text.push_str("    print(a, b, c)\nasyncio.run(main())\n");
    maker.text
}

/// What is left of the choices, and what was made.
struct Maker<'a> {
    choices: &'a [u8],
    text: String,
}

impl Maker<'_> {
    /// The next choice; the first of all when there are no more, which lets everything come to an end.
    fn choose(&mut self, below: usize) -> usize {
        let Some((first, rest)) = self.choices.split_first() else { return 0 };
        self.choices = rest;
        usize::from(*first) % below
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.choose(texts.len())]
    }

    fn block(&mut self, indent: usize, depth: usize) {
        for _ in 0..=self.choose(2) {
            self.statement(indent, depth.saturating_sub(1));
        }
    }

    fn statement(&mut self, indent: usize, depth: usize) {
        let margin = "    ".repeat(indent);
        let (name, value) = (self.one_of(NAMES), self.value(3));
        let choice = self.choose(if depth == 0 { 8 } else { 16 });
        let simple = match choice {
            0 | 1 => Some(format!("{name} = {value}")),
            2 => Some(format!("print({value})")),
            3 => Some(format!("{name} {}= {value}", self.one_of(&BINARY[..12]))),
            4 => Some(format!("{name} = await {value}")),
            5 => Some(format!("{name}[{}] = {value}", self.value(1))),
            6 => Some(format!("a, *b = {value}")),
            7 => Some(format!("del {name}[{value}]")),
            _ => None,
        };
        if let Some(simple) = simple {
            self.text.push_str(&format!("{margin}{simple}\n"));
            return;
        }
        let head = match choice {
            8 => format!("if {value}:"),
            9 => format!("for {name} in {value}:"),
            10 => format!("while {value}:"),
            11 => format!("with {value} as {name}:"),
            12 => format!("async with {value} as {name}:"),
            13 => "try:".to_owned(),
            14 => format!("async for {name} in {value}:"),
            _ => format!("match {value}:\n{margin}  case [a, *_] | {{'k': a}} | int(a) | a:"),
        };
        self.text.push_str(&format!("{margin}{head}\n"));
        self.block(indent + 1, depth);
        match choice {
            9 | 10 if self.choose(2) == 1 => self.text.push_str(&format!("{margin}    break\n")),
            13 => {
                self.text.push_str(&format!("{margin}finally:\n"));
                self.block(indent + 1, depth);
            }
            _ => {}
        }
    }

    fn value(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.one_of(ATOMS).to_owned();
        }
        let less = depth - 1;
        match self.choose(15) {
            0 | 1 => self.one_of(ATOMS).to_owned(),
            2 | 3 => format!("({} {} {})", self.value(less), self.one_of(BINARY), self.value(less)),
            4 => format!("{}({})", self.one_of(FUNCTIONS), self.value(less)),
            5 => format!("{}({}, {})", self.one_of(FUNCTIONS), self.value(less), self.value(less)),
            6 => format!("({}).{}", self.value(less), self.one_of(METHODS)),
            7 => format!("({}).{}()", self.value(less), self.one_of(METHODS)),
            8 => format!("({}).{}({})", self.value(less), self.one_of(METHODS), self.value(less)),
            9 => format!("[{}, {}]", self.value(less), self.value(less)),
            10 => format!("{{{}: {}}}", self.value(less), self.value(less)),
            11 => format!("({})[{}:{}]", self.value(less), self.value(less), self.value(less)),
            12 => format!("[{} for {} in {}]", self.value(less), self.one_of(NAMES), self.value(less)),
            13 => format!("f\"{{{}:{}}}\"", self.one_of(NAMES), self.one_of(FORMATS)),
            _ => format!("(lambda {}: {})({})", self.one_of(NAMES), self.value(less), self.value(less)),
        }
    }
}
