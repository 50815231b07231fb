//! Ways through the tree that do not care about every construct.

use super::{
    Argument, Comprehension, Expression, ExpressionKind, FStringPart, Lambda, Parameters, Statement,
    StatementKind,
};

impl Statement {
    /// The blocks directly within a statement, in the order of the text; those of functions and classes included.
    pub fn blocks(&self) -> Vec<&[Statement]> {
        match &self.kind {
            StatementKind::Function(function) => vec![&function.body],
            StatementKind::Class(class) => vec![&class.body],
            StatementKind::For { body, otherwise, .. } | StatementKind::While { body, otherwise, .. } => {
                vec![body, otherwise]
            }
            StatementKind::If { branches, otherwise } => {
                let bodies = branches.iter().map(|branch| &branch.body[..]);
                bodies.chain([&otherwise[..]]).collect()
            }
            StatementKind::With { body, .. } => vec![body],
            StatementKind::Match { cases, .. } => cases.iter().map(|case| &case.body[..]).collect(),
            StatementKind::Try(statement) => {
                let handlers = statement.handlers.iter().map(|handler| &handler.body[..]);
                std::iter::once(&statement.body[..])
                    .chain(handlers)
                    .chain([&statement.otherwise[..], &statement.finally[..]])
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The expressions directly within a statement, outside its blocks; patterns and type annotations excepted.
    pub fn expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            StatementKind::Function(function) => {
                function.decorators.iter().chain(defaults(&function.parameters)).collect()
            }
            StatementKind::Class(class) => class.decorators.iter().chain(values(&class.arguments)).collect(),
            StatementKind::Return(value) => value.iter().collect(),
            StatementKind::Delete(targets) => targets.iter().collect(),
            StatementKind::Assign { targets, value } => targets.iter().chain([value]).collect(),
            StatementKind::AugmentedAssign { target, value, .. } => vec![target, value],
            StatementKind::AnnotatedAssign { target, value, .. } => {
                [target].into_iter().chain(value).collect()
            }
            StatementKind::For { target, iterable, .. } => vec![target, iterable],
            StatementKind::While { test, .. } => vec![test],
            StatementKind::If { branches, .. } => branches.iter().map(|branch| &branch.test).collect(),
            StatementKind::With { items, .. } => {
                items.iter().flat_map(|item| [&item.context].into_iter().chain(&item.target)).collect()
            }
            StatementKind::Match { subject, cases } => {
                [subject].into_iter().chain(cases.iter().filter_map(|case| case.guard.as_ref())).collect()
            }
            StatementKind::Raise { exception, cause } => exception.iter().chain(cause).collect(),
            StatementKind::Try(statement) => {
                statement.handlers.iter().filter_map(|handler| handler.exception.as_ref()).collect()
            }
            StatementKind::Assert { test, message } => [test].into_iter().chain(message).collect(),
            StatementKind::Expression(value) => vec![value],
            StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue => Vec::new(),
        }
    }
}

impl Expression {
    /// The expressions directly within an expression, in the order of the text.
    pub fn parts(&self) -> Vec<&Expression> {
        match &self.kind {
            ExpressionKind::Constant(_) | ExpressionKind::Name(_) => Vec::new(),
            ExpressionKind::FString(parts) => of_text(parts),
            ExpressionKind::Tuple(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::And(items)
            | ExpressionKind::Or(items) => items.iter().collect(),
            ExpressionKind::Dict(items) => {
                items.iter().flat_map(|(key, value)| key.iter().chain([value])).collect()
            }
            ExpressionKind::Starred(value)
            | ExpressionKind::Unary(_, value)
            | ExpressionKind::Await(value)
            | ExpressionKind::YieldFrom(value)
            | ExpressionKind::Walrus { value, .. }
            | ExpressionKind::Attribute { value, .. } => vec![value],
            ExpressionKind::Yield(value) => value.as_deref().into_iter().collect(),
            ExpressionKind::Binary(first, rest) => {
                [&**first].into_iter().chain(rest.iter().map(|(_, operand)| operand)).collect()
            }
            ExpressionKind::Compare(first, rest) => {
                [&**first].into_iter().chain(rest.iter().map(|(_, operand)| operand)).collect()
            }
            ExpressionKind::Conditional { test, body, otherwise } => vec![body, test, otherwise],
            ExpressionKind::Lambda(lambda) => of_lambda(lambda),
            ExpressionKind::Comprehension(comprehension) => of_comprehension(comprehension),
            ExpressionKind::Call { function, arguments } => {
                [&**function].into_iter().chain(values(arguments)).collect()
            }
            ExpressionKind::Subscript { value, index } => vec![value, index],
            ExpressionKind::Slice { start, stop, step } => {
                [start, stop, step].into_iter().filter_map(|part| part.as_deref()).collect()
            }
        }
    }
}

fn values(arguments: &[Argument]) -> impl Iterator<Item = &Expression> {
    arguments.iter().map(|argument| &argument.value)
}

fn defaults(parameters: &Parameters) -> impl Iterator<Item = &Expression> {
    parameters.iter().filter_map(|parameter| parameter.default.as_ref())
}

fn of_lambda(lambda: &Lambda) -> Vec<&Expression> {
    defaults(&lambda.parameters).chain([&lambda.body]).collect()
}

fn of_comprehension(comprehension: &Comprehension) -> Vec<&Expression> {
    let clauses = comprehension.clauses.iter();
    let clauses =
        clauses.flat_map(|clause| [&clause.target, &clause.iterable].into_iter().chain(&clause.conditions));
    [&comprehension.element].into_iter().chain(&comprehension.value).chain(clauses).collect()
}

/// The expressions of an f-string, those in its formats included.
fn of_text(parts: &[FStringPart]) -> Vec<&Expression> {
    let of_part = |part| match part {
        &FStringPart::Text(_) => Vec::new(),
        FStringPart::Field { value, spec, .. } => {
            let spec = spec.as_deref().map(of_text).unwrap_or_default();
            [&**value].into_iter().chain(spec).collect()
        }
    };
    parts.iter().flat_map(of_part).collect()
}

#[cfg(test)]
mod tests {
    use crate::ast::{Expression, ExpressionKind, Name, Statement};

    fn names(expression: &Expression, found: &mut Vec<Name>) {
        if let ExpressionKind::Name(name) = &expression.kind {
            found.push(name.clone());
        }
        expression.parts().into_iter().for_each(|part| names(part, found));
    }

    fn all_names(statements: &[Statement], found: &mut Vec<Name>) {
        for statement in statements {
            statement.expressions().into_iter().for_each(|expression| names(expression, found));
            statement.blocks().into_iter().for_each(|block| all_names(block, found));
        }
    }

    #[test]
    fn every_name_of_a_program_is_found_once() {
        let source = "\
@a
def f(x=b): return c
class C(d, key=e): pass
del f1; g = h = i; j += k; l: int = m
for n in o: pass
while p: pass
if q: r
elif s: t
with u as v: pass
match w:
    case 1 if x: pass
raise y from z
try: pass
except A: pass
assert B, D
(E, [F, {G}], {H: I, **J}, *K, -L, await1 + M * N, O and P or Q, R < S, T if U else V)
(lambda y1=W: X)(Y, z1=Z)
[a1 for b1 in c1 if d1]
e1.x[f2:g1]
f'{h1:{i1}}'
(j1 := k1)
def g2():
    yield l1
    yield from m1
async def h2():
    await n1
";
        let mut found = Vec::new();
        all_names(&crate::parse(source).unwrap().body, &mut found);
        let mut found: Vec<&str> = found.iter().map(|name| &**name).collect();
        found.sort_unstable();
        let mut expected: Vec<&str> =
            "A B D E F G H I J K L M N O P Q R S T U V W X Y Z a b c d e f1 g h i j k l m n o p \
            q r s t u v w x y z a1 b1 c1 d1 e1 f2 g1 h1 i1 k1 l1 m1 n1 await1"
                .split_whitespace()
                .collect();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}
