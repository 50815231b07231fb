//! Tokens to syntax tree, by recursive descent.
//!
//! Like CPython's, it reads a program twice if the first reading fails: the first finds out how far the program makes sense,
//! the second looks for well-known mistakes on the way (`diagnosing`), so that they get a message of their own. Begin with
//! [`parse`], then `parser/statement.rs` and `parser/expression.rs`.

mod argument;
mod atom;
mod block;
mod compound;
mod definition;
mod expression;
mod fstring;
mod import;
mod mistake;
mod number;
mod operator;
mod pattern;
mod statement;
mod string;
mod target;
#[cfg(test)]
mod tests;

pub(super) use argument::repeated_keyword;

use super::ast::{Identifier, Module, ScopeId};
use super::error::{Error, ErrorKind};
use super::lexer::{Failure, Lexer};
use super::span::Span;
use super::token::{Token, TokenKind};
use std::rc::Rc;

/// How deep expressions may nest. Each level costs stack, and a browser's is small.
const MAX_DEPTH: usize = 200;
/// How long `a.b.c.d` may become; it nests, too.
const MAX_CHAIN: usize = 400;

/// Reads a program.
///
/// # Errors
/// The first mistake in it, in CPython's words.
pub fn parse(source: &str) -> Result<Module, Error> {
    let (tokens, failure) = tokenize(Lexer::new(source));
    let mut parser = Parser::new(source, tokens, false);
    match (parser.module(), failure) {
        (Ok(module), None) => Ok(module),
        (Ok(_), Some(failure)) => Err(failure.error),
        (Err(_), Some(failure)) if parser.at_last(parser.furthest) => Err(failure.error),
        (Err(_), failure) => Err(parser.diagnose(failure)),
    }
}

/// All tokens; if the text stops making sense, those before that, an `End`, and why.
fn tokenize(mut lexer: Lexer<'_>) -> (Vec<Token>, Option<Failure>) {
    let mut tokens = Vec::new();
    loop {
        match lexer.next_token() {
            Ok(token) => {
                tokens.push(token);
                if token.kind == TokenKind::End {
                    return (tokens, None);
                }
            }
            Err(failure) => {
                let Error { line, column, end_line, end_column, .. } = failure.error;
                let offset = tokens.last().map_or(0, |token| token.end);
                let span = Span { line, column, end_line, end_column };
                tokens.push(Token { kind: TokenKind::End, start: offset, end: offset, span, depth: 0 });
                return (tokens, Some(failure));
            }
        }
    }
}

/// Why a rule does not fit.
#[derive(Debug)]
enum Problem {
    /// The tokens say something else; another rule may fit.
    Mismatch,
    /// A mistake, whatever rule comes next.
    Raised(Box<Error>),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem::Raised(Box::new(error))
    }
}

type Parsed<T> = Result<T, Problem>;

/// Reads tokens from left to right.
struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    /// The token that is next.
    position: usize,
    /// The last token that any rule looked at.
    furthest: usize,
    /// How many expressions are open around the current one.
    depth: usize,
    /// The longest chain of `.name`, calls and subscripts since the innermost open bracket.
    chain: usize,
    scopes: u32,
    /// Whether this is the second reading.
    diagnosing: bool,
    text_annotations: bool,
    /// Whether the text is an expression within an f-string.
    in_fstring: bool,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str, tokens: Vec<Token>, diagnosing: bool) -> Self {
        Parser {
            source,
            tokens,
            position: 0,
            furthest: 0,
            depth: 0,
            chain: 0,
            scopes: 0,
            diagnosing,
            text_annotations: false,
            in_fstring: false,
        }
    }

    /// Reads the program a second time, to find a message that is better than "invalid syntax". A mistake that keeps the text
    /// from being split into tokens beats others, even if it stands further down.
    fn diagnose(&mut self, failure: Option<Failure>) -> Error {
        let token = self.tokens[self.furthest];
        let mut second = Parser::new(self.source, std::mem::take(&mut self.tokens), true);
        second.furthest = self.furthest;
        let problem = second.module().err();
        let reached = second.tokens[second.furthest].span;
        let error = match (problem, token.kind) {
            (Some(Problem::Raised(error)), _) => *error,
            (_, TokenKind::Indent) => {
                return Error::new(ErrorKind::Indentation, "unexpected indent", before(token.span));
            }
            (_, TokenKind::Dedent) => {
                return Error::new(ErrorKind::Indentation, "unexpected unindent", before(token.span));
            }
            _ => Error::syntax("invalid syntax", token.span),
        };
        match failure {
            Some(failure) if !failure.late || second.at_last(second.furthest) => failure.error,
            // A bracket that was never closed makes nonsense of the lines that follow.
            Some(Failure { error: late, .. })
                if late.message.ends_with("was never closed") && reached.line > late.line =>
            {
                late
            }
            _ => error,
        }
    }

    fn at_last(&self, index: usize) -> bool {
        index + 1 == self.tokens.len()
    }

    fn token(&self) -> Token {
        self.tokens[self.position]
    }

    fn token_at(&self, ahead: usize) -> Token {
        self.tokens[(self.position + ahead).min(self.tokens.len() - 1)]
    }

    /// The token before the next.
    fn previous(&self) -> Token {
        self.tokens[self.position.saturating_sub(1)]
    }

    fn text(&self, token: Token) -> &'s str {
        &self.source[token.start..token.end]
    }

    fn advance(&mut self) -> Token {
        let token = self.token();
        if self.position + 1 < self.tokens.len() {
            self.position += 1;
        }
        self.furthest = self.furthest.max(self.position);
        token
    }

    /// Is the next token this keyword or punctuation?
    fn at(&self, word: &str) -> bool {
        self.token_is(0, word)
    }

    fn token_is(&self, ahead: usize, word: &str) -> bool {
        matches!(self.token_at(ahead).kind, TokenKind::Keyword(text) | TokenKind::Operator(text) if text == word)
    }

    fn at_kind(&self, kind: TokenKind) -> bool {
        self.token().kind == kind
    }

    fn at_soft_keyword(&self, word: &str) -> bool {
        self.at_kind(TokenKind::Name) && self.text(self.token()) == word
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.at(word);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, word: &str) -> Parsed<Token> {
        if self.at(word) { Ok(self.advance()) } else { Err(Problem::Mismatch) }
    }

    fn expect_kind(&mut self, kind: TokenKind) -> Parsed<Token> {
        if self.at_kind(kind) { Ok(self.advance()) } else { Err(Problem::Mismatch) }
    }

    /// As [`Parser::expect`], but nothing else can be meant.
    fn demand(&mut self, word: &str) -> Parsed<Token> {
        if self.at(word) {
            return Ok(self.advance());
        }
        if !self.diagnosing {
            return Err(Problem::Mismatch);
        }
        Err(Error::syntax(format!("expected '{word}'"), self.token().span).into())
    }

    /// The colon before a block. If the line ends without one, that is what is wrong.
    fn colon(&mut self) -> Parsed<Token> {
        if self.at_kind(TokenKind::Newline) { self.demand(":") } else { self.expect(":") }
    }

    fn identifier(&mut self) -> Parsed<Identifier> {
        let token = self.expect_kind(TokenKind::Name)?;
        Ok(Identifier { name: Rc::from(self.text(token)), span: token.span })
    }

    /// From the start of a token to the end of the last one read.
    fn span_from(&self, start: Span) -> Span {
        start.to(self.previous().span)
    }

    fn new_scope(&mut self) -> ScopeId {
        self.scopes += 1;
        ScopeId(self.scopes)
    }

    /// Tries a rule; if it does not fit, nothing has happened.
    fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<Option<T>> {
        let (position, depth) = (self.position, self.depth);
        match rule(self) {
            Ok(found) => Ok(Some(found)),
            Err(Problem::Mismatch) => {
                self.position = position;
                self.depth = depth;
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Reads something that may nest.
    fn nested<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::syntax("too many nested expressions", self.token().span).into());
        }
        self.depth += 1;
        let found = rule(self);
        self.depth -= 1;
        found
    }

    fn module(&mut self) -> Parsed<Module> {
        let body = self.statements_until(TokenKind::End)?;
        Ok(Module { body, text_annotations: self.text_annotations })
    }
}

/// The place just before, where CPython sees what has no text.
fn before(span: Span) -> Span {
    let column = span.column.saturating_sub(1);
    Span { column, end_column: column, ..span }
}
