//! `import` and `from … import`.

use super::{Compiler, Done};
use crate::ast::{Alias, Name, Statement, StatementKind};
use crate::code::Op;
use crate::error::Error;
use crate::span::Span;
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn import(&mut self, aliases: &[Alias], span: Span) -> Done {
        for alias in aliases {
            let name = self.unit().name(&alias.name);
            let outermost = alias.rename.is_none();
            self.emit(Op::ImportModule { name, outermost });
            match &alias.rename {
                Some(rename) => self.store_name(rename, span)?,
                None => {
                    let package = alias.name.split('.').next().unwrap_or(&alias.name);
                    self.store_name(&Rc::from(package), span)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, module: &Name, level: u32, names: &[Alias], span: Span) -> Done {
        if level > 0 {
            let hint = "a program here is one file and no package: import the module by its full name";
            return Err(Error::unsupported("a relative import", hint, span));
        }
        // Its features are the compiler's business, and there is no such module at run time.
        if &**module == "__future__" {
            return Ok(());
        }
        let name = self.unit().name(module);
        self.emit(Op::ImportModule { name, outermost: false });
        for alias in names {
            if &*alias.name == "*" {
                self.emit(Op::ImportStar);
                return Ok(());
            }
            let index = self.unit().name(&alias.name);
            self.emit(Op::ImportFrom(index));
            self.store_name(alias.rename.as_ref().unwrap_or(&alias.name), span)?;
        }
        self.emit(Op::Pop);
        Ok(())
    }

    /// `from __future__ import` must come before anything else.
    pub(super) fn check_future_imports(&self, body: &[Statement]) -> Done {
        let is_future = |statement: &&Statement| matches!(&statement.kind, StatementKind::ImportFrom { module, level: 0, .. } if &**module == "__future__");
        let late = body.iter().skip_while(is_future).find(is_future);
        match late {
            Some(statement) => {
                let message = "from __future__ imports must occur at the beginning of the file";
                Err(Error::syntax(message, statement.span))
            }
            None => Ok(()),
        }
    }
}
