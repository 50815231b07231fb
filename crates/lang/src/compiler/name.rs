//! Reading, assigning and deleting variables.

use super::{Compiler, Done, narrow};
use crate::ast::Name;
use crate::code::{CodeKind, Op};
use crate::error::Error;
use crate::span::Span;
use crate::symbols::{VariableScope, mangle};

/// Which operation reaches a variable.
enum Slot {
    Local(u16),
    Cell(u16),
    Global(u32),
    Class(u32),
}

impl Compiler<'_> {
    pub(super) fn mangled(&self, name: &Name) -> Name {
        mangle(self.class.as_deref(), name)
    }

    fn slot(&mut self, name: &Name, span: Span) -> Result<Slot, Error> {
        let place = self.scope().place(name);
        let unit = self.unit();
        Ok(match (place, unit.kind) {
            (VariableScope::Cell | VariableScope::Free, _) => {
                let slot = unit.cell(name, place).expect("captured variables have a slot");
                Slot::Cell(narrow(slot, span)?)
            }
            (VariableScope::Local | VariableScope::Global, CodeKind::Class) => Slot::Class(unit.name(name)),
            (VariableScope::Local, CodeKind::Module) => Slot::Global(unit.name(name)),
            (VariableScope::Local, _) => Slot::Local(narrow(unit.local(name), span)?),
            (VariableScope::Global | VariableScope::GlobalDeclared, _) => Slot::Global(unit.name(name)),
        })
    }

    pub(super) fn load_name(&mut self, name: &Name, span: Span) -> Done {
        let name = self.mangled(name);
        let class = self.unit().kind == CodeKind::Class;
        let op = match self.slot(&name, span)? {
            Slot::Local(slot) => Op::LoadLocal(slot),
            Slot::Cell(slot) if class => Op::LoadClassCell(slot),
            Slot::Cell(slot) => Op::LoadCell(slot),
            Slot::Global(index) => Op::LoadGlobal(index),
            Slot::Class(index) => Op::LoadName(index),
        };
        self.emit(op);
        Ok(())
    }

    pub(super) fn store_name(&mut self, name: &Name, span: Span) -> Done {
        forbid_debug(name, "assign to", span)?;
        let name = self.mangled(name);
        let op = match self.slot(&name, span)? {
            Slot::Local(slot) => Op::StoreLocal(slot),
            Slot::Cell(slot) => Op::StoreCell(slot),
            Slot::Global(index) => Op::StoreGlobal(index),
            Slot::Class(index) => Op::StoreName(index),
        };
        self.emit(op);
        Ok(())
    }

    pub(super) fn delete_name(&mut self, name: &Name, span: Span) -> Done {
        forbid_debug(name, "delete", span)?;
        let name = self.mangled(name);
        let op = match self.slot(&name, span)? {
            Slot::Local(slot) => Op::DeleteLocal(slot),
            Slot::Cell(slot) => Op::DeleteCell(slot),
            Slot::Global(index) => Op::DeleteGlobal(index),
            Slot::Class(index) => Op::DeleteName(index),
        };
        self.emit(op);
        Ok(())
    }

    /// Names of attributes, mangled if private.
    pub(super) fn attribute_name(&mut self, name: &Name) -> u32 {
        let name = self.mangled(name);
        self.unit().name(&name)
    }
}

/// `__debug__` is a constant, although it looks like a name.
pub(super) fn forbid_debug(name: &str, what: &str, span: Span) -> Done {
    if name == "__debug__" {
        return Err(Error::syntax(format!("cannot {what} __debug__"), span));
    }
    Ok(())
}
