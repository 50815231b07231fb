//! Assignments and `del`.

use super::{Compiler, Done, narrow};
use crate::ast::{Expression, ExpressionKind};
use crate::code::{BinaryOp, CodeKind, Const, Op};
use crate::error::Error;
use crate::span::Span;

impl<'a> Compiler<'a> {
    pub(super) fn assignment(&mut self, targets: &'a [Expression], value: &'a Expression) -> Done {
        self.expression(value)?;
        for (index, target) in targets.iter().enumerate() {
            if index + 1 < targets.len() {
                self.emit(Op::Copy(1));
            }
            self.store(target)?;
        }
        Ok(())
    }

    /// Assigns the value on the stack.
    pub(super) fn store(&mut self, target: &'a Expression) -> Done {
        let outer = std::mem::replace(&mut self.unit().line, target.span.line);
        match &target.kind {
            ExpressionKind::Name(name) => self.store_name(name, target.span)?,
            ExpressionKind::Attribute { value, name } => {
                super::name::forbid_debug(&name.name, "assign to", target.span)?;
                self.expression(value)?;
                self.line_of_attribute(name);
                let index = self.attribute_name(&name.name);
                self.emit(Op::StoreAttr(index));
            }
            ExpressionKind::Subscript { value, index } => {
                self.expressions([&**value, &**index])?;
                self.emit(Op::StoreSubscript);
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => self.unpack(items, target.span)?,
            ExpressionKind::Starred(_) => {
                let message = "starred assignment target must be in a list or tuple";
                return Err(Error::syntax(message, target.span));
            }
            _ => return Err(Error::syntax("cannot assign to expression", target.span)),
        }
        self.unit().line = outer;
        Ok(())
    }

    fn unpack(&mut self, items: &'a [Expression], span: Span) -> Done {
        let mut starred = items.iter().enumerate().filter(|(_, item)| super::string::is_starred(item));
        match (starred.next(), starred.next()) {
            (Some(_), Some(_)) => {
                return Err(Error::syntax("multiple starred expressions in assignment", span));
            }
            (Some((index, _)), None) => {
                let before = narrow(index, span)?;
                let after = narrow(items.len() - index - 1, span)?;
                self.emit(Op::UnpackStarred { before, after });
            }
            _ => self.emit(Op::UnpackSequence(items.len() as u32)),
        }
        for item in items {
            match &item.kind {
                ExpressionKind::Starred(inner) => self.store(inner)?,
                _ => self.store(item)?,
            }
        }
        Ok(())
    }

    /// The parts of the target are evaluated once.
    pub(super) fn augmented(
        &mut self,
        target: &'a Expression,
        operator: BinaryOp,
        value: &'a Expression,
    ) -> Done {
        match &target.kind {
            ExpressionKind::Name(name) => {
                self.load_name(name, target.span)?;
                self.expression(value)?;
                self.emit(Op::InPlace(operator));
                self.store_name(name, target.span)
            }
            ExpressionKind::Attribute { value: object, name } => {
                let index = self.attribute_name(&name.name);
                self.expression(object)?;
                self.emit(Op::Copy(1));
                self.emit(Op::LoadAttr(index));
                self.expression(value)?;
                self.emit(Op::InPlace(operator));
                self.emit(Op::Swap(2));
                self.emit(Op::StoreAttr(index));
                Ok(())
            }
            ExpressionKind::Subscript { value: container, index } => {
                self.expressions([&**container, &**index])?;
                self.emit(Op::Copy(2));
                self.emit(Op::Copy(2));
                self.emit(Op::LoadSubscript);
                self.expression(value)?;
                self.emit(Op::InPlace(operator));
                self.emit(Op::Swap(3));
                self.emit(Op::Swap(2));
                self.emit(Op::StoreSubscript);
                Ok(())
            }
            _ => Err(Error::syntax("illegal expression for augmented assignment", target.span)),
        }
    }

    pub(super) fn annotated(
        &mut self,
        target: &'a Expression,
        annotation: &'a Expression,
        value: Option<&'a Expression>,
        simple: bool,
    ) -> Done {
        if let Some(value) = value {
            self.expression(value)?;
            self.store(target)?;
        }
        let kept = matches!(self.unit().kind, CodeKind::Module | CodeKind::Class);
        match &target.kind {
            ExpressionKind::Name(name) => {
                super::name::forbid_debug(name, "assign to", target.span)?;
                if simple && kept {
                    self.annotation(annotation)?;
                    let name = self.mangled(name);
                    let index = self.unit().name(&name);
                    self.emit(Op::Annotate(index));
                }
                return Ok(());
            }
            // Without a value the target's parts are evaluated all the same, for their errors.
            ExpressionKind::Attribute { value: object, .. } if value.is_none() => {
                self.expression(object)?;
                self.emit(Op::Pop);
            }
            ExpressionKind::Subscript { value: container, index } if value.is_none() => {
                self.expression(container)?;
                self.emit(Op::Pop);
                self.expression(index)?;
                self.emit(Op::Pop);
            }
            _ => {}
        }
        if kept && !self.text_annotations {
            self.expression(annotation)?;
            self.emit(Op::Pop);
        }
        Ok(())
    }

    /// A type's value, or its text.
    pub(super) fn annotation(&mut self, annotation: &'a Expression) -> Done {
        if self.text_annotations {
            return self.constant(Const::Str(crate::unparse::unparse(annotation)));
        }
        match &annotation.kind {
            // `*args: *Types`
            ExpressionKind::Starred(inner) => {
                self.expression(inner)?;
                self.emit(Op::UnpackSequence(1));
                Ok(())
            }
            _ => self.expression(annotation),
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expression) -> Done {
        match &target.kind {
            ExpressionKind::Name(name) => self.delete_name(name, target.span),
            ExpressionKind::Attribute { value, name } => {
                super::name::forbid_debug(&name.name, "delete", target.span)?;
                self.expression(value)?;
                let index = self.attribute_name(&name.name);
                self.emit(Op::DeleteAttr(index));
                Ok(())
            }
            ExpressionKind::Subscript { value, index } => {
                self.expressions([&**value, &**index])?;
                self.emit(Op::DeleteSubscript);
                Ok(())
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().try_for_each(|item| self.delete(item))
            }
            _ => Err(Error::syntax("cannot delete expression", target.span)),
        }
    }
}
