//! All of Python 3.11, piece by piece: each statement, expression, pattern, builtin and module of the standard library either
//! runs, or is refused before anything runs, with its name, its line and column, and what to use instead where there is something.
//!
//! `tests/recorded/stdlib-modules.txt` is CPython 3.11's `sys.stdlib_module_names`, `builtins.txt` its `dir(builtins)`. What the
//! library has is asked of the library, so that a new module needs no change here.
#![cfg(not(target_arch = "wasm32"))]

use protocol::Refusal;
use runtime::library::public_modules;
use runtime::{Options, predict};
use trace::Stream;

const MODULES: &str = include_str!("../../../tests/recorded/stdlib-modules.txt");
const CONFORMANCE: &str = include_str!("../../../assets/conformance.json");
const BUILTINS: &str = include_str!("../../../tests/recorded/builtins.txt");
const NAMES: &str = include_str!("../../../tests/recorded/names.txt");

/// Every kind of node in CPython's syntax tree that a program can have, a program that has it, and what CPython prints for that.
const CONSTRUCTS: &[(&str, &str, &str)] = &[
    ("FunctionDef", "def f(a, /, b=1, *c, d, **e): return a\nprint(f(1, d=2))", "1"),
    ("AsyncFunctionDef", "async def f(): pass\nf().close()\nprint(1)", "1"),
    ("ClassDef", "class A(object, metaclass=type): x = 1\nprint(A.x)", "1"),
    ("Return", "def f(): return 1\nprint(f())", "1"),
    ("Delete", "x = [0, 1]\ndel x[0]\nprint(len(x))", "1"),
    ("Assign", "a = b, *c = 1, 2\nprint(b)", "1"),
    ("AugAssign", "a = 1\na += 1\nprint(a)", "2"),
    ("AnnAssign", "a: int = 1\nprint(a)", "1"),
    ("For", "for a in [1]: print(a)\nelse: pass", "1"),
    (
        "AsyncFor",
        "import asyncio\nasync def g():\n    yield 1\nasync def f():\n    async for a in g(): print(a)\nasyncio.run(f())",
        "1",
    ),
    ("While", "a = 0\nwhile a < 1: a += 1\nelse: print(a)", "1"),
    ("If", "if 0: pass\nelif 1: print(1)\nelse: pass", "1"),
    (
        "With",
        "import contextlib\nwith contextlib.nullcontext(1) as a, contextlib.nullcontext(): print(a)",
        "1",
    ),
    (
        "AsyncWith",
        "import asyncio\nasync def f():\n    async with asyncio.Lock(): print(1)\nasyncio.run(f())",
        "1",
    ),
    ("Match", "match 1:\n    case 1 if True: print(1)", "1"),
    ("Raise", "try: raise ValueError from None\nexcept ValueError: print(1)", "1"),
    ("Try", "try: pass\nexcept ValueError: pass\nelse: print(1)\nfinally: pass", "1"),
    ("TryStar", "try: raise ValueError\nexcept* ValueError: print(1)", "1"),
    ("Assert", "assert True, 'no'\nprint(1)", "1"),
    ("Import", "import asyncio as a, math\nprint(math.floor(1.5))", "1"),
    ("ImportFrom", "from math import floor as f\nprint(f(1.5))", "1"),
    ("Global", "def f():\n    global a\n    a = 1\nf()\nprint(a)", "1"),
    (
        "Nonlocal",
        "def f():\n    a = 0\n    def g():\n        nonlocal a\n        a = 1\n    g()\n    print(a)\nf()",
        "1",
    ),
    ("Expr", "1\nprint(1)", "1"),
    ("Pass", "pass\nprint(1)", "1"),
    ("Break", "while True: break\nprint(1)", "1"),
    ("Continue", "for a in [1]: continue\nprint(1)", "1"),
    ("BoolOp", "print(0 or 1 and 1)", "1"),
    ("NamedExpr", "print(a := 1)", "1"),
    ("BinOp", "print(4 // 3)", "1"),
    ("UnaryOp", "print(- -1)", "1"),
    ("Lambda", "print((lambda a: a)(1))", "1"),
    ("IfExp", "print(1 if True else 2)", "1"),
    ("Dict", "print({'a': 1, **{}}['a'])", "1"),
    ("Set", "print(len({1, *[1]}))", "1"),
    ("ListComp", "print([a for a in [1] if a][0])", "1"),
    ("SetComp", "print(len({a for a in [1]}))", "1"),
    ("DictComp", "print({a: a for a in [1]}[1])", "1"),
    ("GeneratorExp", "print(sum(a for a in [1]))", "1"),
    (
        "Await",
        "import asyncio\nasync def f(): return await asyncio.sleep(0, 1)\nprint(asyncio.run(f()))",
        "1",
    ),
    ("Yield", "def f(): yield 1\nprint(next(f()))", "1"),
    ("YieldFrom", "def f(): yield from [1]\nprint(next(f()))", "1"),
    ("Compare", "print(int(0 < 1 < 2))", "1"),
    ("Call", "print(*[1], **{})", "1"),
    ("FormattedValue", "print(f'{1!r:>{1}}')", "1"),
    ("JoinedStr", "print(f'{1}')", "1"),
    ("Constant", "print(1, ...) if None else print(1)", "1"),
    ("Attribute", "print((1).real)", "1"),
    ("Subscript", "print([1][0])", "1"),
    ("Starred", "a, *b = 1, 2\nprint(*b)", "2"),
    ("Name", "a = 1\nprint(a)", "1"),
    ("List", "print(len([1]))", "1"),
    ("Tuple", "print(len((1,)))", "1"),
    ("Slice", "print(len([1, 2, 3][::2]))", "2"),
    ("MatchValue", "match 1:\n    case 1: print(1)", "1"),
    ("MatchSingleton", "match None:\n    case None: print(1)", "1"),
    ("MatchSequence", "match [1]:\n    case [a]: print(a)", "1"),
    ("MatchMapping", "match {'a': 1}:\n    case {'a': a, **rest}: print(a)", "1"),
    ("MatchClass", "match 1:\n    case int(real=a): print(a)", "1"),
    ("MatchStar", "match [1, 2]:\n    case [a, *b]: print(a)", "1"),
    ("MatchAs", "match 1:\n    case a: print(a)", "1"),
    ("MatchOr", "match 1:\n    case 0 | 1: print(1)", "1"),
    ("Add", "print(1 + 1)", "2"),
    ("Sub", "print(2 - 1)", "1"),
    ("Mult", "print(1 * 1)", "1"),
    ("MatMult", "class A:\n    def __matmul__(self, other): return 1\nprint(A() @ A())", "1"),
    ("Div", "print(int(1 / 1))", "1"),
    ("Mod", "print(3 % 2)", "1"),
    ("Pow", "print(1 ** 2)", "1"),
    ("LShift", "print(1 << 1)", "2"),
    ("RShift", "print(2 >> 1)", "1"),
    ("BitOr", "print(1 | 1)", "1"),
    ("BitXor", "print(1 ^ 2)", "3"),
    ("BitAnd", "print(1 & 3)", "1"),
    ("FloorDiv", "print(3 // 2)", "1"),
    ("Invert", "print(~-2)", "1"),
    ("Not", "print(int(not 0))", "1"),
    ("UAdd", "print(+1)", "1"),
    ("USub", "print(-(-1))", "1"),
    ("Eq", "print(int(1 == 1))", "1"),
    ("NotEq", "print(int(1 != 2))", "1"),
    ("Lt", "print(int(1 < 2))", "1"),
    ("LtE", "print(int(1 <= 2))", "1"),
    ("Gt", "print(int(2 > 1))", "1"),
    ("GtE", "print(int(2 >= 1))", "1"),
    ("Is", "print(int(None is None))", "1"),
    ("IsNot", "print(int(None is not 1))", "1"),
    ("In", "print(int(1 in [1]))", "1"),
    ("NotIn", "print(int(1 not in []))", "1"),
    ("And", "print(1 and 1)", "1"),
    ("Or", "print(0 or 1)", "1"),
];

/// What Python has and Loopscope refuses: the program, the name of the construct, line and column, a word of the advice.
const REFUSED: &[(&str, &str, u32, u32, &str)] = &[
    ("match 1:\n    case 2j: pass", "a complex number in a pattern", 2, 10, "guard"),
    ("print('\\N{BULLET}')", "a character given by name (\\N{…})", 1, 7, "the character itself"),
    ("print('\\ud800')", "half of a surrogate pair in a string", 1, 7, "the character itself"),
    ("from . import x", "a relative import", 1, 1, "its full name"),
];

fn refusal(source: &str) -> Option<Refusal> {
    predict(source, &Options::default()).err()
}

#[test]
fn every_construct_of_the_language_runs() {
    for (construct, source, wanted) in CONSTRUCTS {
        let trace = predict(source, &Options::default());
        let trace = trace.unwrap_or_else(|refusal| panic!("{construct}: {}", refusal.rendered));
        let printed = trace.output(Stream::Output);
        assert_eq!(printed.trim_end(), *wanted, "{construct}: {:?}", trace.ending());
    }
}

#[test]
fn what_is_left_out_of_the_language_is_refused_where_it_stands() {
    for (source, construct, line, column, advice) in REFUSED {
        let refusal = refusal(source).unwrap_or_else(|| panic!("{construct} is accepted"));
        assert_eq!((refusal.line, refusal.column), (*line, *column), "{construct}");
        assert_eq!(refusal.message, format!("{construct} is not supported here"));
        assert!(refusal.hint.is_some_and(|hint| hint.contains(advice)), "{construct}");
    }
}

#[test]
fn every_module_of_the_standard_library_runs_or_is_refused_where_it_is_imported() {
    let ours = public_modules();
    assert!(MODULES.lines().count() > 300, "the list was recorded");
    // Features of the future are the compiler's business, and there is no such module.
    for module in MODULES.lines().filter(|module| *module != "__future__") {
        let imports = [
            (format!("print('too late')\nimport {module}"), (2, 8)),
            (format!("def f():\n    import asyncio, {module} as m"), (2, 21)),
            (format!("if True:\n    from {module} import x"), (2, 5)),
        ];
        for (source, place) in imports {
            match refusal(&source) {
                None => assert!(ours.contains(&module), "{module} is accepted"),
                Some(refusal) => {
                    assert!(!ours.contains(&module), "{module} is refused: {}", refusal.rendered);
                    assert_eq!((refusal.line, refusal.column), place, "{source}");
                    assert_eq!(refusal.message, format!("the module '{module}' is not supported"));
                    assert!(refusal.hint.is_some_and(|hint| !hint.is_empty()), "{module}");
                }
            }
        }
    }
}

#[test]
fn modules_that_programs_like_to_import_are_refused_with_what_to_use_instead() {
    let advice = [
        ("http.client", "aiohttp"),
        ("socket", "aiohttp"),
        ("subprocess", "tasks"),
        ("sqlite3", "list"),
        ("re", "methods of str"),
        ("pickle", "json"),
        ("argparse", "top of the program"),
        ("numpy", "no packages"),
        ("trio", "asyncio"),
        ("nest_asyncio", "await"),
        ("tqdm", "print"),
    ];
    for (module, word) in advice {
        let refusal = refusal(&format!("import {module}")).unwrap_or_else(|| panic!("{module} is accepted"));
        assert!(refusal.hint.is_some_and(|hint| hint.contains(word)), "{module}");
    }
}

#[test]
fn an_import_that_the_program_is_ready_to_lose_is_not_refused() {
    let source = "try:\n    import numpy\nexcept ImportError:\n    print('without')";
    let trace = predict(source, &Options::default()).expect("it has a handler");
    assert_eq!(trace.output(Stream::Output), "without\n");
}

#[test]
fn every_builtin_is_there_or_refused_where_it_is_first_named() {
    let mut refused = Vec::new();
    for name in BUILTINS.lines() {
        let source = format!("x = 1\nprint(x, {name})");
        match predict(&source, &Options::default()) {
            Ok(trace) => assert!(
                trace.output(Stream::Output).starts_with('1'),
                "{name} is accepted, and then: {:?}",
                trace.ending()
            ),
            Err(refusal) => {
                assert_eq!((refusal.line, refusal.column), (2, 10), "{name}");
                assert!(refusal.message.starts_with(name), "{}", refusal.message);
                refused.push(name);
            }
        }
    }
    let expected = [
        "__loader__",
        "__package__",
        "__spec__",
        "breakpoint",
        "copyright",
        "credits",
        "help",
        "input",
        "license",
        "open",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn all_of_asyncio_is_there_or_refused_where_it_is_named() {
    let table: serde_json::Value = serde_json::from_str(CONFORMANCE).expect("it is JSON");
    let modules = table["modules"].as_array().expect("it lists modules");
    let asyncio = modules.iter().find(|module| module["module"] == "asyncio").expect("asyncio is among them");
    let lacks = asyncio["lacks"].as_array().expect("it lists what is not there");
    let names = lacks.iter().filter_map(serde_json::Value::as_str).filter(|name| !name.starts_with('_'));
    // Modules of its own are there once they are asked for.
    let names = names.filter(|name| refusal(&format!("import asyncio.{name}")).is_some());
    let mut count = 0;
    for name in names {
        let programs = [
            (format!("import asyncio\nasync def main():\n    await asyncio.{name}(1)"), (3, 11)),
            (format!("import asyncio as a\nprint(a.{name})"), (2, 7)),
            (format!("print(1)\nfrom asyncio import run, {name}"), (2, 1)),
        ];
        for (source, place) in programs {
            let refusal = refusal(&source).unwrap_or_else(|| panic!("{name} is accepted"));
            assert_eq!((refusal.line, refusal.column), place, "{source}");
            assert_eq!(refusal.message, format!("asyncio.{name} is not supported"));
            assert!(refusal.hint.is_some(), "{name}");
        }
        count += 1;
    }
    assert!(count > 0, "sockets are not there");
}

#[test]
fn a_function_of_the_programs_own_may_have_the_name_of_a_builtin_that_is_refused() {
    let source = "def open(name):\n    return name\nprint(open('1'))";
    assert_eq!(refusal(source), None);
}

/// A module, and its names with their members.
type RecordedModule = (&'static str, Vec<(&'static str, Vec<&'static str>)>);

/// The recorded names of the modules that can be imported here, with the members of those that are classes.
fn recorded() -> Vec<RecordedModule> {
    let mut modules: Vec<RecordedModule> = Vec::new();
    for line in NAMES.lines().skip(1) {
        match (line.strip_prefix("  "), line.strip_prefix(' ')) {
            (Some(member), _) => {
                if let Some((_, members)) = modules.last_mut().and_then(|(_, names)| names.last_mut()) {
                    members.push(member);
                }
            }
            (None, Some(name)) => {
                modules.last_mut().expect("a module comes first").1.push((name, Vec::new()))
            }
            (None, None) => modules.push((line, Vec::new())),
        }
    }
    let here = public_modules();
    modules.retain(|(module, _)| here.contains(module));
    modules
}

/// The lines of a program that are accepted below this beginning: those that are refused, each where it stands, are left out.
fn accepted<'a>(beginning: &str, mut lines: Vec<&'a str>, line: impl Fn(&str) -> String) -> Vec<&'a str> {
    let first = beginning.lines().count() + 1;
    loop {
        let program: String = lines.iter().map(|name| line(name)).collect();
        let Some(refusal) = runtime::check(&format!("{beginning}{program}")) else { return lines };
        let name = lines.remove(refusal.line as usize - first);
        assert!(refusal.message.contains(name), "{name}: {}", refusal.message);
    }
}

fn runs(program: &str) {
    let trace =
        predict(program, &Options::default()).unwrap_or_else(|refusal| panic!("{}", refusal.rendered));
    assert_eq!(trace.ending(), Some(&trace::Ending::Finished), "{program}");
}

#[test]
fn no_public_name_of_a_module_is_accepted_and_then_missing() {
    let mut count = 0;
    for (module, names) in recorded() {
        let line = |name: &str| format!("{module}.{name}\n");
        let beginning = format!("import {module}\n");
        let names = accepted(&beginning, names.into_iter().map(|(name, _)| name).collect(), line);
        count += names.len();
        runs(&names.into_iter().map(line).fold(beginning, |program, line| program + &line));
    }
    assert!(count > 900, "{count} names are here");
}

#[test]
fn no_public_member_of_a_class_is_accepted_and_then_missing() {
    let mut count = 0;
    // What objects of the interpreter itself have (`types`), their classes do not list.
    for (module, classes) in recorded().into_iter().filter(|(module, _)| *module != "types") {
        for (class, members) in classes.into_iter().filter(|(_, members)| !members.is_empty()) {
            if runtime::check(&format!("import {module}\n{module}.{class}\n")).is_some() {
                continue;
            }
            let beginning = format!("import {module}\ndef f(x: {module}.{class}):\n");
            let members = accepted(&beginning, members, |name| format!("    x.{name}\n"));
            count += members.len();
            // Objects may have it where their class has not.
            let ask = |member: &&str| format!("getattr({module}.{class}, '{member}', None)\n");
            runs(
                &members.iter().map(ask).fold(format!("import {module}\n"), |program, line| program + &line),
            );
        }
    }
    assert!(count > 1000, "{count} members are here");
}

#[test]
fn what_can_be_seen_to_be_missing_is_refused_where_it_stands() {
    let loop_of =
        |line: &str| format!("import asyncio as a\nasync def main(loop: a.AbstractEventLoop):\n    {line}\n");
    for (source, message, place) in [
        ("print(1)\nfrom aiohttp import web".to_owned(), "aiohttp.web", (2, 1)),
        ("from os import getcwd as cwd".to_owned(), "os.getcwd", (1, 1)),
        ("import os.path as p\nprint(p.exists('x'))".to_owned(), "os.path.exists", (2, 7)),
        ("import os\nprint(os.path.exists('x'))".to_owned(), "os.path.exists", (2, 7)),
        (loop_of("await a.get_running_loop().getaddrinfo('x', 1)"), "loop.getaddrinfo", (3, 11)),
        (loop_of("once = a.get_running_loop(); once.create_server"), "loop.create_server", (3, 34)),
        (loop_of("loop.add_reader(1, main)"), "loop.add_reader", (3, 5)),
        (loop_of("a.Runner().get_loop().sock_recv"), "loop.sock_recv", (3, 5)),
        (
            "import asyncio\nclass L(asyncio.SelectorEventLoop):\n    def f(self): self.add_writer".to_owned(),
            "loop.add_writer",
            (3, 18),
        ),
        (
            "import asyncio\nclass S:\n    def __init__(self): self.loop = asyncio.new_event_loop()\n    def f(self): self.loop.sendfile".to_owned(),
            "loop.sendfile",
            (4, 18),
        ),
        ("import logging\nlogging.basicConfig(filename='x')".to_owned(), "logging.basicConfig(filename=…)", (2, 21)),
        ("try:\n    from asyncio import start_server\nexcept ImportError: pass".to_owned(), "asyncio.start_server", (2, 5)),
        ("try:\n    import ssl\nexcept ImportError: pass".to_owned(), "the module 'ssl'", (2, 12)),
    ] {
        let refusal = refusal(&source).unwrap_or_else(|| panic!("{source} is accepted"));
        assert_eq!(refusal.message, format!("{message} is not supported"));
        assert_eq!((refusal.line, refusal.column), place, "{source}");
    }
}

#[test]
fn what_only_the_run_can_show_to_be_missing_ends_it_with_a_sentence() {
    for (what, name) in [
        ("getattr(sys, 'settrace', 1)", "sys.settrace"),
        ("hasattr(asyncio, 'start_server')", "asyncio.start_server"),
        ("(lambda x: x.create_connection)(asyncio.new_event_loop())", "loop.create_connection"),
    ] {
        let source =
            format!("import asyncio, sys\nprint('begun')\ntry:\n    {what}\nexcept Exception: print('no')");
        let trace = predict(&source, &Options::default()).expect("nobody can see it");
        match trace.ending() {
            Some(trace::Ending::Unsupported { message }) => {
                assert!(message.starts_with(&format!("{name} is not supported")), "{message}");
            }
            other => panic!("{source}: {other:?}"),
        }
        assert_eq!(trace.output(Stream::Output), "begun\n");
    }
    let trace = predict("import sys\nprint(hasattr(sys, 'nothing'))", &Options::default()).expect("it runs");
    assert_eq!(trace.output(Stream::Output), "False\n");
}

#[test]
fn an_import_that_python_has_not_either_may_fail_where_the_program_is_ready_for_it() {
    let source = "try:\n    import uvloop\nexcept ImportError:\n    uvloop = None\nprint(uvloop)";
    assert_eq!(refusal(source), None);
}
