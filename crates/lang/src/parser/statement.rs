//! Statements that fit on a line: assignments, expressions, and those with a keyword of their own.

use super::{Parsed, Parser, Problem};
use crate::ast::{Expression, ExpressionKind, Statement, StatementKind};
use crate::code::BinaryOp;
use crate::error::Error;
use crate::token::TokenKind;

impl Parser<'_> {
    /// Statements up to a token that is none.
    pub(super) fn statements_until(&mut self, end: TokenKind) -> Parsed<Vec<Statement>> {
        let mut statements = Vec::new();
        while !self.at_kind(end) && !self.at_kind(TokenKind::End) {
            if self.at_kind(TokenKind::Indent) {
                return Err(Problem::Mismatch);
            }
            match self.compound_statement()? {
                Some(statement) => statements.push(statement),
                None => self.simple_statements(&mut statements)?,
            }
        }
        Ok(statements)
    }

    /// `a; b; c` up to the end of the line.
    pub(super) fn simple_statements(&mut self, into: &mut Vec<Statement>) -> Parsed<()> {
        loop {
            into.push(self.simple_statement()?);
            if self.eat(";") && !self.at_kind(TokenKind::Newline) {
                continue;
            }
            break;
        }
        if self.at_kind(TokenKind::Newline) {
            self.advance();
            return Ok(());
        }
        Err(Problem::Mismatch)
    }

    fn simple_statement(&mut self) -> Parsed<Statement> {
        let start = self.token().span;
        let TokenKind::Keyword(keyword) = self.token().kind else {
            return self.expression_statement();
        };
        let kind = match keyword {
            "return" => self.return_statement()?,
            "pass" => self.word(StatementKind::Pass),
            "break" => self.word(StatementKind::Break),
            "continue" => self.word(StatementKind::Continue),
            "del" => self.delete_statement()?,
            "raise" => self.raise_statement()?,
            "assert" => self.assert_statement()?,
            "global" => {
                self.advance();
                StatementKind::Global(self.identifiers()?)
            }
            "nonlocal" => {
                self.advance();
                StatementKind::Nonlocal(self.identifiers()?)
            }
            "import" => self.import_statement()?,
            "from" => self.import_from_statement()?,
            _ => return self.expression_statement(),
        };
        Ok(Statement { kind, span: self.span_from(start) })
    }

    fn word(&mut self, kind: StatementKind) -> StatementKind {
        self.advance();
        kind
    }

    /// Does the statement end here?
    pub(super) fn at_statement_end(&self) -> bool {
        self.at_kind(TokenKind::Newline) || self.at(";") || self.at_kind(TokenKind::End)
    }

    fn return_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let value = if self.at_statement_end() { None } else { Some(self.star_expressions()?) };
        Ok(StatementKind::Return(value))
    }

    fn delete_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let targets = self.star_expressions()?;
        self.check_delete_target(&targets)?;
        if !self.at_statement_end() {
            return Err(Problem::Mismatch);
        }
        Ok(StatementKind::Delete(vec![targets]))
    }

    fn raise_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        if self.at_statement_end() {
            return Ok(StatementKind::Raise { exception: None, cause: None });
        }
        let exception = Some(self.expression()?);
        let cause = if self.eat("from") { Some(self.expression()?) } else { None };
        Ok(StatementKind::Raise { exception, cause })
    }

    fn assert_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let test = self.expression()?;
        let message = if self.eat(",") { Some(self.expression()?) } else { None };
        Ok(StatementKind::Assert { test, message })
    }

    fn identifiers(&mut self) -> Parsed<Vec<crate::ast::Identifier>> {
        let mut names = vec![self.identifier()?];
        while self.eat(",") {
            names.push(self.identifier()?);
        }
        Ok(names)
    }

    /// Everything that starts with an expression: assignments of all kinds, and expressions alone.
    fn expression_statement(&mut self) -> Parsed<Statement> {
        let (start, position) = (self.token(), self.position);
        let first = self.star_expressions_or_yield()?;
        let kind = if self.at(":") {
            self.annotated_assignment(first, start.kind)?
        } else if let Some(operator) = self.augmented_operator() {
            self.augmented_assignment(first, operator)?
        } else if self.at("=") {
            self.assignment(position, first)?
        } else {
            StatementKind::Expression(first)
        };
        Ok(Statement { kind, span: self.span_from(start.span) })
    }

    pub(super) fn star_expressions_or_yield(&mut self) -> Parsed<Expression> {
        if self.at("yield") { self.yield_expression() } else { self.star_expressions() }
    }

    fn assignment(&mut self, start: usize, first: Expression) -> Parsed<StatementKind> {
        let mut targets = Vec::new();
        let mut value = first;
        while self.at("=") {
            if let Err(problem) = self.check_assignment_target(&value) {
                self.explain_assignment(start)?;
                return Err(problem);
            }
            self.advance();
            targets.push(value);
            value = self.star_expressions_or_yield()?;
        }
        if let (ExpressionKind::Starred(_), span) = (&value.kind, value.span) {
            return Err(Error::syntax("can't use starred expression here", span).into());
        }
        Ok(StatementKind::Assign { targets, value })
    }

    fn annotated_assignment(&mut self, target: Expression, first: TokenKind) -> Parsed<StatementKind> {
        self.check_annotation_target(&target, first)?;
        self.advance();
        let annotation = self.expression()?;
        let value = if self.eat("=") { Some(self.star_expressions_or_yield()?) } else { None };
        let simple = matches!(target.kind, ExpressionKind::Name(_)) && first == TokenKind::Name;
        Ok(StatementKind::AnnotatedAssign { target, annotation, value, simple })
    }

    fn augmented_operator(&self) -> Option<BinaryOp> {
        let TokenKind::Operator(text) = self.token().kind else { return None };
        Some(match text {
            "+=" => BinaryOp::Add,
            "-=" => BinaryOp::Subtract,
            "*=" => BinaryOp::Multiply,
            "@=" => BinaryOp::MatrixMultiply,
            "/=" => BinaryOp::TrueDivide,
            "//=" => BinaryOp::FloorDivide,
            "%=" => BinaryOp::Modulo,
            "**=" => BinaryOp::Power,
            "<<=" => BinaryOp::LeftShift,
            ">>=" => BinaryOp::RightShift,
            "&=" => BinaryOp::BitAnd,
            "|=" => BinaryOp::BitOr,
            "^=" => BinaryOp::BitXor,
            _ => return None,
        })
    }

    fn augmented_assignment(&mut self, target: Expression, operator: BinaryOp) -> Parsed<StatementKind> {
        self.check_augmented_target(&target)?;
        self.advance();
        let value = self.star_expressions_or_yield()?;
        Ok(StatementKind::AugmentedAssign { target, operator, value })
    }
}
