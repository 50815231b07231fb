//! Expressions back to text, as CPython writes them.
//!
//! `from __future__ import annotations` keeps annotations as text, in one normal form: single spaces, no needless
//! parentheses, strings in quotes as `repr` chooses them. Begin with [`unparse`].

mod literal;

use super::ast::{
    Argument, ArgumentKind, Clause, Comprehension, ComprehensionKind, Expression, ExpressionKind, Lambda,
    Parameter, Parameters,
};
use super::code::{BinaryOp, CompareOp, UnaryOp};

/// How tightly an expression binds; parentheses are needed where something tighter is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    /// `lambda`, `if … else`
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Factor,
    Power,
    Await,
    Atom,
}

/// The expression's text.
pub(super) fn unparse(expression: &Expression) -> String {
    unparse_at(expression, Level::Test)
}

fn unparse_at(expression: &Expression, needed: Level) -> String {
    let mut writer = Writer { text: String::new() };
    writer.expression(expression, needed);
    writer.text
}

struct Writer {
    text: String,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            write(self, item);
        }
    }

    /// Writes parentheses around something that binds less tightly than its surroundings need.
    fn grouped(&mut self, own: Level, needed: Level, write: impl FnOnce(&mut Self)) {
        if own < needed {
            self.push("(");
            write(self);
            self.push(")");
        } else {
            write(self);
        }
    }

    fn expression(&mut self, expression: &Expression, needed: Level) {
        match &expression.kind {
            ExpressionKind::Constant(constant) => self.push(&literal::constant(constant)),
            ExpressionKind::FString(parts) => self.push(&literal::fstring(parts)),
            ExpressionKind::Name(name) => self.push(name),
            ExpressionKind::Tuple(items) => self.tuple(items, needed),
            ExpressionKind::List(items) => self.bracketed("[", items, "]"),
            ExpressionKind::Set(items) => self.bracketed("{", items, "}"),
            ExpressionKind::Dict(items) => self.dict(items),
            ExpressionKind::Starred(value) => {
                self.push("*");
                self.expression(value, Level::BitOr);
            }
            ExpressionKind::Unary(operator, operand) => self.unary(*operator, operand, needed),
            ExpressionKind::Binary(first, rest) => self.binary(first, rest, needed),
            ExpressionKind::And(items) => self.joined(items, " and ", Level::And, Level::Not, needed),
            ExpressionKind::Or(items) => self.joined(items, " or ", Level::Or, Level::And, needed),
            ExpressionKind::Compare(first, rest) => self.comparison(first, rest, needed),
            ExpressionKind::Conditional { test, body, otherwise } => {
                self.grouped(Level::Test, needed, |writer| {
                    writer.expression(body, Level::Or);
                    writer.push(" if ");
                    writer.expression(test, Level::Or);
                    writer.push(" else ");
                    writer.expression(otherwise, Level::Test);
                });
            }
            ExpressionKind::Lambda(lambda) => self.lambda(lambda, needed),
            ExpressionKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExpressionKind::Call { function, arguments } => {
                self.expression(function, Level::Atom);
                self.call(arguments);
            }
            ExpressionKind::Attribute { value, name } => {
                self.expression(value, Level::Atom);
                // `1 .real`, for `1.` would be a float.
                if matches!(value.kind, ExpressionKind::Constant(super::ast::Constant::Int(_))) {
                    self.push(" ");
                }
                self.push(".");
                self.push(&name.name);
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value, Level::Atom);
                self.push("[");
                self.expression(index, Level::Tuple);
                self.push("]");
            }
            ExpressionKind::Slice { start, stop, step } => {
                self.slice(start.as_deref(), stop.as_deref(), step.as_deref());
            }
            ExpressionKind::Await(value) => self.grouped(Level::Await, needed, |writer| {
                writer.push("await ");
                writer.expression(value, Level::Atom);
            }),
            ExpressionKind::Yield(value) => {
                self.push(if value.is_some() { "(yield " } else { "(yield" });
                value.iter().for_each(|value| self.expression(value, Level::Tuple));
                self.push(")");
            }
            ExpressionKind::YieldFrom(value) => {
                self.push("(yield from ");
                self.expression(value, Level::Test);
                self.push(")");
            }
            ExpressionKind::Walrus { target, value } => {
                self.push("(");
                self.push(&target.name);
                self.push(" := ");
                self.expression(value, Level::Atom);
                self.push(")");
            }
        }
    }

    fn tuple(&mut self, items: &[Expression], needed: Level) {
        if items.is_empty() {
            return self.push("()");
        }
        self.grouped(Level::Tuple, needed, |writer| {
            writer.list(items, |writer, item| writer.expression(item, Level::Test));
            if items.len() == 1 {
                writer.push(",");
            }
        });
    }

    fn bracketed(&mut self, open: &str, items: &[Expression], close: &str) {
        self.push(open);
        self.list(items, |writer, item| writer.expression(item, Level::Test));
        self.push(close);
    }

    fn dict(&mut self, items: &[(Option<Expression>, Expression)]) {
        self.push("{");
        self.list(items, |writer, (key, value)| match key {
            Some(key) => {
                writer.expression(key, Level::Test);
                writer.push(": ");
                writer.expression(value, Level::Test);
            }
            None => {
                writer.push("**");
                writer.expression(value, Level::BitOr);
            }
        });
        self.push("}");
    }

    fn unary(&mut self, operator: UnaryOp, operand: &Expression, needed: Level) {
        let (symbol, level) = match operator {
            UnaryOp::Negative => ("-", Level::Factor),
            UnaryOp::Positive => ("+", Level::Factor),
            UnaryOp::Invert => ("~", Level::Factor),
            UnaryOp::Not => ("not ", Level::Not),
        };
        self.grouped(level, needed, |writer| {
            writer.push(symbol);
            writer.expression(operand, level);
        });
    }

    fn binary(&mut self, first: &Expression, rest: &[(BinaryOp, Expression)], needed: Level) {
        let Some((operator, _)) = rest.first() else { return };
        let (_, level) = binary_operator(*operator);
        // `**` binds to the right, the others to the left.
        let (left, right) = match level {
            Level::Power => (Level::Await, Level::Power),
            _ => (level, tighter(level)),
        };
        self.grouped(level, needed, |writer| {
            writer.expression(first, left);
            for (operator, operand) in rest {
                let (symbol, _) = binary_operator(*operator);
                writer.push(symbol);
                writer.expression(operand, right);
            }
        });
    }

    fn joined(&mut self, items: &[Expression], word: &str, own: Level, inner: Level, needed: Level) {
        self.grouped(own, needed, |writer| {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    writer.push(word);
                }
                writer.expression(item, inner);
            }
        });
    }

    fn comparison(&mut self, first: &Expression, rest: &[(CompareOp, Expression)], needed: Level) {
        self.grouped(Level::Compare, needed, |writer| {
            writer.expression(first, Level::BitOr);
            for (operator, operand) in rest {
                writer.push(comparison_operator(*operator));
                writer.expression(operand, Level::BitOr);
            }
        });
    }

    fn lambda(&mut self, lambda: &Lambda, needed: Level) {
        self.grouped(Level::Test, needed, |writer| {
            writer.push("lambda");
            // CPython writes `lambda x` but `lambda*args`.
            let Parameters { positional_only, positional, .. } = &lambda.parameters;
            if !positional_only.is_empty() || !positional.is_empty() {
                writer.push(" ");
            }
            writer.parameters(&lambda.parameters);
            writer.push(": ");
            writer.expression(&lambda.body, Level::Test);
        });
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let mut pieces: Vec<String> = Vec::new();
        let show = |parameter: &Parameter| match &parameter.default {
            Some(default) => format!("{}={}", parameter.name, unparse(default)),
            None => parameter.name.to_string(),
        };
        pieces.extend(parameters.positional_only.iter().map(show));
        if !parameters.positional_only.is_empty() {
            pieces.push("/".to_owned());
        }
        pieces.extend(parameters.positional.iter().map(show));
        match &parameters.variadic {
            Some(variadic) => pieces.push(format!("*{}", variadic.name)),
            None if !parameters.keyword_only.is_empty() => pieces.push("*".to_owned()),
            None => {}
        }
        pieces.extend(parameters.keyword_only.iter().map(show));
        pieces.extend(parameters.variadic_keywords.iter().map(|parameter| format!("**{}", parameter.name)));
        self.push(&pieces.join(", "));
    }

    fn comprehension(&mut self, comprehension: &Comprehension) {
        let (open, close) = match comprehension.kind {
            ComprehensionKind::List => ("[", "]"),
            ComprehensionKind::Set | ComprehensionKind::Dict => ("{", "}"),
            ComprehensionKind::Generator => ("(", ")"),
        };
        self.push(open);
        self.expression(&comprehension.element, Level::Test);
        if let Some(value) = &comprehension.value {
            self.push(": ");
            self.expression(value, Level::Test);
        }
        for Clause { asynchronous, target, iterable, conditions } in &comprehension.clauses {
            self.push(if *asynchronous { " async for " } else { " for " });
            self.expression(target, Level::Tuple);
            self.push(" in ");
            self.expression(iterable, Level::Or);
            for condition in conditions {
                self.push(" if ");
                self.expression(condition, Level::Or);
            }
        }
        self.push(close);
    }

    fn call(&mut self, arguments: &[Argument]) {
        // A generator alone brings the parentheses along.
        if let [Argument { value, kind: ArgumentKind::Positional }] = arguments
            && let ExpressionKind::Comprehension(comprehension) = &value.kind
            && comprehension.kind == ComprehensionKind::Generator
        {
            return self.comprehension(comprehension);
        }
        self.push("(");
        self.list(arguments, |writer, argument| {
            match &argument.kind {
                ArgumentKind::Positional => {}
                ArgumentKind::Spread => writer.push("*"),
                ArgumentKind::Keyword(name) => {
                    writer.push(&name.name);
                    writer.push("=");
                }
                ArgumentKind::SpreadKeywords => writer.push("**"),
            }
            let spread = argument.kind == ArgumentKind::Spread;
            writer.expression(&argument.value, if spread { Level::BitOr } else { Level::Test });
        });
        self.push(")");
    }

    fn slice(&mut self, start: Option<&Expression>, stop: Option<&Expression>, step: Option<&Expression>) {
        start.iter().for_each(|start| self.expression(start, Level::Test));
        self.push(":");
        stop.iter().for_each(|stop| self.expression(stop, Level::Test));
        if let Some(step) = step {
            self.push(":");
            self.expression(step, Level::Test);
        }
    }
}

/// The next tighter level.
fn tighter(level: Level) -> Level {
    match level {
        Level::BitOr => Level::BitXor,
        Level::BitXor => Level::BitAnd,
        Level::BitAnd => Level::Shift,
        Level::Shift => Level::Sum,
        Level::Sum => Level::Product,
        Level::Product => Level::Factor,
        _ => Level::Atom,
    }
}

fn binary_operator(operator: BinaryOp) -> (&'static str, Level) {
    match operator {
        BinaryOp::Add => (" + ", Level::Sum),
        BinaryOp::Subtract => (" - ", Level::Sum),
        BinaryOp::Multiply => (" * ", Level::Product),
        BinaryOp::MatrixMultiply => (" @ ", Level::Product),
        BinaryOp::TrueDivide => (" / ", Level::Product),
        BinaryOp::FloorDivide => (" // ", Level::Product),
        BinaryOp::Modulo => (" % ", Level::Product),
        BinaryOp::Power => (" ** ", Level::Power),
        BinaryOp::LeftShift => (" << ", Level::Shift),
        BinaryOp::RightShift => (" >> ", Level::Shift),
        BinaryOp::BitAnd => (" & ", Level::BitAnd),
        BinaryOp::BitOr => (" | ", Level::BitOr),
        BinaryOp::BitXor => (" ^ ", Level::BitXor),
    }
}

fn comparison_operator(operator: CompareOp) -> &'static str {
    match operator {
        CompareOp::Less => " < ",
        CompareOp::LessEqual => " <= ",
        CompareOp::Equal => " == ",
        CompareOp::NotEqual => " != ",
        CompareOp::Greater => " > ",
        CompareOp::GreaterEqual => " >= ",
        CompareOp::Is => " is ",
        CompareOp::IsNot => " is not ",
        CompareOp::In => " in ",
        CompareOp::NotIn => " not in ",
    }
}
