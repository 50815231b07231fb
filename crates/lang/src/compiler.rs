//! Syntax tree to code objects.
//!
//! Begin with [`compile`]. `compiler/unit.rs` holds the code that is being built; `statement.rs` and `expression.rs` say what
//! each construct becomes; `exception.rs` and `unwind.rs` are the intricate part: `try`, `with`, and leaving them early.
//! Nothing is optimised except that code which cannot be reached is not emitted.

mod assign;
mod call;
mod class;
mod comprehension;
mod constant;
mod control;
mod definition;
mod effect;
mod exception;
mod expression;
mod group;
mod import;
mod name;
mod pattern;
mod statement;
mod string;
mod test;
#[cfg(test)]
mod tests;
mod unit;
mod unwind;
mod with;

use super::ast::{Module, Name, ScopeId, Statement, StatementKind};
use super::code::{Code, CodeKind, Const, Op};
use super::error::Error;
use super::span::Span;
use super::symbols::{MODULE, Scope, ScopeKind, SymbolTable, VariableScope, mangle};
use std::rc::Rc;
use unit::{Block, Label, Unit};

#[cfg(test)]
pub(super) use effect::check_depths;

/// How to compile.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The file that tracebacks name.
    pub file: Rc<str>,
    /// Whether to emit [`Op::Line`] at each statement: true for what the user wrote, false for the library.
    pub lines: bool,
}

/// Compiles a program to the code of its module.
///
/// # Errors
/// The first mistake in it, in CPython's words.
pub fn compile(source: &str, options: &Options) -> Result<Rc<Code>, Error> {
    compile_module(&super::parser::parse(source)?, options)
}

/// Compiles a program that has been parsed.
///
/// # Errors
/// What only shows once names and blocks are looked at, such as `return` outside a function.
pub fn compile_module(module: &Module, options: &Options) -> Result<Rc<Code>, Error> {
    let table = SymbolTable::new(module)?;
    Compiler::new(module, &table, options).module(module, CodeKind::Module)
}

/// What text is that a program evaluates while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMode {
    /// Statements.
    Block,
    /// One expression, whose value the code returns.
    Expression,
}

/// Compiles text for `exec` and `eval`: its names are looked up as those of a class body are.
///
/// # Errors
/// The first mistake in it, in CPython's words.
pub fn compile_text(source: &str, options: &Options, mode: TextMode) -> Result<Rc<Code>, Error> {
    let module = super::parser::parse(source)?;
    let table = SymbolTable::new(&module)?;
    let mut compiler = Compiler::new(&module, &table, options);
    match (mode, &module.body[..]) {
        (TextMode::Block, _) => compiler.module(&module, CodeKind::Class),
        (TextMode::Expression, [Statement { kind: StatementKind::Expression(value), .. }]) => {
            compiler.enter(MODULE, "<module>", 1, CodeKind::Class);
            compiler.expression(value)?;
            compiler.emit(Op::Return);
            compiler.leave()
        }
        (TextMode::Expression, body) => {
            let at = body.iter().find(|statement| !matches!(statement.kind, StatementKind::Expression(_)));
            let span = at.or(body.get(1)).map(|statement| statement.span).unwrap_or_default();
            Err(Error::syntax("invalid syntax", span))
        }
    }
}

type Done = Result<(), Error>;

struct Compiler<'a> {
    options: &'a Options,
    table: &'a SymbolTable,
    text_annotations: bool,
    /// The code being built, innermost last.
    units: Vec<Unit<'a>>,
    /// The innermost class around, whose name mangles private names.
    class: Option<Name>,
}

impl<'a> Compiler<'a> {
    fn new(module: &Module, table: &'a SymbolTable, options: &'a Options) -> Compiler<'a> {
        let text_annotations = module.text_annotations;
        Compiler { options, table, text_annotations, units: Vec::new(), class: None }
    }

    fn module(&mut self, module: &'a Module, kind: CodeKind) -> Result<Rc<Code>, Error> {
        self.enter(MODULE, "<module>", 1, kind);
        let mut body = &module.body[..];
        if let Some(docstring) = constant::docstring(body) {
            self.statement_line(body[0].span.line);
            self.unit().docstring = Some(docstring.to_string());
            self.constant(Const::Str(docstring.to_string()))?;
            self.store_name(&Rc::from("__doc__"), body[0].span)?;
            body = &body[1..];
        }
        self.check_future_imports(body)?;
        self.statements(body)?;
        self.return_none()?;
        self.leave()
    }

    fn unit(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("a unit is entered before anything is emitted")
    }

    fn scope(&mut self) -> &'a Scope {
        let id = self.unit().scope;
        self.table.scope(id)
    }

    /// Starts the code of an inner scope.
    fn enter(&mut self, id: ScopeId, name: &str, first_line: u32, kind: CodeKind) {
        let qualified = self.qualify(name);
        self.units.push(Unit::new(id, self.table.scope(id), name, qualified, first_line, kind));
    }

    /// Finishes the code begun last.
    fn leave(&mut self) -> Result<Rc<Code>, Error> {
        let unit = self.units.pop().expect("every leave follows its enter");
        Ok(Rc::new(unit.finish(&self.options.file)))
    }

    fn qualify(&mut self, name: &str) -> String {
        let Some(outer) = self.units.last() else { return name.to_owned() };
        if outer.scope == MODULE {
            return name.to_owned();
        }
        let declared_global = {
            let mangled = mangle(self.class.as_deref(), &Rc::from(name));
            self.table.scope(outer.scope).place(&mangled) == VariableScope::GlobalDeclared
        };
        if declared_global {
            return name.to_owned();
        }
        let function = matches!(self.table.scope(outer.scope).kind, ScopeKind::Function | ScopeKind::Lambda);
        let locals = if function { ".<locals>" } else { "" };
        format!("{}{locals}.{name}", outer.qualified_name)
    }

    fn emit(&mut self, op: Op) {
        self.unit().emit(op);
    }

    fn constant(&mut self, value: Const) -> Done {
        let index = self.unit().constant(value);
        self.emit(Op::Const(index));
        Ok(())
    }

    fn return_none(&mut self) -> Done {
        self.constant(Const::None)?;
        self.emit(Op::Return);
        Ok(())
    }

    /// Emits `GetAwaitable` and what follows it: the value on the stack is awaited.
    fn emit_await(&mut self) -> Done {
        self.emit(Op::GetAwaitable);
        self.constant(Const::None)?;
        self.emit(Op::YieldFrom);
        Ok(())
    }

    /// A new statement starts: what follows is on this line, and the program's reader sees it run.
    fn statement_line(&mut self, line: u32) {
        let visible = self.options.lines;
        let unit = self.unit();
        unit.line = line;
        if visible {
            unit.mark_line(line);
        }
    }

    fn new_label(&mut self) -> Label {
        self.unit().new_label()
    }

    fn place(&mut self, label: Label) {
        self.unit().place(label);
    }

    /// Enters a block that a jump out of has to leave.
    fn push_block(&mut self, block: Block<'a>, span: Span) -> Done {
        const MAX_BLOCKS: usize = 20;
        let unit = self.unit();
        if unit.blocks.len() >= MAX_BLOCKS {
            return Err(Error::syntax("too many statically nested blocks", span));
        }
        unit.blocks.push(block);
        Ok(())
    }

    fn pop_block(&mut self) {
        self.unit().blocks.pop();
    }

    fn statements(&mut self, statements: &'a [Statement]) -> Done {
        statements.iter().try_for_each(|statement| self.statement(statement))
    }
}

/// Numbers that an operation has 16 bits for.
fn narrow(value: usize, span: Span) -> Result<u16, Error> {
    u16::try_from(value).map_err(|_| {
        Error::unsupported("so many names or values in one place", "split the function or the call", span)
    })
}

/// Numbers that an operation has 8 bits for.
fn tiny(value: usize, span: Span) -> Result<u8, Error> {
    u8::try_from(value)
        .map_err(|_| Error::unsupported("so many names or values in one pattern", "split the pattern", span))
}
