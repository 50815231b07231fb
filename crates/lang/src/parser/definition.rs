//! `def` and `class`, their decorators and parameters.

use super::{Parsed, Parser, Problem};
use crate::ast::{Class, Expression, Function, Parameter, Parameters, StatementKind};
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;

impl Parser<'_> {
    pub(super) fn decorated(&mut self) -> Parsed<StatementKind> {
        let mut decorators = Vec::new();
        while self.eat("@") {
            decorators.push(self.named_expression()?);
            self.expect_kind(TokenKind::Newline)?;
        }
        match self.token().kind {
            TokenKind::Keyword("def") => self.function(decorators, false),
            TokenKind::Keyword("class") => self.class(decorators),
            TokenKind::Keyword("async") => {
                self.advance();
                if self.at("def") { self.function(decorators, true) } else { Err(Problem::Mismatch) }
            }
            _ => Err(Problem::Mismatch),
        }
    }

    /// From `def` on.
    pub(super) fn function(
        &mut self,
        decorators: Vec<Expression>,
        asynchronous: bool,
    ) -> Parsed<StatementKind> {
        let start = self.expect("def")?.span;
        let scope = self.new_scope();
        let name = self.identifier()?;
        self.demand("(")?;
        let parameters = self.parameters(")", true)?;
        self.expect(")")?;
        let returns = self.attempt(|parser| {
            parser.expect("->")?;
            parser.expression()
        })?;
        let body = self.colon_and_block("function definition", start)?;
        let function = Function { scope, name, decorators, parameters, returns, body, asynchronous };
        Ok(StatementKind::Function(Box::new(function)))
    }

    pub(super) fn class(&mut self, decorators: Vec<Expression>) -> Parsed<StatementKind> {
        let start = self.expect("class")?.span;
        let scope = self.new_scope();
        let name = self.identifier()?;
        let arguments = if self.at("(") { self.class_arguments()? } else { Vec::new() };
        let body = self.colon_then_block("class definition", start)?;
        Ok(StatementKind::Class(Box::new(Class { scope, name, decorators, arguments, body })))
    }

    /// Parameters up to `end`, which stays. Those of a lambda have no annotations.
    pub(super) fn parameters(&mut self, end: &str, annotated: bool) -> Parsed<Parameters> {
        let mut parameters = Parameters::default();
        let mut stage = ParameterStage::Positional;
        while !self.at(end) {
            if stage == ParameterStage::Done {
                let message = "arguments cannot follow var-keyword argument";
                return Err(Error::syntax(message, self.token().span).into());
            }
            stage = self.parameter_item(&mut parameters, stage, end, annotated)?;
            if !self.eat(",") {
                break;
            }
        }
        if let ParameterStage::BareStar(star) = stage {
            return Err(self.nothing_after_star(star, end));
        }
        Ok(parameters)
    }

    /// One item between commas; says what may follow.
    fn parameter_item(
        &mut self,
        parameters: &mut Parameters,
        stage: ParameterStage,
        end: &str,
        annotated: bool,
    ) -> Parsed<ParameterStage> {
        if self.at("/") {
            return self.slash(parameters, stage);
        }
        if self.at("**") {
            self.advance();
            if let ParameterStage::BareStar(star) = stage {
                return Err(self.nothing_after_star(star, end));
            }
            let parameter = self.parameter(annotated, false)?;
            if self.at("=") {
                let message = "var-keyword argument cannot have default value";
                return Err(Error::syntax(message, self.token().span).into());
            }
            parameters.variadic_keywords = Some(parameter);
            return Ok(ParameterStage::Done);
        }
        if self.at("*") {
            return self.star(parameters, stage, end, annotated);
        }
        if self.diagnosing && self.at("(") && stage == ParameterStage::Positional {
            self.explain_parenthesized_parameter(parameters, end)?;
        }
        let parameter = self.parameter(annotated, false)?;
        let parameter = self.default(parameter)?;
        if stage != ParameterStage::Positional {
            parameters.keyword_only.push(parameter);
            return Ok(ParameterStage::KeywordOnly);
        }
        let earlier = parameters.positional_only.iter().chain(&parameters.positional);
        if parameter.default.is_none() && earlier.clone().any(|earlier| earlier.default.is_some()) {
            let message = "non-default argument follows default argument";
            return Err(Error::syntax(message, parameter.span).into());
        }
        parameters.positional.push(parameter);
        Ok(ParameterStage::Positional)
    }

    fn slash(&mut self, parameters: &mut Parameters, stage: ParameterStage) -> Parsed<ParameterStage> {
        let span = self.token().span;
        let message = if stage != ParameterStage::Positional {
            "/ must be ahead of *"
        } else if !parameters.positional_only.is_empty() {
            "/ may appear only once"
        } else if parameters.positional.is_empty() {
            if !self.token_is(1, ",") {
                return Err(Problem::Mismatch);
            }
            "at least one argument must precede /"
        } else {
            self.advance();
            if self.at("*") {
                let span = self.token().span;
                return Err(Error::syntax("expected comma between / and *", span).into());
            }
            parameters.positional_only = std::mem::take(&mut parameters.positional);
            return Ok(ParameterStage::Positional);
        };
        Err(Error::syntax(message, span).into())
    }

    fn star(
        &mut self,
        parameters: &mut Parameters,
        stage: ParameterStage,
        end: &str,
        annotated: bool,
    ) -> Parsed<ParameterStage> {
        let span = self.advance().span;
        if stage != ParameterStage::Positional {
            return Err(Error::syntax("* argument may appear only once", span).into());
        }
        if self.at(",") {
            return Ok(ParameterStage::BareStar(span));
        }
        if self.at(end) {
            return Err(self.nothing_after_star(span, end));
        }
        let parameter = self.parameter(annotated, true)?;
        if self.at("=") {
            let message = "var-positional argument cannot have default value";
            return Err(Error::syntax(message, self.token().span).into());
        }
        parameters.variadic = Some(parameter);
        Ok(ParameterStage::KeywordOnly)
    }

    fn nothing_after_star(&self, star: Span, end: &str) -> Problem {
        // For a lambda CPython marks what stands there instead.
        let span = if end == ")" { star } else { self.token().span };
        Error::syntax("named arguments must follow bare *", span).into()
    }

    fn parameter(&mut self, annotated: bool, variadic: bool) -> Parsed<Parameter> {
        let name = self.identifier()?;
        let annotation = if annotated && self.eat(":") {
            Some(if variadic { self.star_expression()? } else { self.expression()? })
        } else {
            None
        };
        Ok(Parameter { name: name.name, span: name.span, annotation, default: None })
    }

    fn default(&mut self, mut parameter: Parameter) -> Parsed<Parameter> {
        if self.at("=") {
            let equals = self.advance().span;
            if self.diagnosing && (self.at(")") || self.at(",")) {
                return Err(Error::syntax("expected default value expression", equals).into());
            }
            parameter.default = Some(self.expression()?);
        }
        Ok(parameter)
    }
}

/// How far a parameter list has got.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ParameterStage {
    Positional,
    /// Right behind `*,`.
    BareStar(Span),
    KeywordOnly,
    /// Behind `**name`.
    Done,
}
