//! Conditions: jumps without making a bool first.

use super::unit::Label;
use super::{Compiler, Done, constant};
use crate::ast::{Expression, ExpressionKind};
use crate::code::{CompareOp, Op, UnaryOp};

impl<'a> Compiler<'a> {
    /// Jumps if the expression's truth is `wanted`, and else goes on.
    pub(super) fn jump_if(&mut self, test: &'a Expression, target: Label, wanted: bool) -> Done {
        if let Some(value) = constant::fold(test) {
            if constant::truth(&value) == wanted {
                self.unit().jump(Op::Jump, target);
            }
            return Ok(());
        }
        match &test.kind {
            ExpressionKind::Unary(UnaryOp::Not, operand) => self.jump_if(operand, target, !wanted),
            ExpressionKind::And(items) => self.jump_if_chain(items, target, wanted, false),
            ExpressionKind::Or(items) => self.jump_if_chain(items, target, wanted, true),
            ExpressionKind::Conditional { test, body, otherwise } => {
                let (no, end) = (self.new_label(), self.new_label());
                self.jump_if(test, no, false)?;
                self.jump_if(body, target, wanted)?;
                self.unit().jump(Op::Jump, end);
                self.place(no);
                self.jump_if(otherwise, target, wanted)?;
                self.place(end);
                Ok(())
            }
            ExpressionKind::Compare(first, rest) if rest.len() > 1 => {
                let outer = std::mem::replace(&mut self.unit().line, test.span.line);
                self.jump_if_comparison(first, rest, target, wanted)?;
                self.unit().line = outer;
                Ok(())
            }
            _ => {
                self.expression(test)?;
                let outer = std::mem::replace(&mut self.unit().line, test.span.line);
                let jump: fn(u32) -> Op = if wanted { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse };
                self.unit().jump(jump, target);
                self.unit().line = outer;
                Ok(())
            }
        }
    }

    /// `and` is decided by the first false item, `or` by the first true one (`deciding`).
    fn jump_if_chain(
        &mut self,
        items: &'a [Expression],
        target: Label,
        wanted: bool,
        deciding: bool,
    ) -> Done {
        let Some((last, before)) = items.split_last() else { return Ok(()) };
        let end = self.new_label();
        let decided = if wanted == deciding { target } else { end };
        for item in before {
            self.jump_if(item, decided, deciding)?;
        }
        self.jump_if(last, target, wanted)?;
        self.place(end);
        Ok(())
    }

    fn jump_if_comparison(
        &mut self,
        first: &'a Expression,
        rest: &'a [(CompareOp, Expression)],
        target: Label,
        wanted: bool,
    ) -> Done {
        let Some(((operator, last), before)) = rest.split_last() else { return Ok(()) };
        let (fails, end) = (self.new_label(), self.new_label());
        self.expression(first)?;
        for (operator, operand) in before {
            self.expression(operand)?;
            self.emit(Op::Swap(2));
            self.emit(Op::Copy(2));
            self.emit(Op::Compare(*operator));
            self.unit().jump(Op::PopJumpIfFalse, fails);
        }
        self.expression(last)?;
        self.emit(Op::Compare(*operator));
        let jump: fn(u32) -> Op = if wanted { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse };
        self.unit().jump(jump, target);
        self.unit().jump(Op::Jump, end);
        self.place(fails);
        self.emit(Op::Pop);
        if !wanted {
            self.unit().jump(Op::Jump, target);
        }
        self.place(end);
        Ok(())
    }
}
