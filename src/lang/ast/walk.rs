//! Ways through the tree that do not care about every construct.

use super::{Statement, StatementKind};

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
}
