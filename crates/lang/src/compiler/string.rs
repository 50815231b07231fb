//! F-strings, and the displays: tuples, lists, sets, dicts.

use super::{Compiler, Done};
use crate::ast::{Expression, ExpressionKind, FStringPart};
use crate::code::{Const, Op};

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, parts: &'a [FStringPart]) -> Done {
        for part in parts {
            match part {
                FStringPart::Text(text) => self.constant(Const::Str(text.to_string()))?,
                FStringPart::Field { value, conversion, spec } => {
                    self.expression(value)?;
                    spec.iter().try_for_each(|spec| self.fstring(spec))?;
                    self.emit(Op::FormatValue { conversion: *conversion, spec: spec.is_some() });
                }
            }
        }
        match parts.len() {
            0 => self.constant(Const::Str(String::new())),
            1 => Ok(()),
            count => {
                self.emit(Op::BuildString(count as u32));
                Ok(())
            }
        }
    }

    pub(super) fn tuple(&mut self, items: &'a [Expression]) -> Done {
        if items.iter().any(is_starred) {
            self.list(items, 0)?;
            self.emit(Op::ListToTuple);
        } else {
            self.expressions(items)?;
            self.emit(Op::BuildTuple(items.len() as u32));
        }
        Ok(())
    }

    /// A list whose first `pushed` items lie on the stack already.
    pub(super) fn list(&mut self, items: &'a [Expression], pushed: u32) -> Done {
        let plain = items.iter().position(is_starred).unwrap_or(items.len());
        let (before, rest) = items.split_at(plain);
        self.expressions(before)?;
        self.emit(Op::BuildList(before.len() as u32 + pushed));
        for item in rest {
            match &item.kind {
                ExpressionKind::Starred(inner) => {
                    self.expression(inner)?;
                    self.emit(Op::ListExtend(1));
                }
                _ => {
                    self.expression(item)?;
                    self.emit(Op::ListAppend(1));
                }
            }
        }
        Ok(())
    }

    pub(super) fn set(&mut self, items: &'a [Expression]) -> Done {
        let plain = items.iter().position(is_starred).unwrap_or(items.len());
        let (before, rest) = items.split_at(plain);
        self.expressions(before)?;
        self.emit(Op::BuildSet(before.len() as u32));
        for item in rest {
            match &item.kind {
                ExpressionKind::Starred(inner) => {
                    self.expression(inner)?;
                    self.emit(Op::SetUpdate(1));
                }
                _ => {
                    self.expression(item)?;
                    self.emit(Op::SetAdd(1));
                }
            }
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, items: &'a [(Option<Expression>, Expression)]) -> Done {
        let plain = items.iter().position(|(key, _)| key.is_none()).unwrap_or(items.len());
        let (before, rest) = items.split_at(plain);
        for (key, value) in before {
            self.expressions(key.iter().chain([value]))?;
        }
        self.emit(Op::BuildDict(before.len() as u32));
        for (key, value) in rest {
            match key {
                Some(key) => {
                    self.expressions([key, value])?;
                    self.emit(Op::DictInsert(1));
                }
                None => {
                    self.expression(value)?;
                    self.emit(Op::DictUpdate(1));
                }
            }
        }
        Ok(())
    }
}

pub(super) fn is_starred(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Starred(_))
}
