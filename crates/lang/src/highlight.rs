//! Colours for a program's text, valid or not, as in an editor while someone types.
//!
//! Begin with [`highlight`]. It knows tokens only, no syntax tree, and so has something to say about any text.

use super::lexer::Lexer;
use super::token::{Token, TokenKind};

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextClass {
    /// A reserved word, or `match`, `case` and `_` where they are one.
    Keyword,
    /// A string or bytes literal with its quotes, complete or not.
    String,
    /// A number.
    Number,
    /// From `#` to the end of the line.
    Comment,
    /// The name behind `def`.
    FunctionName,
    /// The name behind `class`.
    ClassName,
    /// `@` and the dotted name behind it.
    Decorator,
}

/// A stretch of text that is worth a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What it is.
    pub class: TextClass,
}

/// The coloured stretches of a text, in order, without overlaps. Never fails: what makes no sense has no colour.
pub fn highlight(source: &str) -> Vec<Highlight> {
    let mut found = Vec::new();
    for line in logical_lines(source) {
        highlight_line(source, &line, &mut found);
    }
    found
}

/// A token, or a string that never ends.
#[derive(Debug, Clone, Copy)]
struct Piece {
    kind: TokenKind,
    start: usize,
    end: usize,
}

/// The tokens of each line.
fn logical_lines(source: &str) -> Vec<Vec<Piece>> {
    let mut lexer = Lexer::new(source).with_comments();
    let mut lines = vec![Vec::new()];
    let mut end = 0;
    loop {
        let piece = match lexer.next_token() {
            Ok(Token { kind: TokenKind::End, .. }) => return lines,
            Ok(Token { kind, start, end, .. }) => Piece { kind, start, end },
            Err(_) => {
                let cursor = lexer.cursor_mut();
                if cursor.position().offset <= end && cursor.bump().is_none() {
                    return lines;
                }
                let reached = cursor.position().offset;
                match broken_string(source, end, reached) {
                    Some(piece) => piece,
                    None => {
                        end = reached;
                        continue;
                    }
                }
            }
        };
        end = end.max(piece.end);
        match piece.kind {
            TokenKind::Newline => lines.push(Vec::new()),
            TokenKind::Indent | TokenKind::Dedent => {}
            _ => lines.last_mut().expect("there is always a current line").push(piece),
        }
    }
}

/// If the text that the lexer gave up on is a string, that string.
fn broken_string(source: &str, from: usize, to: usize) -> Option<Piece> {
    let text = source.get(from..to)?;
    let start = from + (text.len() - text.trim_start().len());
    let quote = source[start..to].find(['"', '\''])?;
    if !source[start..start + quote].chars().all(char::is_alphabetic) {
        return None;
    }
    Some(Piece { kind: TokenKind::String, start, end: to })
}

fn highlight_line(source: &str, line: &[Piece], found: &mut Vec<Highlight>) {
    let mut index = 0;
    if let Some(end) = decorator_end(line) {
        found.push(Highlight { start: line[0].start, end: line[end - 1].end, class: TextClass::Decorator });
        index = end;
    }
    while let Some(piece) = line.get(index) {
        let before = index.checked_sub(1).map(|before| line[before].kind);
        let class = match piece.kind {
            TokenKind::Keyword(_) => Some(TextClass::Keyword),
            TokenKind::String => Some(TextClass::String),
            TokenKind::Number => Some(TextClass::Number),
            TokenKind::Comment => Some(TextClass::Comment),
            TokenKind::Name => match before {
                Some(TokenKind::Keyword("def")) => Some(TextClass::FunctionName),
                Some(TokenKind::Keyword("class")) => Some(TextClass::ClassName),
                None if is_soft_keyword(source, line) => Some(TextClass::Keyword),
                _ => None,
            },
            _ => None,
        };
        found.extend(class.map(|class| Highlight { start: piece.start, end: piece.end, class }));
        index += 1;
    }
}

/// Where `@a.b.c` ends, if the line starts so.
fn decorator_end(line: &[Piece]) -> Option<usize> {
    if line.first()?.kind != TokenKind::Operator("@") {
        return None;
    }
    let name = |index: usize| line.get(index).is_some_and(|piece| piece.kind == TokenKind::Name);
    let dot = |index: usize| line.get(index).is_some_and(|piece| piece.kind == TokenKind::Operator("."));
    let mut end = 1;
    if name(end) {
        end += 1;
        while dot(end) && name(end + 1) {
            end += 2;
        }
    }
    Some(end)
}

/// Does the line start with `match` or `case` as a statement does? A name would be followed by an operator.
fn is_soft_keyword(source: &str, line: &[Piece]) -> bool {
    let [first, second, ..] = line else { return false };
    let Some("match" | "case") = source.get(first.start..first.end) else { return false };
    let operand = match second.kind {
        TokenKind::Operator(symbol) => matches!(symbol, "(" | "[" | "{" | "-" | "*"),
        TokenKind::Keyword(word) => !matches!(word, "in" | "is" | "and" | "or" | "if" | "for"),
        _ => true,
    };
    operand && line.iter().any(|piece| piece.kind == TokenKind::Operator(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each stretch as its text and class.
    fn shown(source: &str) -> Vec<(&str, TextClass)> {
        highlight(source).iter().map(|found| (&source[found.start..found.end], found.class)).collect()
    }

    #[test]
    fn definitions_decorators_literals_and_comments_have_classes_of_their_own() {
        let source =
            "@functools.cache  # once\nasync def f(x):\n    return 'a' + b\"c\" * 2.5\nclass C: pass\n";
        assert_eq!(
            shown(source),
            [
                ("@functools.cache", TextClass::Decorator),
                ("# once", TextClass::Comment),
                ("async", TextClass::Keyword),
                ("def", TextClass::Keyword),
                ("f", TextClass::FunctionName),
                ("return", TextClass::Keyword),
                ("'a'", TextClass::String),
                ("b\"c\"", TextClass::String),
                ("2.5", TextClass::Number),
                ("class", TextClass::Keyword),
                ("C", TextClass::ClassName),
                ("pass", TextClass::Keyword),
            ]
        );
    }

    #[test]
    fn match_is_a_keyword_only_where_a_statement_starts() {
        assert_eq!(shown("match x:\n"), [("match", TextClass::Keyword)]);
        assert_eq!(shown("match = re.match(x)\n"), []);
    }

    #[test]
    fn a_string_that_never_ends_is_a_string_to_the_end_of_the_line() {
        assert_eq!(shown("x = 'abc\ny = 1\n"), [("'abc", TextClass::String), ("1", TextClass::Number)]);
    }

    #[test]
    fn text_after_a_character_that_no_token_starts_with_still_has_colours() {
        assert_eq!(shown("€ if ) 1\n"), [("if", TextClass::Keyword), ("1", TextClass::Number)]);
    }

    #[test]
    fn bad_indentation_hides_nothing() {
        let source = "if 1:\n        2\n    3\n";
        let numbers = [("if", TextClass::Keyword), ("1", TextClass::Number)];
        let rest = [("2", TextClass::Number), ("3", TextClass::Number)];
        assert_eq!(shown(source), [numbers, rest].concat());
    }
}
