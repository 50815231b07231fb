//! What the program's text says: which functions capture what, what is bound to which for later, where exceptions are handled.

use super::words::code;
use lang::ast::{
    Argument, ArgumentKind, ExceptHandler, Expression, ExpressionKind, Statement, StatementKind,
};
use lang::code::{Code, CodeKind, Const};
use lang::{self, Span};
use std::rc::Rc;

/// A program's text, as far as facts are about it. Empty for a text that is no program.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Functions, lambdas and methods; in the order of the text, but what is within a function follows it.
    pub(super) functions: Vec<Function>,
    /// Where arguments are bound to a function that others will call.
    pub(super) bound: Vec<Bound>,
    /// The `except` clauses, outer ones first.
    pub(super) handlers: Vec<Handler>,
    /// What each line is, from line 0.
    lines: Vec<Role>,
}

/// What a line is to exceptions.
#[derive(Debug, Clone, Copy, Default)]
struct Role {
    /// That of an `except` clause.
    clause: bool,
    /// In a `finally`.
    last: bool,
    /// In the block of that clause, the innermost.
    handler: Option<usize>,
}

/// A function.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    /// The variables of enclosing functions that it uses, or needs for one within it.
    pub(super) captured: Vec<String>,
    /// Its parameters and other variables of its own.
    pub(super) own: Vec<String>,
}

/// `partial(function, arguments…)`, `loop.call_later(delay, function, arguments…)`.
#[derive(Debug, PartialEq)]
pub(super) struct Bound {
    pub(super) function: String,
    /// As the text has them.
    pub(super) arguments: Vec<String>,
}

/// An `except` clause.
#[derive(Debug)]
pub(super) struct Handler {
    pub(super) line: u32,
    /// The clause as the text has it, without its colon.
    pub(super) text: String,
}

impl Outline {
    /// Reads a program.
    pub(super) fn new(source: &str) -> Outline {
        let mut outline = Outline::default();
        let Ok(module) = lang::parse(source) else { return outline };
        let options = lang::Options { file: Rc::from(""), lines: false };
        if let Ok(code) = lang::compile_module(&module, &options) {
            outline.add_functions(&code);
        }
        let source: Vec<&str> = source.lines().collect();
        outline.lines = vec![Role::default(); source.len() + 1];
        outline.add_statements(&source, &module.body);
        outline
    }

    /// The clause whose block a line is in: the innermost.
    pub(super) fn handler_around(&self, line: u32) -> Option<usize> {
        self.role(line).handler
    }

    /// Whether a line is that of an `except` clause.
    pub(super) fn is_clause(&self, line: u32) -> bool {
        self.role(line).clause
    }

    /// Whether a line is in a `finally`.
    pub(super) fn is_final(&self, line: u32) -> bool {
        self.role(line).last
    }

    fn role(&self, line: u32) -> Role {
        self.lines.get(line as usize).copied().unwrap_or_default()
    }

    fn roles(&mut self, block: &[Statement]) -> &mut [Role] {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return &mut [] };
        self.lines.get_mut(first.span.line as usize..=last.span.end_line as usize).unwrap_or_default()
    }

    /// The variables among these that hold something that was found out: no functions of the program, and nothing that is not used.
    pub(super) fn values(&self, names: &[String]) -> Vec<String> {
        let is_function = |name: &String| self.functions.iter().any(|function| function.name == *name);
        let values: Vec<&String> = names.iter().filter(|name| *name != "_" && !is_function(name)).collect();
        code(&values)
    }

    fn add_functions(&mut self, code: &Code) {
        for constant in &code.constants {
            let Const::Code(inner) = constant else { continue };
            // A comprehension runs where it stands, and a class body too: they carry nothing to a later moment.
            let carries =
                inner.kind != CodeKind::Class && (!inner.name.starts_with('<') || inner.name == "<lambda>");
            if carries {
                let cells = inner.cells.iter().filter(|cell| cell.parameter.is_none()).map(|cell| &cell.name);
                let own = inner.locals.iter().chain(cells).filter(|name| !name.starts_with('.'));
                self.functions.push(Function {
                    name: inner.name.clone(),
                    captured: inner.free.clone(),
                    own: own.cloned().collect(),
                });
            }
            self.add_functions(inner);
        }
    }

    fn add_statements(&mut self, source: &[&str], statements: &[Statement]) {
        for statement in statements {
            for expression in statement.expressions() {
                self.add_expression(source, expression);
            }
            if let StatementKind::Try(tried) = &statement.kind {
                tried.handlers.iter().for_each(|handler| self.add_handler(source, handler));
                self.roles(&tried.finally).iter_mut().for_each(|role| role.last = true);
            }
            for block in statement.blocks() {
                self.add_statements(source, block);
            }
        }
    }

    fn add_handler(&mut self, source: &[&str], handler: &ExceptHandler) {
        let line = handler.span.line;
        let text = source.get(line.saturating_sub(1) as usize).unwrap_or(&"");
        let text = text.trim().split(':').next().unwrap_or_default().to_owned();
        let place = self.handlers.len();
        self.handlers.push(Handler { line, text });
        self.roles(&handler.body).iter_mut().for_each(|role| role.handler = Some(place));
        if let Some(role) = self.lines.get_mut(line as usize) {
            role.clause = true;
        }
    }

    fn add_expression(&mut self, source: &[&str], expression: &Expression) {
        if let ExpressionKind::Call { function, arguments } = &expression.kind {
            self.bound.extend(bound(source, function, arguments));
        }
        for part in expression.parts() {
            self.add_expression(source, part);
        }
    }
}

/// What a call binds to a function that others will call.
fn bound(source: &[&str], function: &Expression, arguments: &[Argument]) -> Option<Bound> {
    let name = match &function.kind {
        ExpressionKind::Name(name) => name,
        ExpressionKind::Attribute { name, .. } => &name.name,
        _ => return None,
    };
    let before = match &**name {
        "partial" | "call_soon" | "call_soon_threadsafe" | "to_thread" | "submit" => 0,
        "call_later" | "call_at" | "run_in_executor" => 1,
        _ => return None,
    };
    let mut rest = arguments.iter().skip(before);
    let function = text(source, rest.next()?.value.span);
    let arguments: Vec<String> = rest
        .filter(|argument| !matches!(&argument.kind, ArgumentKind::Keyword(name) if &*name.name == "context"))
        .map(|argument| text(source, argument.value.span))
        .collect();
    (!arguments.is_empty()).then_some(Bound { function, arguments })
}

/// The text at a place; of several lines the first.
fn text(source: &[&str], span: Span) -> String {
    let line = source.get(span.line.saturating_sub(1) as usize).unwrap_or(&"");
    let from = span.column.saturating_sub(1) as usize;
    if span.line == span.end_line {
        line.chars().skip(from).take(span.end_column.saturating_sub(span.column) as usize).collect()
    } else {
        line.chars().skip(from).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_capture_and_bind() {
        let outline = Outline::new(
            "\
def handle(session, callback):
    size = 3
    def on_row(row):
        later = partial(on_answer, row, [size])
        loop.call_later(0.1, later, row['x'], context=None)
        loop.call_soon(later)
        return lambda done: callback(done)
    return [session for _ in range(size)]
",
        );
        let captured: Vec<_> = outline
            .functions
            .iter()
            .map(|function| {
                format!("{}: {} | {}", function.name, function.captured.join(" "), function.own.join(" "))
            })
            .collect();
        assert_eq!(
            captured,
            [
                "handle:  | session callback on_row size",
                "on_row: callback size | row later",
                "<lambda>: callback | done"
            ]
        );
        let bound: Vec<_> = outline
            .bound
            .iter()
            .map(|bound| format!("{}: {}", bound.function, bound.arguments.join(" ")))
            .collect();
        assert_eq!(bound, ["on_answer: row [size]", "later: row['x']"]);
    }

    #[test]
    fn handlers_are_found_by_the_lines_of_their_blocks() {
        let outline = Outline::new(
            "\
try:
    a()
except (KeyError, ValueError) as error:
    b()
    try:
        c()
    except Exception:
        d()
finally:
    e()
",
        );
        let around = |line| outline.handler_around(line).map(|place| outline.handlers[place].text.as_str());
        assert_eq!([2, 3, 10].map(around), [None; 3]);
        assert_eq!([4, 6].map(around), [Some("except (KeyError, ValueError) as error"); 2]);
        assert_eq!(around(8), Some("except Exception"));
        assert_eq!((1..=10).filter(|line| outline.is_clause(*line)).collect::<Vec<_>>(), [3, 7]);
        assert_eq!((1..=10).filter(|line| outline.is_final(*line)).collect::<Vec<_>>(), [10]);
    }

    #[test]
    fn a_text_that_is_no_program_has_an_empty_outline() {
        let outline = Outline::new("def = (\n");
        assert!(outline.functions.is_empty() && outline.bound.is_empty() && outline.handlers.is_empty());
    }
}
