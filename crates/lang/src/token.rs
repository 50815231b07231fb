//! The words of a program.

use super::span::Span;

/// What a token is. Its text is the stretch of source that it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An identifier, soft keywords (`match`, `case`, `_`) included.
    Name,
    /// A reserved word.
    Keyword(&'static str),
    /// Punctuation.
    Operator(&'static str),
    /// An integer, float or imaginary literal.
    Number,
    /// A literal with its prefix and quotes: str, bytes or f-string.
    String,
    /// A character that Python has no use for, but that does not keep one from reading on: `$`, `?`, `!` or a backtick.
    Stray,
    /// A comment; only when asked for.
    Comment,
    /// The end of a logical line.
    Newline,
    /// The following line is deeper.
    Indent,
    /// The following line is shallower.
    Dedent,
    /// The end of the text, or the place where it stops making sense.
    End,
}

/// One word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// First byte.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// The same in lines and columns.
    pub(super) span: Span,
    /// How many brackets are open after it.
    pub(super) depth: u32,
}

/// Words that cannot be names.
pub(super) const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Punctuation, longest first, so that the first that fits is the one.
pub(super) const OPERATORS: &[&str] = &[
    "**=", "//=", "<<=", ">>=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=",
    "<<", "<=", "==", ">=", ">>", "@=", "^=", "|=", "<>", "%", "&", "(", ")", "*", "+", ",", "-", ".", "/",
    ":", ";", "<", "=", ">", "@", "[", "]", "^", "{", "|", "}", "~",
];

/// May `c` start a name? (Python normalizes names to NFKC first; this does not.)
pub(super) fn starts_name(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// May `c` go on a name?
pub(super) fn continues_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || is_mark(c)
}

/// Combining marks that occur within words of common scripts.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x669
        | 0x900..=0x903 | 0x93a..=0x94f | 0x1dc0..=0x1dff | 0x20d0..=0x20dc | 0x203f..=0x2040 | 0xfe20..=0xfe2f)
}
