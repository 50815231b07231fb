//! What programs compile to: `tests/lang/golden/*.py` and, beside each, its listing.
//!
//! `LOOPSCOPE_WRITE_GOLDEN=1 cargo test golden` writes the listings anew; look at the difference before committing it.

use super::{Options, check_depths, compile};
use crate::code::{Code, CodeKind, Const, Op};
use std::path::Path;
use std::rc::Rc;

fn compiled(source: &str) -> Rc<Code> {
    let code = compile(source, &Options { file: "program.py".into(), lines: true })
        .unwrap_or_else(|error| panic!("{}", error.render(source, "program.py")));
    check_depths(&code);
    code
}

/// The inner code of that name.
fn inner(code: &Code, name: &str) -> Rc<Code> {
    let found = code.constants.iter().find_map(|constant| match constant {
        Const::Code(inner) if inner.name == name => Some(inner.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {name} in\n{}", code.disassemble()))
}

/// The lines that are marked, in the order of the code.
fn marks(code: &Code) -> Vec<u32> {
    code.ops.iter().filter_map(|op| if let Op::Line(line) = op { Some(*line) } else { None }).collect()
}

#[test]
fn golden_listings_are_what_the_compiler_produces() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("tests/lang/golden");
    let mut programs: Vec<_> =
        std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    programs.sort();
    assert!(programs.len() >= 9);
    for path in programs {
        let listing = compiled(&std::fs::read_to_string(&path).unwrap()).disassemble();
        let golden = path.with_extension("txt");
        if std::env::var_os("LOOPSCOPE_WRITE_GOLDEN").is_some() {
            std::fs::write(&golden, &listing).unwrap();
        }
        assert_eq!(listing, std::fs::read_to_string(&golden).unwrap_or_default(), "{}", path.display());
    }
}

#[test]
fn library_code_has_no_line_marks() {
    let code = compile("x = 1\ny = 2\n", &Options { file: "library.py".into(), lines: false }).unwrap();
    assert!(marks(&code).is_empty());
    assert_eq!(code.lines, [1, 1, 2, 2, 2, 2]);
}

#[test]
fn each_statement_marks_its_line_once() {
    // Two statements on a line are one mark; `global` and a docstring do nothing when they run.
    let code = compiled("def f():\n    'doc'\n    global x\n    x = 1; y = 2\n    pass\n");
    assert_eq!(marks(&code), [1]);
    assert_eq!(marks(&inner(&code, "f")), [4, 5]);
}

#[test]
fn a_for_header_is_marked_again_before_each_further_item() {
    assert_eq!(marks(&compiled("for x in y:\n    z\n")), [1, 2, 1]);
}

#[test]
fn every_elif_and_except_marks_its_own_line() {
    assert_eq!(marks(&compiled("if a:\n    b\nelif c:\n    d\n")), [1, 2, 3, 4]);
    assert_eq!(marks(&compiled("try:\n    a\nexcept B:\n    c\n")), [1, 2, 3, 4]);
}

#[test]
fn decorators_mark_their_lines_before_the_def_and_the_code_starts_at_the_first() {
    let code = compiled("@a\n@b\ndef f():\n    pass\n");
    assert_eq!(marks(&code), [1, 2, 3]);
    assert_eq!(inner(&code, "f").first_line, 1);
}

#[test]
fn in_a_chain_over_several_lines_each_call_is_on_the_line_of_its_name() {
    let code = compiled("(a\n .b()\n .c())\n");
    let calls = code.ops.iter().zip(&code.lines).filter(|(op, _)| matches!(op, Op::CallMethod(_)));
    assert_eq!(calls.map(|(_, line)| *line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn what_a_scope_contains_decides_what_calling_it_makes() {
    for (body, kind) in [
        ("def f(): pass", CodeKind::Function),
        ("def f(): yield", CodeKind::Generator),
        ("async def f(): pass", CodeKind::Coroutine),
        ("async def f(): yield", CodeKind::AsyncGenerator),
        ("def f(): lambda: (yield)", CodeKind::Function),
    ] {
        assert_eq!(inner(&compiled(body), "f").kind, kind, "{body}");
    }
}

#[test]
fn captured_parameters_move_from_their_slot_to_a_cell() {
    let code = compiled("def f(a, b):\n    c = 1\n    return lambda: b + c\n");
    let code = inner(&code, "f");
    let cells: Vec<_> = code.cells.iter().map(|cell| (cell.name.as_str(), cell.parameter)).collect();
    assert_eq!(cells, [("b", Some(1)), ("c", None)]);
    assert_eq!(code.locals, ["a", "b"]);
    assert_eq!(inner(&code, "<lambda>").free, ["b", "c"]);
}

#[test]
fn slots_are_in_the_order_of_the_contract_and_not_of_the_signature() {
    let code = inner(&compiled("def f(a, /, b, *c, d, **e): pass"), "f");
    assert_eq!(code.locals, ["a", "b", "d", "c", "e"]);
    let parameters = code.parameters;
    assert_eq!((parameters.positional_only, parameters.positional, parameters.keyword_only), (1, 2, 1));
}

#[test]
fn constants_that_are_equal_but_not_the_same_stay_apart() {
    let code = compiled("a = 1, 1.0, True, 0.0, -0.0, '1', b'1'\n");
    assert!(code.disassemble().contains("Const (1, 1.0, True, 0.0, -0.0, \"1\", b\"1\")"));
    let code = compiled("f(1, 1.0, True, 0.0, -0.0, 1)\n");
    let numbers = code.constants.iter().filter(|constant| **constant != Const::None);
    assert_eq!(numbers.count(), 5);
}

#[test]
fn code_that_nothing_leads_to_is_not_emitted() {
    let code = compiled("while True:\n    pass\nx = 1\n");
    assert!(!code.disassemble().contains("StoreGlobal"));
    assert!(!compiled("if 0:\n    x = 1\n").disassemble().contains("StoreGlobal"));
}

#[test]
fn annotations_become_text_only_if_the_module_asks_for_it() {
    let source = "def f(a: List[ int ]): pass\n";
    assert!(compiled(source).disassemble().contains("LoadGlobal List"));
    let text = compiled(&format!("from __future__ import annotations\n{source}"));
    assert!(text.constants.contains(&Const::Str("List[int]".to_owned())));
}

#[test]
fn nested_functions_are_qualified_as_in_tracebacks() {
    let code = compiled("class A:\n    def f(self):\n        return [x for x in (lambda: 1,)]\n");
    let function = inner(&inner(&code, "A"), "f");
    assert_eq!(function.qualified_name, "A.f");
    assert_eq!(inner(&function, "<listcomp>").qualified_name, "A.f.<locals>.<listcomp>");
    assert_eq!(inner(&function, "<lambda>").qualified_name, "A.f.<locals>.<lambda>");
}
