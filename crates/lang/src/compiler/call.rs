//! Calls: by position, by keyword, with `*` and `**`, and of methods.

use super::{Compiler, Done, narrow};
use crate::ast::{Argument, ArgumentKind, Expression, ExpressionKind};
use crate::code::{Const, Op};
use crate::error::Error;
use crate::parser::repeated_keyword;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, function: &'a Expression, arguments: &'a [Argument], span: Span) -> Done {
        check_keywords(arguments)?;
        let plain = arguments.iter().all(|argument| argument.kind == ArgumentKind::Positional);
        if let (ExpressionKind::Attribute { value, name }, true) = (&function.kind, plain) {
            self.expression(value)?;
            self.line_of_attribute(name);
            let index = self.attribute_name(&name.name);
            self.emit(Op::LoadMethod(index));
            self.expressions(arguments.iter().map(|argument| &argument.value))?;
            self.emit(Op::CallMethod(arguments.len() as u32));
            return Ok(());
        }
        self.expression(function)?;
        if let ExpressionKind::Attribute { name, .. } = &function.kind {
            self.line_of_attribute(name);
        }
        self.arguments(arguments, 0, span)
    }

    /// Arguments and the call itself, for a callee on the stack with `pushed` positional arguments on top.
    pub(super) fn arguments(&mut self, arguments: &'a [Argument], pushed: u32, span: Span) -> Done {
        let spread = arguments
            .iter()
            .any(|argument| matches!(argument.kind, ArgumentKind::Spread | ArgumentKind::SpreadKeywords));
        if spread {
            return self.spread_arguments(arguments, pushed);
        }
        let mut names = Vec::new();
        for argument in arguments {
            if argument.kind == ArgumentKind::Positional {
                self.expression(&argument.value)?;
            }
        }
        for argument in arguments {
            if let ArgumentKind::Keyword(name) = &argument.kind {
                self.expression(&argument.value)?;
                names.push(Const::Str(self.mangled(&name.name).to_string()));
            }
        }
        let count = arguments.len() as u32 + pushed;
        if names.is_empty() {
            self.emit(Op::Call(count));
            return Ok(());
        }
        let names = self.unit().constant(Const::Tuple(names));
        let (count, names) = (narrow(count as usize, span)?, narrow(names as usize, span)?);
        self.emit(Op::CallKeywords { count, names });
        Ok(())
    }

    /// A list of the positional arguments, and a dict of the others.
    fn spread_arguments(&mut self, arguments: &'a [Argument], pushed: u32) -> Done {
        let positional: Vec<&Argument> = arguments
            .iter()
            .filter(|argument| matches!(argument.kind, ArgumentKind::Positional | ArgumentKind::Spread))
            .collect();
        let plain = positional
            .iter()
            .position(|argument| argument.kind == ArgumentKind::Spread)
            .unwrap_or(positional.len());
        for argument in &positional[..plain] {
            self.expression(&argument.value)?;
        }
        self.emit(Op::BuildList(plain as u32 + pushed));
        for argument in &positional[plain..] {
            self.expression(&argument.value)?;
            let op =
                if argument.kind == ArgumentKind::Spread { Op::ListExtend(1) } else { Op::ListAppend(1) };
            self.emit(op);
        }
        let keywords = self.keyword_dict(arguments)?;
        self.emit(Op::CallSpread { keywords });
        Ok(())
    }

    /// The arguments by keyword as a dict, if there are any.
    fn keyword_dict(&mut self, arguments: &'a [Argument]) -> Result<bool, Error> {
        let mut found = false;
        // Keywords between two `**` are put together first, as their values must be evaluated in order.
        let mut run = 0;
        for argument in arguments {
            match &argument.kind {
                ArgumentKind::Keyword(name) => {
                    let name = self.mangled(&name.name);
                    self.constant(Const::Str(name.to_string()))?;
                    self.expression(&argument.value)?;
                    run += 1;
                }
                ArgumentKind::SpreadKeywords => {
                    if run > 0 {
                        self.keyword_run(run, &mut found);
                        run = 0;
                    }
                    if !found {
                        self.emit(Op::BuildDict(0));
                        found = true;
                    }
                    self.expression(&argument.value)?;
                    self.emit(Op::DictMerge(1));
                }
                _ => {}
            }
        }
        if run > 0 {
            self.keyword_run(run, &mut found);
        }
        Ok(found)
    }

    fn keyword_run(&mut self, run: u32, found: &mut bool) {
        self.emit(Op::BuildDict(run));
        if *found {
            self.emit(Op::DictMerge(1));
        }
        *found = true;
    }
}

/// Refuses what no call and no class statement takes by keyword.
pub(super) fn check_keywords(arguments: &[Argument]) -> Done {
    for argument in arguments {
        if let ArgumentKind::Keyword(name) = &argument.kind {
            super::name::forbid_debug(&name.name, "assign to", name.span)?;
        }
    }
    match repeated_keyword(arguments) {
        Some((name, value)) => {
            let span = name.span.to(value.span);
            Err(Error::syntax(format!("keyword argument repeated: {}", name.name), span))
        }
        None => Ok(()),
    }
}
