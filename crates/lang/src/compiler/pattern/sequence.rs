//! Patterns of sequences: `[a, b]`, `[first, *rest, last]`.

use super::{Context, is_wildcard};
use crate::ast::{Pattern, PatternKind};
use crate::code::{BinaryOp, CompareOp, Const, Op};
use crate::compiler::{Compiler, Done, narrow};
use crate::error::Error;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn sequence_pattern(
        &mut self,
        items: &'a [Pattern],
        context: &mut Context,
        span: Span,
    ) -> Done {
        let mut stars =
            items.iter().enumerate().filter(|(_, item)| matches!(item.kind, PatternKind::Star(_)));
        let star = stars.next().map(|(index, _)| index);
        if stars.next().is_some() {
            return Err(Error::syntax("multiple starred names in sequence pattern", span));
        }
        context.above += 1;
        self.emit(Op::MatchSequence);
        self.fail_if_false(context);
        match star {
            None => self.check_length(items.len(), CompareOp::Equal, context)?,
            Some(_) if items.len() > 1 => {
                self.check_length(items.len() - 1, CompareOp::GreaterEqual, context)?;
            }
            Some(_) => {}
        }
        context.above -= 1;
        let star_is_wild = star.is_some_and(|index| matches!(items[index].kind, PatternKind::Star(None)));
        let ignored = |item: &Pattern| is_wildcard(item) || matches!(item.kind, PatternKind::Star(None));
        if items.iter().all(ignored) {
            self.emit(Op::Pop);
            return Ok(());
        }
        match star {
            Some(index) if star_is_wild => self.subscripted(items, index, context),
            _ => self.unpacked(items, star, context, span),
        }
    }

    /// Takes the sequence apart and matches every item.
    fn unpacked(
        &mut self,
        items: &'a [Pattern],
        star: Option<usize>,
        context: &mut Context,
        span: Span,
    ) -> Done {
        match star {
            Some(index) => {
                let before = narrow(index, span)?;
                let after = narrow(items.len() - index - 1, span)?;
                self.emit(Op::UnpackStarred { before, after });
            }
            None => self.emit(Op::UnpackSequence(items.len() as u32)),
        }
        context.above += items.len();
        for item in items {
            context.above -= 1;
            self.part(item, context)?;
        }
        Ok(())
    }

    /// Looks only at the items that matter, as `*_` may stand for many.
    fn subscripted(&mut self, items: &'a [Pattern], star: usize, context: &mut Context) -> Done {
        context.above += 1;
        for (index, item) in items.iter().enumerate() {
            if index == star || is_wildcard(item) {
                continue;
            }
            self.emit(Op::Copy(1));
            if index < star {
                self.constant(Const::Int(index as i64))?;
            } else {
                self.emit(Op::MatchLength);
                self.constant(Const::Int((items.len() - index) as i64))?;
                self.emit(Op::Binary(BinaryOp::Subtract));
            }
            self.emit(Op::LoadSubscript);
            self.part(item, context)?;
        }
        context.above -= 1;
        self.emit(Op::Pop);
        Ok(())
    }
}
