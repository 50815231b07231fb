//! `import` and `from … import`.

use super::{Parsed, Parser, Problem};
use crate::ast::{Alias, Name, StatementKind};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;
use std::rc::Rc;

/// What `from __future__ import` knows.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl Parser<'_> {
    pub(super) fn import_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let mut aliases = Vec::new();
        loop {
            let start = self.token().span;
            let name = self.dotted_name()?;
            let rename = self.rename()?;
            aliases.push(Alias { name, rename, span: self.span_from(start) });
            if !self.eat(",") {
                return Ok(StatementKind::Import(aliases));
            }
        }
    }

    fn dotted_name(&mut self) -> Parsed<Name> {
        let first = self.identifier()?.name;
        if !self.at(".") {
            return Ok(first);
        }
        let mut dotted = first.to_string();
        while self.eat(".") {
            dotted.push('.');
            dotted.push_str(&self.identifier()?.name);
        }
        Ok(Rc::from(dotted))
    }

    fn rename(&mut self) -> Parsed<Option<Name>> {
        if self.eat("as") { Ok(Some(self.identifier()?.name)) } else { Ok(None) }
    }

    pub(super) fn import_from_statement(&mut self) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let mut level = 0;
        loop {
            if self.eat(".") {
                level += 1;
            } else if self.eat("...") {
                level += 3;
            } else {
                break;
            }
        }
        let module = if level > 0 && self.at("import") { Rc::from("") } else { self.dotted_name()? };
        self.expect("import")?;
        let names = self.imported_names()?;
        if &*module == "__future__" && level == 0 {
            self.note_features(&names, start)?;
        }
        Ok(StatementKind::ImportFrom { module, level, names })
    }

    fn imported_names(&mut self) -> Parsed<Vec<Alias>> {
        if self.at("*") {
            let span = self.advance().span;
            return Ok(vec![Alias { name: Rc::from("*"), rename: None, span }]);
        }
        let parenthesized = self.eat("(");
        let mut names = Vec::new();
        loop {
            let start = self.token().span;
            let name = self.identifier()?.name;
            let rename = self.rename()?;
            names.push(Alias { name, rename, span: self.span_from(start) });
            if !self.eat(",") {
                break;
            }
            if parenthesized && self.at(")") {
                break;
            }
            if self.at_kind(TokenKind::Newline) {
                if self.diagnosing {
                    let message = "trailing comma not allowed without surrounding parentheses";
                    return Err(Error::syntax(message, self.token().span).into());
                }
                return Err(Problem::Mismatch);
            }
        }
        if parenthesized {
            self.expect(")")?;
        }
        Ok(names)
    }

    fn note_features(&mut self, names: &[Alias], start: Span) -> Parsed<()> {
        for alias in names {
            if &*alias.name == "braces" {
                return Err(Error::syntax("not a chance", start).into());
            }
            if !FEATURES.contains(&&*alias.name) {
                let message = format!("future feature {} is not defined", alias.name);
                return Err(Error::syntax(message, start).into());
            }
            self.text_annotations |= &*alias.name == "annotations";
        }
        Ok(())
    }
}
