//! Code objects as text, for tests and for the curious.

use super::code::{Code, Const, Handler, Op};
use std::fmt::Write;

impl Code {
    /// A listing of the operations with their lines and what their indices mean, then the handlers, then inner code.
    ///
    /// ```text
    /// <module>: Module, stack 1
    ///    1    0 Line(1)
    ///         1 Const 5
    ///         2 StoreGlobal x
    /// ```
    pub fn disassemble(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut text).expect("writing to a String does not fail");
        text
    }

    fn write_to(&self, text: &mut String) -> std::fmt::Result {
        write!(text, "{}: {:?}, stack {}", self.qualified_name, self.kind, self.stack_size)?;
        let cells: Vec<&str> = self.cells.iter().map(|cell| cell.name.as_str()).collect();
        write_names(text, "cells", &cells)?;
        let free: Vec<&str> = self.free.iter().map(String::as_str).collect();
        write_names(text, "free", &free)?;
        writeln!(text)?;
        let mut last = 0;
        for (index, (op, line)) in self.ops.iter().zip(&self.lines).enumerate() {
            let shown = if *line == last { String::new() } else { line.to_string() };
            writeln!(text, "{shown:>4} {index:>4} {}", self.describe(op))?;
            last = *line;
        }
        for Handler { start, end, target, depth } in &self.handlers {
            writeln!(text, "     {start}..{end} raises to {target}, depth {depth}")?;
        }
        for constant in &self.constants {
            if let Const::Code(inner) = constant {
                writeln!(text)?;
                inner.write_to(text)?;
            }
        }
        Ok(())
    }

    fn describe(&self, op: &Op) -> String {
        let constant =
            |index: u32| self.constants.get(index as usize).map_or_else(String::new, describe_constant);
        let name = |index: u32| self.names.get(index as usize).cloned().unwrap_or_default();
        let local = |slot: u16| self.locals.get(slot as usize).cloned().unwrap_or_default();
        match *op {
            Op::Const(index) => format!("Const {}", constant(index)),
            Op::LoadLocal(slot) => format!("LoadLocal {}", local(slot)),
            Op::StoreLocal(slot) => format!("StoreLocal {}", local(slot)),
            Op::DeleteLocal(slot) => format!("DeleteLocal {}", local(slot)),
            Op::LoadCell(slot) => format!("LoadCell {}", self.cell_name(slot)),
            Op::StoreCell(slot) => format!("StoreCell {}", self.cell_name(slot)),
            Op::DeleteCell(slot) => format!("DeleteCell {}", self.cell_name(slot)),
            Op::LoadClassCell(slot) => format!("LoadClassCell {}", self.cell_name(slot)),
            Op::LoadClosure(slot) => format!("LoadClosure {}", self.cell_name(slot)),
            Op::LoadGlobal(index) => format!("LoadGlobal {}", name(index)),
            Op::StoreGlobal(index) => format!("StoreGlobal {}", name(index)),
            Op::DeleteGlobal(index) => format!("DeleteGlobal {}", name(index)),
            Op::LoadName(index) => format!("LoadName {}", name(index)),
            Op::StoreName(index) => format!("StoreName {}", name(index)),
            Op::DeleteName(index) => format!("DeleteName {}", name(index)),
            Op::LoadAttr(index) => format!("LoadAttr {}", name(index)),
            Op::StoreAttr(index) => format!("StoreAttr {}", name(index)),
            Op::DeleteAttr(index) => format!("DeleteAttr {}", name(index)),
            Op::LoadMethod(index) => format!("LoadMethod {}", name(index)),
            Op::Annotate(index) => format!("Annotate {}", name(index)),
            Op::ImportFrom(index) => format!("ImportFrom {}", name(index)),
            Op::ImportModule { name: index, outermost } => {
                format!("ImportModule {}{}", name(index), if outermost { " (outermost)" } else { "" })
            }
            Op::CallKeywords { count, names } => {
                format!("CallKeywords {count} {}", constant(u32::from(names)))
            }
            Op::MakeFunction { code, parts } => {
                let parts = [
                    (parts.defaults, " defaults"),
                    (parts.keyword_defaults, " keyword_defaults"),
                    (parts.annotations, " annotations"),
                    (parts.closure, " closure"),
                ];
                let parts: String = parts.iter().filter(|part| part.0).map(|part| part.1).collect();
                format!("MakeFunction {}{parts}", constant(code))
            }
            _ => format!("{op:?}"),
        }
    }

    fn cell_name(&self, slot: u16) -> String {
        let slot = slot as usize;
        match slot.checked_sub(self.cells.len()) {
            None => self.cells[slot].name.clone(),
            Some(free) => self.free.get(free).cloned().unwrap_or_default(),
        }
    }
}

fn write_names(text: &mut String, what: &str, names: &[&str]) -> std::fmt::Result {
    if names.is_empty() {
        return Ok(());
    }
    write!(text, ", {what} {}", names.join(" "))
}

fn describe_constant(constant: &Const) -> String {
    match constant {
        Const::None => "None".to_owned(),
        Const::Ellipsis => "...".to_owned(),
        Const::Bool(true) => "True".to_owned(),
        Const::Bool(false) => "False".to_owned(),
        Const::Int(value) => value.to_string(),
        Const::BigInt(value) => value.to_string(),
        Const::Float(value) => format!("{value:?}"),
        Const::Str(text) => format!("{text:?}"),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) => {
            let items: Vec<String> = items.iter().map(describe_constant).collect();
            format!("({})", items.join(", "))
        }
        Const::Code(code) => format!("<{}>", code.qualified_name),
    }
}
