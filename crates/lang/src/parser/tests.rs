//! How texts are taken apart, shown by writing the expressions again.

use super::parse;
use crate::ast::{Expression, ExpressionKind, Statement, StatementKind};
use crate::error::ErrorKind;
use crate::unparse::unparse;

fn statements(source: &str) -> Vec<Statement> {
    parse(source).unwrap_or_else(|error| panic!("{}", error.render(source, "program.py"))).body
}

fn expression(source: &str) -> Expression {
    match statements(source).swap_remove(0).kind {
        StatementKind::Expression(expression) => expression,
        other => panic!("{other:?}"),
    }
}

/// The expression with parentheses where its structure needs them.
fn shown(source: &str) -> String {
    unparse(&expression(source))
}

#[test]
fn operators_bind_as_tightly_as_python_says() {
    for (source, expected) in [
        ("(a+b)*c", "(a + b) * c"),
        ("a+(b*c)", "a + b * c"),
        ("(a-b)-c", "a - b - c"),
        ("a-(b-c)", "a - (b - c)"),
        ("a**(b**c)", "a ** b ** c"),
        ("(a**b)**c", "(a ** b) ** c"),
        ("-(a**b)", "-a ** b"),
        ("(-a)**b", "(-a) ** b"),
        ("not (a == b)", "not a == b"),
        ("(not a) == b", "(not a) == b"),
        ("(a or b) and c", "(a or b) and c"),
        ("a or (b and c)", "a or b and c"),
        ("a if b else (c if d else e)", "a if b else c if d else e"),
        ("(a if b else c) if d else e", "(a if b else c) if d else e"),
        ("lambda: (a, b)", "lambda: (a, b)"),
        ("(lambda x, /, y=1, *z, k, **w: 0)()", "(lambda x, /, y=1, *z, k, **w: 0)()"),
        ("a < (b) in c is not d", "a < b in c is not d"),
        ("(yield)", "(yield)"),
        ("await_(a)[1:, ::2, ...]", "await_(a)[1:, ::2, ...]"),
        ("a|b^c&d<<e", "a | b ^ c & d << e"),
    ] {
        assert_eq!(shown(source), expected);
    }
}

#[test]
fn displays_and_comprehensions_keep_their_kind() {
    for source in [
        "[]",
        "()",
        "{}",
        "(a,)",
        "[*a, b]",
        "{a, *b}",
        "{a: b, **c}",
        "[x for x in y if z if w for a, *b in c]",
        "{x: y for x, y in z}",
        "(x async for x in y)",
        "f(x for x in y)",
        "f(a, *b, c=d, **e)",
        "(n := 1)",
    ] {
        assert_eq!(shown(source), source);
    }
}

#[test]
fn literals_side_by_side_are_one() {
    assert_eq!(shown("'a' \"b\" r'\\n' '''c'''"), r"'ab\\nc'");
    assert_eq!(shown(r"b'\x41\n' b'\101'"), r"b'A\nA'");
    assert_eq!(shown("'a' f'{b!r:>{c}}' '{d}'"), "f'a{b!r:>{c}}{{d}}'");
    assert_eq!(shown("f'{ a = }'"), "f' a = {a!r}'");
}

#[test]
fn escapes_stand_for_their_characters() {
    assert_eq!(
        shown(
            r"'\t\x41\u00e9\U0001f600\
\d\0'"
        ),
        r"'\tAé😀\\d\x00'"
    );
}

#[test]
fn numbers_of_any_size_are_exact() {
    assert_eq!(shown("9223372036854775807"), "9223372036854775807");
    assert_eq!(shown("0x1_0000_0000_0000_0000"), "18446744073709551616");
    assert_eq!(shown("1e16 + 1e-5 + 1e400"), "1e+16 + 1e-05 + 1e309");
}

#[test]
fn match_is_a_statement_only_where_a_block_of_cases_follows() {
    assert!(matches!(statements("match x:\n    case 1: pass\n")[0].kind, StatementKind::Match { .. }));
    for source in ["match = 1", "match(x)", "match[x]", "match.x", "match, x", "print(match)"] {
        assert!(!matches!(statements(source)[0].kind, StatementKind::Match { .. }), "{source}");
    }
}

#[test]
fn with_items_may_stand_in_parentheses() {
    for (source, count) in [
        ("with (a as b, c as d,): pass", 2),
        ("with (a, b): pass", 2),
        ("with (a, b) as c: pass", 1),
        ("with (a), b: pass", 2),
        ("with (a).b() as c, (d): pass", 2),
        ("with (yield): pass", 1),
    ] {
        match &statements(source)[0].kind {
            StatementKind::With { items, .. } => assert_eq!(items.len(), count, "{source}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_annotated_name_in_parentheses_is_not_simple() {
    for (source, expected) in [("a: int", true), ("(a): int", false), ("a.b: int", false)] {
        match statements(source)[0].kind {
            StatementKind::AnnotatedAssign { simple, .. } => assert_eq!(simple, expected, "{source}"),
            ref other => panic!("{other:?}"),
        }
    }
}

#[test]
fn expressions_know_where_they_stand() {
    let call = expression("f(a,\n  b + c)");
    let ExpressionKind::Call { arguments, .. } = &call.kind else { panic!("{call:?}") };
    let span = arguments[1].value.span;
    assert_eq!((span.line, span.column, span.end_line, span.end_column), (2, 3, 2, 8));
    assert_eq!((call.span.end_line, call.span.end_column), (2, 9));
}

#[test]
fn expressions_in_fstrings_stand_where_the_text_has_them() {
    let string = expression("f\"é{'x'}{ab}\"");
    let ExpressionKind::FString(parts) = &string.kind else { panic!("{string:?}") };
    let crate::ast::FStringPart::Field { value, .. } = &parts[2] else { panic!("{parts:?}") };
    assert_eq!((value.span.column, value.span.end_column), (10, 12));
}

#[test]
fn what_python_has_and_loopscope_has_not_is_refused_by_name() {
    for (source, construct, place) in [
        ("match 1:\n  case 2j: pass", "a complex number in a pattern", (2, 8)),
        (r"x = '\N{DASH}'", r"a character given by name (\N{…})", (1, 5)),
        (r"x = '\ud800'", "half of a surrogate pair in a string", (1, 5)),
    ] {
        let error = parse(source).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unsupported);
        assert_eq!(error.message, format!("{construct} is not supported here"));
        assert_eq!((error.line, error.column), place);
        assert!(error.hint.is_some());
    }
}
