//! What text becomes which tokens.

use super::Lexer;
use crate::token::{Token, TokenKind};

fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(source).with_comments();
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next_token().unwrap_or_else(|failure| panic!("{}", failure.error));
        if token.kind == TokenKind::End {
            return tokens;
        }
        tokens.push(token);
    }
}

/// Each token's text; line and block structure by name.
fn words(source: &str) -> Vec<&str> {
    let word = |token: &Token| match token.kind {
        TokenKind::Newline => "NEWLINE",
        TokenKind::Indent => "INDENT",
        TokenKind::Dedent => "DEDENT",
        _ => &source[token.start..token.end],
    };
    tokens(source).iter().map(word).collect()
}

fn message(source: &str) -> String {
    let mut lexer = Lexer::new(source);
    loop {
        match lexer.next_token() {
            Ok(token) => assert_ne!(token.kind, TokenKind::End, "no error in {source:?}"),
            Err(failure) => return failure.error.message,
        }
    }
}

#[test]
fn operators_are_as_long_as_they_can_be() {
    assert_eq!(
        words("a**=b//c->d:=e...f<>g"),
        "a **= b // c -> d := e ... f <> g NEWLINE".split(' ').collect::<Vec<_>>()
    );
}

#[test]
fn numbers_end_where_their_shape_ends() {
    assert_eq!(
        words("1.e5 .5 1_0 0xFf 0b01 1if 1..real"),
        ["1.e5", ".5", "1_0", "0xFf", "0b01", "1", "if", "1.", ".", "real", "NEWLINE"]
    );
}

#[test]
fn strings_end_at_their_own_quotes() {
    let source = r#"'a\'b' "c'd" '''e''f''' rb'\\' f"{x}" ''"#;
    let expected = [r"'a\'b'", "\"c'd\"", "'''e''f'''", r"rb'\\'", "f\"{x}\"", "''", "NEWLINE"];
    assert_eq!(words(source), expected);
}

#[test]
fn blocks_follow_indentation_and_blank_lines_do_not_count() {
    let source = "if a:\n    b\n\n  # comment\n    c\nd\n";
    let expected = [
        "if",
        "a",
        ":",
        "NEWLINE",
        "INDENT",
        "b",
        "NEWLINE",
        "# comment",
        "c",
        "NEWLINE",
        "DEDENT",
        "d",
        "NEWLINE",
    ];
    assert_eq!(words(source), expected);
}

#[test]
fn lines_join_within_brackets_and_behind_a_backslash() {
    assert_eq!(
        words("(a,\n  b)\nc + \\\n  d"),
        ["(", "a", ",", "b", ")", "NEWLINE", "c", "+", "d", "NEWLINE"]
    );
}

#[test]
fn all_line_ends_are_equal_and_a_mark_at_the_start_is_skipped() {
    let plain: Vec<_> = tokens("a\nb\nc\n").iter().map(|token| token.span).collect();
    let mixed: Vec<_> = tokens("\u{feff}a\r\nb\rc\n").iter().map(|token| token.span).collect();
    assert_eq!(plain, mixed);
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let token = tokens("é = ü")[2];
    assert_eq!((token.span.column, token.span.end_column), (5, 6));
    assert_eq!((token.start, token.end), (5, 7));
}

#[test]
fn a_form_feed_starts_the_indentation_anew() {
    assert_eq!(words("a\n  \u{c}b\n"), ["a", "NEWLINE", "b", "NEWLINE"]);
}

#[test]
fn a_tab_reaches_to_the_next_multiple_of_eight_but_must_not_be_mixed_with_spaces() {
    assert_eq!(words("if a:\n\tb\n\tc\n").iter().filter(|word| **word == "INDENT").count(), 1);
    assert_eq!(message("if a:\n\tb\n        c\n"), "inconsistent use of tabs and spaces in indentation");
}

#[test]
fn malformed_text_is_named() {
    for (source, expected) in [
        ("'abc", "unterminated string literal (detected at line 1)"),
        ("'''a\nb", "unterminated triple-quoted string literal (detected at line 2)"),
        ("1__0", "invalid decimal literal"),
        ("0o9", "invalid digit '9' in octal literal"),
        (
            "012",
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
        ("a)", "unmatched ')'"),
        ("(\n]", "closing parenthesis ']' does not match opening parenthesis '(' on line 1"),
        ("(a", "'(' was never closed"),
        ("“", "invalid character '“' (U+201C)"),
        ("\u{a0}", "invalid non-printable character U+00A0"),
        ("a \\ b", "unexpected character after line continuation character"),
        ("if a:\n    b\n  c", "unindent does not match any outer indentation level"),
    ] {
        assert_eq!(message(source), expected, "{source:?}");
    }
}
