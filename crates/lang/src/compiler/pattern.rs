//! `match`.
//!
//! A pattern takes the subject from the top of the stack. What it captures it moves to the bottom of the values that the whole
//! case has put there, and only when all has matched are the names assigned. If it fails, control goes to a label that depends
//! on how many values must be dropped: `fail[n]` drops n and goes on with the next case.

mod sequence;

use super::unit::Label;
use super::{Compiler, Done, tiny};
use crate::ast::{Case, Expression, Identifier, Pattern, PatternKind};
use crate::code::{CompareOp, Const, Op};
use crate::error::Error;
use crate::span::Span;
use std::collections::BTreeSet;

/// What is known while one case's pattern is compiled.
#[derive(Debug, Clone, Default)]
struct Context {
    /// The names captured so far; the value of the first lies on top.
    captured: Vec<Identifier>,
    /// How many values above those must survive until the pattern has matched or failed.
    above: usize,
    /// Where to go on failure, by how many values must be dropped.
    fail: Vec<Label>,
    /// Whether a pattern that always matches may stand here.
    may_match_all: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, subject: &'a Expression, cases: &'a [Case]) -> Done {
        self.expression(subject)?;
        let end = self.new_label();
        let (last_tested, catch_all) = match cases.split_last() {
            Some((last, rest)) if !rest.is_empty() && is_wildcard(&last.pattern) => (rest, Some(last)),
            _ => (cases, None),
        };
        for (index, case) in last_tested.iter().enumerate() {
            let last = index + 1 == last_tested.len();
            let alone = last && catch_all.is_none();
            self.case(case, last, case.guard.is_some() || alone, end)?;
        }
        if let Some(case) = catch_all {
            self.statement_line(case.span.line);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, end, false)?;
            }
            self.statements(&case.body)?;
        }
        self.place(end);
        Ok(())
    }

    fn case(&mut self, case: &'a Case, last: bool, may_match_all: bool, end: Label) -> Done {
        self.statement_line(case.span.line);
        let mut context = Context { may_match_all, ..Context::default() };
        if !last {
            self.emit(Op::Copy(1));
        }
        self.pattern(&case.pattern, &mut context)?;
        for name in std::mem::take(&mut context.captured) {
            self.store_name(&name.name, name.span)?;
        }
        if let Some(guard) = &case.guard {
            let next = self.failure(&mut context, 0);
            self.jump_if(guard, next, false)?;
        }
        if !last {
            self.emit(Op::Pop);
        }
        self.statements(&case.body)?;
        self.unit().jump(Op::Jump, end);
        self.unit().line = case.pattern.span.line;
        self.place_failures(&mut context);
        Ok(())
    }

    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Done {
        let outer = std::mem::replace(&mut self.unit().line, pattern.span.line);
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.expression(value)?;
                self.emit(Op::Compare(CompareOp::Equal));
                self.fail_if_false(context);
            }
            PatternKind::Singleton(value) => {
                self.expression(value)?;
                self.emit(Op::Compare(CompareOp::Is));
                self.fail_if_false(context);
            }
            PatternKind::Sequence(items) => self.sequence_pattern(items, context, pattern.span)?,
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping_pattern(keys, patterns, rest.as_ref(), context, pattern.span)?;
            }
            PatternKind::Class { class, positional, keywords } => {
                self.class_pattern(class, positional, keywords, context)?;
            }
            PatternKind::Star(name) => self.capture(name.as_ref(), context, pattern.span)?,
            PatternKind::Capture { pattern: None, name } => {
                check_reachable(name.as_ref(), context, pattern.span)?;
                self.capture(name.as_ref(), context, pattern.span)?;
            }
            PatternKind::Capture { pattern: Some(inner), name } => {
                context.above += 1;
                self.emit(Op::Copy(1));
                self.pattern(inner, context)?;
                context.above -= 1;
                self.capture(name.as_ref(), context, pattern.span)?;
            }
            PatternKind::Or(alternatives) => self.or_pattern(alternatives, context, pattern.span)?,
        }
        self.unit().line = outer;
        Ok(())
    }

    /// A part of a pattern: it may match everything.
    fn part(&mut self, pattern: &'a Pattern, context: &mut Context) -> Done {
        let outer = std::mem::replace(&mut context.may_match_all, true);
        self.pattern(pattern, context)?;
        context.may_match_all = outer;
        Ok(())
    }

    /// Puts the value on top away under a name.
    fn capture(&mut self, name: Option<&Identifier>, context: &mut Context, span: Span) -> Done {
        let Some(name) = name else {
            self.emit(Op::Pop);
            return Ok(());
        };
        add_capture(name, context)?;
        self.sink(context.above + context.captured.len(), span)
    }

    /// Moves the top value down, so that it becomes the lowest of `count`.
    fn sink(&mut self, count: usize, span: Span) -> Done {
        for distance in (2..=count).rev() {
            let distance = tiny(distance, span)?;
            self.emit(Op::Swap(distance));
        }
        Ok(())
    }

    /// The label for a failure that leaves so many values.
    fn failure(&mut self, context: &mut Context, count: usize) -> Label {
        while context.fail.len() <= count {
            let label = self.new_label();
            context.fail.push(label);
        }
        context.fail[count]
    }

    /// `bool ->`
    fn fail_if_false(&mut self, context: &mut Context) {
        let label = self.failure(context, context.above + context.captured.len());
        self.unit().jump(Op::PopJumpIfFalse, label);
    }

    /// Drops what a failed pattern has left.
    fn place_failures(&mut self, context: &mut Context) {
        while let Some(label) = context.fail.pop() {
            self.place(label);
            if !context.fail.is_empty() {
                self.emit(Op::Pop);
            }
        }
    }

    fn mapping_pattern(
        &mut self,
        keys: &'a [Expression],
        patterns: &'a [Pattern],
        rest: Option<&'a Identifier>,
        context: &mut Context,
        span: Span,
    ) -> Done {
        context.above += 1;
        self.emit(Op::MatchMapping);
        self.fail_if_false(context);
        if keys.is_empty() && rest.is_none() {
            context.above -= 1;
            self.emit(Op::Pop);
            return Ok(());
        }
        if !keys.is_empty() {
            self.check_length(keys.len(), CompareOp::GreaterEqual, context)?;
        }
        check_keys(keys, span)?;
        self.expressions(keys)?;
        self.emit(Op::BuildTuple(keys.len() as u32));
        self.emit(Op::MatchKeys);
        context.above += 2;
        self.fail_if_none(context)?;
        self.emit(Op::UnpackSequence(keys.len() as u32));
        context.above = context.above + keys.len() - 1;
        for pattern in patterns {
            context.above -= 1;
            self.part(pattern, context)?;
        }
        context.above -= 2;
        let Some(rest) = rest else {
            self.emit(Op::Pop);
            self.emit(Op::Pop);
            return Ok(());
        };
        self.rest_of_mapping(keys.len(), span)?;
        self.capture(Some(rest), context, span)
    }

    /// `subject keys -> a dict of what the keys do not name`
    fn rest_of_mapping(&mut self, keys: usize, span: Span) -> Done {
        self.emit(Op::BuildDict(0));
        self.emit(Op::Swap(3));
        self.emit(Op::DictUpdate(2));
        self.emit(Op::UnpackSequence(keys as u32));
        for left in (1..=keys).rev() {
            let depth = tiny(left + 1, span)?;
            self.emit(Op::Copy(depth));
            self.emit(Op::Swap(2));
            self.emit(Op::DeleteSubscript);
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        class: &'a Expression,
        positional: &'a [Pattern],
        keywords: &'a [(Identifier, Pattern)],
        context: &mut Context,
    ) -> Done {
        let mut seen = BTreeSet::new();
        if let Some((name, _)) = keywords.iter().find(|(name, _)| !seen.insert(&name.name)) {
            let message = format!("attribute name repeated in class pattern: {}", name.name);
            return Err(Error::syntax(message, name.span));
        }
        self.expression(class)?;
        let names = keywords.iter().map(|(name, _)| Const::Str(name.name.to_string())).collect();
        self.constant(Const::Tuple(names))?;
        self.emit(Op::MatchClass(positional.len() as u32));
        context.above += 1;
        self.fail_if_none(context)?;
        let count = positional.len() + keywords.len();
        self.emit(Op::UnpackSequence(count as u32));
        context.above = context.above + count - 1;
        for pattern in positional.iter().chain(keywords.iter().map(|(_, pattern)| pattern)) {
            context.above -= 1;
            self.part(pattern, context)?;
        }
        Ok(())
    }

    /// Fails if the value on top is None; keeps it.
    fn fail_if_none(&mut self, context: &mut Context) -> Done {
        self.emit(Op::Copy(1));
        self.constant(Const::None)?;
        self.emit(Op::Compare(CompareOp::IsNot));
        self.fail_if_false(context);
        Ok(())
    }

    /// Fails unless the subject on top, which stays, has this many items (or more).
    fn check_length(&mut self, length: usize, operator: CompareOp, context: &mut Context) -> Done {
        self.emit(Op::MatchLength);
        self.constant(Const::Int(length as i64))?;
        self.emit(Op::Compare(operator));
        self.fail_if_false(context);
        Ok(())
    }

    fn or_pattern(&mut self, alternatives: &'a [Pattern], context: &mut Context, span: Span) -> Done {
        let end = self.new_label();
        let mut names: Vec<Identifier> = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let last = index + 1 == alternatives.len();
            let may_match_all = last && context.may_match_all;
            let mut inner = Context { may_match_all, ..Context::default() };
            self.emit(Op::Copy(1));
            self.pattern(alternative, &mut inner)?;
            if index == 0 {
                names.clone_from(&inner.captured);
            } else {
                self.same_order(&names, &mut inner, span)?;
            }
            self.unit().jump(Op::Jump, end);
            self.place_failures(&mut inner);
        }
        // No alternative fits.
        self.emit(Op::Pop);
        let label = self.failure(context, context.above + context.captured.len());
        self.unit().jump(Op::Jump, label);
        self.place(end);
        let count = names.len() + 1 + context.above + context.captured.len();
        for name in &names {
            self.sink(count, span)?;
            add_capture(name, context)?;
        }
        self.emit(Op::Pop);
        Ok(())
    }

    /// Brings the captures of a further alternative into the order of the first one's.
    fn same_order(&mut self, names: &[Identifier], context: &mut Context, span: Span) -> Done {
        let different = || Error::syntax("alternative patterns bind different names", span);
        if names.len() != context.captured.len() {
            return Err(different());
        }
        for wanted in (0..names.len()).rev() {
            let found = context.captured.iter().position(|name| name.name == names[wanted].name);
            let found = found.ok_or_else(different)?;
            // What lies deeper than `wanted` is in place already, so that `found <= wanted`.
            if found == wanted {
                continue;
            }
            for _ in 0..=found {
                self.sink(wanted + 1, span)?;
            }
            context.captured[..=wanted].rotate_left(found + 1);
        }
        Ok(())
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::Capture { pattern: None, name: None })
}

fn add_capture(name: &Identifier, context: &mut Context) -> Done {
    super::name::forbid_debug(&name.name, "assign to", name.span)?;
    if context.captured.iter().any(|captured| captured.name == name.name) {
        let message = format!("multiple assignments to name '{}' in pattern", name.name);
        return Err(Error::syntax(message, name.span));
    }
    context.captured.push(name.clone());
    Ok(())
}

fn check_reachable(name: Option<&Identifier>, context: &Context, span: Span) -> Done {
    if context.may_match_all {
        return Ok(());
    }
    let message = match name {
        Some(name) => format!("name capture '{}' makes remaining patterns unreachable", name.name),
        None => "wildcard makes remaining patterns unreachable".to_owned(),
    };
    Err(Error::syntax(message, span))
}

/// Literal keys must differ.
fn check_keys(keys: &[Expression], span: Span) -> Done {
    let mut seen: Vec<Const> = Vec::new();
    for key in keys {
        let Some(value) = super::constant::fold(key) else { continue };
        let equal = comparable(&value);
        if seen.contains(&equal) {
            let text = crate::unparse::unparse(key);
            return Err(Error::syntax(format!("mapping pattern checks duplicate key ({text})"), span));
        }
        seen.push(equal);
    }
    Ok(())
}

/// Equal constants in one form: `True`, `1` and `1.0` are the same key.
fn comparable(value: &Const) -> Const {
    match value {
        Const::Bool(value) => Const::Float(f64::from(u8::from(*value))),
        Const::Int(value) => Const::Float(*value as f64),
        other => other.clone(),
    }
}
