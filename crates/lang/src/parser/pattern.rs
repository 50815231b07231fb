//! `match` and its patterns.

use super::{Parsed, Parser, Problem};
use crate::ast::{
    Case, Constant, Expression, ExpressionKind, Identifier, Pattern, PatternKind, StatementKind,
};
use crate::code::UnaryOp;
use crate::error::{Error, ErrorKind};
use crate::token::TokenKind;

impl Parser<'_> {
    /// A match statement, or nothing if `match` is just a name here.
    pub(super) fn match_statement(&mut self) -> Parsed<Option<StatementKind>> {
        let start = self.token().span;
        let Some(subject) = self.attempt(Self::match_header)? else { return Ok(None) };
        if !self.at_kind(TokenKind::Indent) {
            let message =
                format!("expected an indented block after 'match' statement on line {}", start.line);
            return Err(Error::new(ErrorKind::Indentation, message, self.token().span.start()).into());
        }
        self.advance();
        let mut cases = Vec::new();
        while self.at_soft_keyword("case") {
            cases.push(self.case()?);
        }
        if cases.is_empty() {
            return Err(Problem::Mismatch);
        }
        self.expect_kind(TokenKind::Dedent)?;
        Ok(Some(StatementKind::Match { subject, cases }))
    }

    /// `match subject:` and the end of the line.
    fn match_header(&mut self) -> Parsed<Expression> {
        self.advance();
        let subject = self.tuple_of(Self::star_named_expression)?;
        if let ExpressionKind::Starred(_) = subject.kind {
            return Err(Problem::Mismatch);
        }
        self.colon()?;
        self.expect_kind(TokenKind::Newline)?;
        Ok(subject)
    }

    fn case(&mut self) -> Parsed<Case> {
        let start = self.advance().span;
        let pattern = self.open_pattern()?;
        let guard = if self.eat("if") { Some(self.named_expression()?) } else { None };
        let body = self.colon_then_block("'case' statement", start)?;
        Ok(Case { pattern, guard, body, span: start })
    }

    /// A pattern, or several with commas.
    fn open_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.token().span;
        let first = self.maybe_star_pattern()?;
        if !self.at(",") {
            if let PatternKind::Star(_) = first.kind {
                return Err(Problem::Mismatch);
            }
            return Ok(first);
        }
        let mut items = vec![first];
        while self.eat(",") {
            if self.at(":") || self.at("if") {
                break;
            }
            items.push(self.maybe_star_pattern()?);
        }
        Ok(Pattern { kind: PatternKind::Sequence(items), span: self.span_from(start) })
    }

    fn maybe_star_pattern(&mut self) -> Parsed<Pattern> {
        if !self.at("*") {
            return self.as_pattern();
        }
        let start = self.advance().span;
        let name = self.capture_target()?;
        Ok(Pattern { kind: PatternKind::Star(name), span: self.span_from(start) })
    }

    /// A name, or nothing for `_`.
    fn capture_target(&mut self) -> Parsed<Option<Identifier>> {
        let name = self.identifier()?;
        Ok(if &*name.name == "_" { None } else { Some(name) })
    }

    fn as_pattern(&mut self) -> Parsed<Pattern> {
        self.nested(|parser| {
            let start = parser.token().span;
            let pattern = parser.or_pattern()?;
            if !parser.eat("as") {
                return Ok(pattern);
            }
            if parser.at_soft_keyword("_") {
                let span = parser.token().span;
                return Err(Error::syntax("cannot use '_' as a target", span).into());
            }
            if !parser.at_kind(TokenKind::Name) {
                let span = parser.token().span;
                return Err(Error::syntax("invalid pattern target", span).into());
            }
            let name = Some(parser.identifier()?);
            let kind = PatternKind::Capture { pattern: Some(Box::new(pattern)), name };
            Ok(Pattern { kind, span: parser.span_from(start) })
        })
    }

    fn or_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.token().span;
        let first = self.closed_pattern()?;
        if !self.at("|") {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat("|") {
            alternatives.push(self.closed_pattern()?);
        }
        Ok(Pattern { kind: PatternKind::Or(alternatives), span: self.span_from(start) })
    }

    fn closed_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.token().span;
        let kind = match self.token().kind {
            TokenKind::Keyword("None" | "True" | "False") => PatternKind::Singleton(self.atom()?),
            TokenKind::Number | TokenKind::Operator("-") => PatternKind::Value(self.pattern_number()?),
            TokenKind::String => PatternKind::Value(self.pattern_string()?),
            TokenKind::Operator("(") => return self.group_pattern(),
            TokenKind::Operator("[") => {
                self.advance();
                let items = self.pattern_items("]")?;
                PatternKind::Sequence(items)
            }
            TokenKind::Operator("{") => self.mapping_pattern()?,
            TokenKind::Name => self.name_pattern()?,
            _ => return Err(Problem::Mismatch),
        };
        Ok(Pattern { kind, span: self.span_from(start) })
    }

    fn pattern_string(&mut self) -> Parsed<Expression> {
        let value = self.strings()?;
        if let ExpressionKind::FString(_) = value.kind {
            let message = "patterns may only match literals and attribute lookups";
            return Err(Error::syntax(message, value.span).into());
        }
        Ok(value)
    }

    /// `1`, `-1` (and `1 + 2j`, whose second half is refused where it is read).
    fn pattern_number(&mut self) -> Parsed<Expression> {
        let start = self.token().span;
        let negative = self.eat("-");
        if !self.at_kind(TokenKind::Number) {
            return Err(Problem::Mismatch);
        }
        let span = self.token().span;
        let mut value = self.atom()?;
        if let ExpressionKind::Constant(Constant::Imaginary(_)) = value.kind {
            let instead = "compare the number in a guard";
            return Err(Error::unsupported("a complex number in a pattern", instead, span).into());
        }
        if negative {
            let kind = ExpressionKind::Unary(UnaryOp::Negative, Box::new(value));
            value = Expression { kind, span: self.span_from(start) };
        }
        if self.at("+") || self.at("-") {
            self.advance();
            if self.at_kind(TokenKind::Number) {
                let span = self.token().span;
                self.atom()?;
                return Err(Error::syntax("imaginary number required in complex literal", span).into());
            }
            return Err(Problem::Mismatch);
        }
        Ok(value)
    }

    /// `()`, `(a)`, `(a,)`
    fn group_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.advance().span;
        let mut items = Vec::new();
        let mut comma = false;
        while !self.at(")") {
            items.push(self.maybe_star_pattern()?);
            comma = self.eat(",");
            if !comma {
                break;
            }
        }
        self.expect(")")?;
        let starred = matches!(items.first(), Some(Pattern { kind: PatternKind::Star(_), .. }));
        if items.len() == 1 && !comma {
            if starred {
                return Err(Problem::Mismatch);
            }
            return items.pop().ok_or(Problem::Mismatch);
        }
        Ok(Pattern { kind: PatternKind::Sequence(items), span: self.span_from(start) })
    }

    fn pattern_items(&mut self, closing: &str) -> Parsed<Vec<Pattern>> {
        let mut items = Vec::new();
        while !self.at(closing) {
            items.push(self.maybe_star_pattern()?);
            if !self.eat(",") {
                break;
            }
        }
        self.expect(closing)?;
        Ok(items)
    }

    fn mapping_pattern(&mut self) -> Parsed<PatternKind> {
        self.advance();
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        while !self.at("}") {
            if self.eat("**") {
                if self.at_soft_keyword("_") {
                    return Err(Problem::Mismatch);
                }
                rest = Some(self.identifier()?);
                self.eat(",");
                break;
            }
            keys.push(self.pattern_key()?);
            self.expect(":")?;
            patterns.push(self.as_pattern()?);
            if !self.eat(",") {
                break;
            }
        }
        self.expect("}")?;
        Ok(PatternKind::Mapping { keys, patterns, rest })
    }

    fn pattern_key(&mut self) -> Parsed<Expression> {
        match self.token().kind {
            TokenKind::Keyword("None" | "True" | "False") => self.atom(),
            TokenKind::Number | TokenKind::Operator("-") => self.pattern_number(),
            TokenKind::String => {
                let key = self.strings()?;
                if let ExpressionKind::FString(_) = key.kind {
                    let message = "mapping pattern keys may only match literals and attribute lookups";
                    return Err(Error::syntax(message, key.span).into());
                }
                Ok(key)
            }
            TokenKind::Name if self.token_is(1, ".") => self.dotted_value(),
            TokenKind::Name => {
                // What keeps this from being a dotted name is the word after it.
                self.advance();
                Err(Problem::Mismatch)
            }
            _ => Err(Problem::Mismatch),
        }
    }

    /// `a.b.c`, or `a`
    fn dotted_value(&mut self) -> Parsed<Expression> {
        let start = self.token().span;
        let mut value = self.atom()?;
        while self.eat(".") {
            let name = self.identifier()?;
            let kind = ExpressionKind::Attribute { value: Box::new(value), name };
            value = Expression { kind, span: self.span_from(start) };
        }
        Ok(value)
    }

    /// A capture, a dotted value, or a class with its arguments.
    fn name_pattern(&mut self) -> Parsed<PatternKind> {
        let value = self.dotted_value()?;
        if self.at("(") {
            return self.class_pattern(value);
        }
        match value.kind {
            ExpressionKind::Name(name) => {
                let name = if &*name == "_" { None } else { Some(Identifier { name, span: value.span }) };
                Ok(PatternKind::Capture { pattern: None, name })
            }
            _ => Ok(PatternKind::Value(value)),
        }
    }

    fn class_pattern(&mut self, class: Expression) -> Parsed<PatternKind> {
        self.advance();
        let (mut positional, mut keywords): (Vec<Pattern>, Vec<(Identifier, Pattern)>) =
            (Vec::new(), Vec::new());
        while !self.at(")") {
            if self.at_kind(TokenKind::Name) && self.token_is(1, "=") {
                let name = self.identifier()?;
                self.advance();
                keywords.push((name, self.as_pattern()?));
            } else {
                let pattern = self.as_pattern()?;
                if !keywords.is_empty() {
                    let message = "positional patterns follow keyword patterns";
                    return Err(Error::syntax(message, pattern.span).into());
                }
                positional.push(pattern);
            }
            if !self.eat(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(PatternKind::Class { class, positional, keywords })
    }
}
