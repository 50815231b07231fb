//! What can be seen of a program without running it: which attributes it reads, and of what. `loop.getaddrinfo`, where `loop` is bound
//! once, to `asyncio.get_running_loop()`, is an attribute of what that function of that module returns.
//!
//! What it is not: certain to see much. A variable that is bound twice, or by something that says nothing of its class, is of no
//! shape; whether a class has an attribute is for who knows the library. Begin with [`attributes`].

mod bindings;

use std::rc::Rc;

use super::ast::{
    ArgumentKind, Constant, Expression, ExpressionKind, Identifier, Module, Name, Statement, StatementKind,
};
use super::span::Span;
use bindings::{Bound, Scopes};

/// What an expression can be seen to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A module, by its dotted name.
    Module(Name),
    /// What `from module import name` gives.
    Member(Name, Name),
    /// What is built in under this name.
    Builtin(Name),
    /// An object of the built-in class of this name: a literal.
    Literal(&'static str),
    /// An attribute of something.
    Attribute(Rc<Shape>, Name),
    /// What a call of something returns.
    Call(Rc<Shape>),
    /// What `with` gives a name to.
    Entered(Rc<Shape>),
    /// An object of the class that an annotation names.
    Instance(Rc<Shape>),
    /// An object of a class of the program that has these bases, where neither it nor a base of the program has the attribute.
    Derived(Vec<Shape>),
}

/// An attribute that a program reads, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeUse {
    /// Of what.
    pub of: Shape,
    /// Which.
    pub name: Name,
    /// Where the expression begins.
    pub span: Span,
}

/// A keyword argument of a call, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordUse {
    /// What is called.
    pub of: Shape,
    /// The name of the argument.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// How far shapes are followed from one expression to the next.
const DEEPEST: usize = 12;

/// The attributes that a program reads of what can be seen, and the keyword arguments with which it calls that.
pub fn attributes(module: &Module) -> (Vec<AttributeUse>, Vec<KeywordUse>) {
    let scopes = Scopes::new(module);
    let mut found = (Vec::new(), Vec::new());
    collect(&module.body, &scopes, 0, &mut found);
    found
}

type Found = (Vec<AttributeUse>, Vec<KeywordUse>);

fn collect(statements: &[Statement], scopes: &Scopes, scope: usize, found: &mut Found) {
    for statement in statements {
        let inner = match &statement.kind {
            StatementKind::Function(function) => scopes.of(function.scope),
            StatementKind::Class(class) => scopes.of(class.scope),
            _ => scope,
        };
        let mut expressions = statement.expressions();
        while let Some(expression) = expressions.pop() {
            if let ExpressionKind::Attribute { value, name } = &expression.kind {
                let looking = Looking { scopes, attribute: &name.name };
                let of = looking.shape(value, scope, 0);
                found.0.extend(of.map(|of| AttributeUse {
                    of,
                    name: name.name.clone(),
                    span: expression.span,
                }));
            }
            if let ExpressionKind::Call { function, arguments } = &expression.kind {
                let named = arguments.iter().filter_map(|argument| match &argument.kind {
                    ArgumentKind::Keyword(name) => Some(name),
                    _ => None,
                });
                for Identifier { name, span } in named {
                    let of = Looking { scopes, attribute: name }.shape(function, scope, 0);
                    found.1.extend(of.map(|of| KeywordUse { of, name: name.clone(), span: *span }));
                }
            }
            expressions.extend(expression.parts());
        }
        statement.blocks().into_iter().for_each(|block| collect(block, scopes, inner, found));
    }
}

/// Looks for what an expression is, to see whether it has an attribute.
struct Looking<'a> {
    scopes: &'a Scopes<'a>,
    attribute: &'a str,
}

impl Looking<'_> {
    fn shape(&self, expression: &Expression, scope: usize, depth: usize) -> Option<Shape> {
        if depth > DEEPEST {
            return None;
        }
        let of = |value: &Expression| self.shape(value, scope, depth + 1).map(Rc::new);
        Some(match &expression.kind {
            ExpressionKind::Name(name) => return self.of_name(name, scope, depth + 1),
            ExpressionKind::Attribute { value, name } => {
                if let ExpressionKind::Name(itself) = &value.kind
                    && let Some((Bound::Itself(class), _)) = self.scopes.find(itself, scope)
                    && let Some((value, scope)) = self.scopes.only_value(class, &name.name)
                {
                    return self.shape(value, scope, depth + 1);
                }
                Shape::Attribute(of(value)?, name.name.clone())
            }
            ExpressionKind::Call { function, .. } => {
                if let ExpressionKind::Name(name) = &function.kind
                    && let Some((Bound::Class(class), _)) = self.scopes.find(name, scope)
                {
                    return self.derived(class, depth + 1);
                }
                Shape::Call(of(function)?)
            }
            ExpressionKind::Constant(constant) => Shape::Literal(class_of(constant)?),
            ExpressionKind::FString(_) => Shape::Literal("str"),
            ExpressionKind::List(_) => Shape::Literal("list"),
            ExpressionKind::Tuple(_) => Shape::Literal("tuple"),
            ExpressionKind::Dict(_) => Shape::Literal("dict"),
            ExpressionKind::Set(_) => Shape::Literal("set"),
            ExpressionKind::Walrus { value, .. } => return self.shape(value, scope, depth + 1),
            _ => return None,
        })
    }

    fn of_name(&self, name: &Name, scope: usize, depth: usize) -> Option<Shape> {
        let Some((bound, scope)) = self.scopes.find(name, scope) else {
            return Some(Shape::Builtin(name.clone()));
        };
        let shape = |value| self.shape(value, scope, depth + 1).map(Rc::new);
        Some(match bound {
            Bound::Module(module) => Shape::Module(module.clone()),
            Bound::Member(module, name) => Shape::Member(module.clone(), name.clone()),
            Bound::Value(value) => return self.shape(value, scope, depth + 1),
            Bound::Annotated(class) => Shape::Instance(shape(class)?),
            Bound::Entered(manager) => Shape::Entered(shape(manager)?),
            Bound::Itself(class) => return self.derived(class, depth + 1),
            Bound::Class(_) | Bound::Other => return None,
        })
    }

    /// An object of a class of the program, if that class can be seen whole, and does not have the attribute.
    fn derived(&self, class: &super::ast::Class, depth: usize) -> Option<Shape> {
        if depth > DEEPEST || !class.decorators.is_empty() || self.scopes.has_own(class, self.attribute) {
            return None;
        }
        let scope = self.scopes.around(class.scope);
        let mut bases = Vec::new();
        for argument in &class.arguments {
            if !matches!(argument.kind, ArgumentKind::Positional) {
                return None;
            }
            let of_program = match &argument.value.kind {
                ExpressionKind::Name(name) => self.scopes.find(name, scope),
                _ => None,
            };
            match of_program {
                Some((Bound::Class(base), _)) => bases.push(self.derived(base, depth + 1)?),
                _ => bases.push(Shape::Instance(Rc::new(self.shape(&argument.value, scope, depth + 1)?))),
            }
        }
        Some(Shape::Derived(bases))
    }
}

fn class_of(constant: &Constant) -> Option<&'static str> {
    Some(match constant {
        Constant::Str(_) => "str",
        Constant::Bytes(_) => "bytes",
        Constant::Int(_) | Constant::BigInt(_) => "int",
        Constant::Float(_) => "float",
        Constant::Imaginary(_) => "complex",
        Constant::Bool(_) => "bool",
        Constant::None | Constant::Ellipsis => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(source: &str) -> Vec<String> {
        let module = crate::parse(source).unwrap();
        let (mut found, _) = attributes(&module);
        found.sort_by_key(|found| (found.span.line, found.span.column));
        found.iter().map(|AttributeUse { of, name, span }| format!("{} {of:?} {name}", span.line)).collect()
    }

    #[test]
    fn a_variable_that_is_bound_once_is_what_it_is_bound_to() {
        let source = "\
import asyncio as a
from threading import Thread as T
def f(x, loop: a.AbstractEventLoop):
    once = T()
    once.start
    loop.time
    x.nothing
twice = 1
twice = 'a'
twice.real
";
        assert_eq!(
            uses(source),
            [
                "5 Call(Member(\"threading\", \"Thread\")) start",
                "6 Instance(Attribute(Module(\"a\"), \"AbstractEventLoop\")) time"
                    .replace("\"a\"", "\"asyncio\"")
                    .as_str(),
            ]
        );
    }

    #[test]
    fn what_a_class_of_the_program_has_itself_is_its_own_business() {
        let source = "\
import threading
class C(threading.Thread):
    def run(self):
        self.mine = 1
        self.mine, self.run, self.theirs
C().other
";
        let derived = "Derived([Instance(Attribute(Module(\"threading\"), \"Thread\"))])";
        let base = "2 Module(\"threading\") Thread".to_owned();
        assert_eq!(uses(source), [base, format!("5 {derived} theirs"), format!("6 {derived} other")]);
    }
}
