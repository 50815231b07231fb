//! `def`, `lambda`, and the making of functions.

use super::{Compiler, Done, constant, narrow};
use crate::ast::{Expression, Function, Lambda, Name, Parameter, Parameters};
use crate::code::{self, Code, CodeKind, Const, FunctionParts, Op};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::VariableScope;
use std::rc::Rc;

impl<'a> Compiler<'a> {
    pub(super) fn function(&mut self, function: &'a Function, span: Span) -> Done {
        self.decorators(&function.decorators)?;
        let line = function.name.span.line;
        self.statement_line(line);
        let mut parts = self.default_values(&function.parameters)?;
        parts.annotations = self.annotations(&function.parameters, function.returns.as_ref())?;
        let first_line = span.line;
        self.unit().line = line;
        self.enter(function.scope, &function.name.name, first_line, self.code_kind(function.scope));
        self.bind_parameters(&function.parameters, span)?;
        let mut body = &function.body[..];
        if let Some(docstring) = constant::docstring(body) {
            self.unit().docstring = Some(docstring.to_string());
            body = &body[1..];
        }
        self.statements(body)?;
        self.return_none()?;
        let code = self.leave()?;
        self.make_function(code, parts, span)?;
        self.apply_decorators(&function.decorators);
        self.store_name(&function.name.name, function.name.span)
    }

    /// Evaluates decorators from the top down; they are called later, from the bottom up.
    pub(super) fn decorators(&mut self, decorators: &'a [Expression]) -> Done {
        for decorator in decorators {
            self.statement_line(decorator.span.line);
            self.expression(decorator)?;
        }
        Ok(())
    }

    pub(super) fn apply_decorators(&mut self, decorators: &'a [Expression]) {
        let outer = self.unit().line;
        for decorator in decorators.iter().rev() {
            self.unit().line = decorator.span.line;
            self.emit(Op::Call(1));
        }
        self.unit().line = outer;
    }

    pub(super) fn lambda(&mut self, lambda: &'a Lambda, span: Span) -> Done {
        let parts = self.default_values(&lambda.parameters)?;
        self.enter(lambda.scope, "<lambda>", span.line, self.code_kind(lambda.scope));
        self.bind_parameters(&lambda.parameters, span)?;
        self.statement_line(lambda.body.span.line);
        self.expression(&lambda.body)?;
        // A lambda that yields is a generator; its value goes nowhere.
        if self.unit().kind == CodeKind::AsyncGenerator {
            self.emit(Op::Pop);
            self.return_none()?;
        } else {
            self.emit(Op::Return);
        }
        let code = self.leave()?;
        self.make_function(code, parts, span)
    }

    /// Gives parameters their slots.
    fn bind_parameters(&mut self, parameters: &Parameters, span: Span) -> Done {
        let positional = parameters.positional_only.len() + parameters.positional.len();
        let counts = code::Parameters {
            positional_only: narrow(parameters.positional_only.len(), span)?,
            positional: narrow(positional, span)?,
            keyword_only: narrow(parameters.keyword_only.len(), span)?,
            variadic: parameters.variadic.is_some(),
            variadic_keywords: parameters.variadic_keywords.is_some(),
        };
        for parameter in parameters.iter() {
            super::name::forbid_debug(&parameter.name, "assign to", parameter.span)?;
            let name = self.mangled(&parameter.name);
            self.unit().local(&name);
        }
        self.unit().parameters = counts;
        Ok(())
    }

    fn default_values(&mut self, parameters: &'a Parameters) -> Result<FunctionParts, Error> {
        let positional = parameters.positional_only.iter().chain(&parameters.positional);
        let defaults: Vec<&Expression> =
            positional.filter_map(|parameter| parameter.default.as_ref()).collect();
        if !defaults.is_empty() {
            let folded: Option<Vec<Const>> = defaults.iter().map(|default| constant::fold(default)).collect();
            match folded {
                Some(values) => self.constant(Const::Tuple(values))?,
                None => {
                    let count = defaults.len() as u32;
                    self.expressions(defaults.iter().copied())?;
                    self.emit(Op::BuildTuple(count));
                }
            }
        }
        let mut keywords = 0;
        for parameter in &parameters.keyword_only {
            if let Some(default) = &parameter.default {
                let name = self.mangled(&parameter.name);
                self.constant(Const::Str(name.to_string()))?;
                self.expression(default)?;
                keywords += 1;
            }
        }
        if keywords > 0 {
            self.emit(Op::BuildDict(keywords));
        }
        Ok(FunctionParts {
            defaults: !defaults.is_empty(),
            keyword_defaults: keywords > 0,
            ..FunctionParts::default()
        })
    }

    /// A dict of the annotations, if there are any.
    fn annotations(
        &mut self,
        parameters: &'a Parameters,
        returns: Option<&'a Expression>,
    ) -> Result<bool, Error> {
        let positional = parameters.positional_only.iter().chain(&parameters.positional);
        // Unlike the slots, `*args` come before what follows them.
        let in_order = positional
            .chain(&parameters.variadic)
            .chain(&parameters.keyword_only)
            .chain(&parameters.variadic_keywords);
        let mut annotations: Vec<(Name, &'a Expression)> = in_order
            .filter_map(|Parameter { name, annotation, .. }| Some((name.clone(), annotation.as_ref()?)))
            .collect();
        annotations.extend(returns.map(|returns| (Rc::from("return"), returns)));
        for (name, annotation) in &annotations {
            let name = self.mangled(name);
            self.constant(Const::Str(name.to_string()))?;
            self.annotation(annotation)?;
        }
        if !annotations.is_empty() {
            self.emit(Op::BuildDict(annotations.len() as u32));
        }
        Ok(!annotations.is_empty())
    }

    /// Captures what the code needs and makes a function of it.
    pub(super) fn make_function(&mut self, code: Rc<Code>, mut parts: FunctionParts, span: Span) -> Done {
        for name in &code.free {
            let name = Name::from(name.as_str());
            // A class body's own variables are not captured; what passes through it comes from further out.
            let class = self.unit().kind == CodeKind::Class && &*name != "__class__";
            let place = if class { VariableScope::Free } else { self.scope().place(&name) };
            let slot = self.unit().cell(&name, place).expect("an inner free variable is captured here");
            self.emit(Op::LoadClosure(narrow(slot, span)?));
        }
        parts.closure = !code.free.is_empty();
        if parts.closure {
            self.emit(Op::BuildTuple(code.free.len() as u32));
        }
        let code = self.unit().constant(Const::Code(code));
        self.emit(Op::MakeFunction { code, parts });
        Ok(())
    }
}
