//! `class`.

use super::{Compiler, Done, constant};
use crate::ast::{Class, Name};
use crate::code::{CodeKind, Const, FunctionParts, Op};
use crate::span::Span;
use crate::symbols::VariableScope;

impl<'a> Compiler<'a> {
    pub(super) fn class(&mut self, class: &'a Class, span: Span) -> Done {
        super::call::check_keywords(&class.arguments)?;
        self.decorators(&class.decorators)?;
        let line = class.name.span.line;
        self.statement_line(line);
        self.emit(Op::LoadBuildClass);
        self.class_body(class, span)?;
        let name = class.name.name.to_string();
        self.constant(Const::Str(name))?;
        self.arguments(&class.arguments, 2, span)?;
        self.apply_decorators(&class.decorators);
        self.store_name(&class.name.name, class.name.span)
    }

    /// Makes the function that fills the class's namespace.
    fn class_body(&mut self, class: &'a Class, span: Span) -> Done {
        self.enter(class.scope, &class.name.name, span.line, CodeKind::Class);
        let outer = self.class.replace(class.name.name.clone());
        self.fill_class(class, span)?;
        self.class = outer;
        let code = self.leave()?;
        self.make_function(code, FunctionParts::default(), span)
    }

    fn fill_class(&mut self, class: &'a Class, span: Span) -> Done {
        self.statement_line(span.line);
        self.special(Op::LoadName, "__name__");
        self.special(Op::StoreName, "__module__");
        let qualified = self.unit().qualified_name.clone();
        self.constant(Const::Str(qualified))?;
        self.special(Op::StoreName, "__qualname__");
        let mut body = &class.body[..];
        if let Some(docstring) = constant::docstring(body) {
            self.statement_line(body[0].span.line);
            self.constant(Const::Str(docstring.to_string()))?;
            self.special(Op::StoreName, "__doc__");
            self.unit().docstring = Some(docstring.to_string());
            body = &body[1..];
        }
        self.statements(body)?;
        self.unit().line = span.line;
        match self.unit().cell(&Name::from("__class__"), VariableScope::Cell) {
            Some(0) if !self.scope().cells.is_empty() => self.emit(Op::LoadClosure(0)),
            _ => self.constant(Const::None)?,
        }
        self.emit(Op::Return);
        Ok(())
    }

    fn special(&mut self, op: fn(u32) -> Op, name: &str) {
        let index = self.unit().name(name);
        self.emit(op(index));
    }
}
