//! Leaving blocks early: what `return`, `break` and `continue` do on their way out.
//!
//! Each block on the way is undone by code in line: `finally` bodies are compiled again here, `with` managers are exited, handled
//! exceptions put away. While such code runs, the block's handler must not see its exceptions, so the block's region gets a
//! hole; [`Compiler::resume_all`] closes the holes behind the jump.

use super::unit::{Block, RegionId};
use super::{Compiler, Done};
use crate::ast::Name;
use crate::code::{Const, Op};
use crate::error::Error;
use crate::span::Span;

impl<'a> Compiler<'a> {
    /// Undoes all blocks. `keep` says that the value to return lies on the stack.
    pub(super) fn unwind_all(&mut self, keep: bool, span: Span) -> Done {
        let count = self.unit().blocks.len();
        self.unwind(0, count, keep, span)
    }

    /// Undoes the blocks within the innermost loop; for `leaving` also the loop's own. Gives the loop.
    pub(super) fn unwind_to_loop(&mut self, leaving: bool, span: Span) -> Result<Option<Block<'a>>, Error> {
        let blocks = &self.unit().blocks;
        let count = blocks.len();
        let index = blocks.iter().rposition(|block| matches!(block, Block::Loop { .. } | Block::Group));
        let Some(index) = index else { return Ok(None) };
        if let Block::Group = blocks[index] {
            return Err(forbidden_in_group(span));
        }
        let found = blocks[index].clone();
        self.unwind(if leaving { index } else { index + 1 }, count, false, span)?;
        Ok(Some(found))
    }

    /// Undoes the blocks `from..to`, innermost first.
    fn unwind(&mut self, from: usize, to: usize, keep: bool, span: Span) -> Done {
        // A finally body that is compiled here must only see the blocks around its own.
        let all = self.unit().blocks.clone();
        for index in (from..to).rev() {
            let block = all[index].clone();
            self.unit().blocks.truncate(index);
            self.unwind_one(block, keep, span)?;
        }
        self.unit().blocks = all;
        Ok(())
    }

    fn unwind_one(&mut self, block: Block<'a>, keep: bool, span: Span) -> Done {
        match block {
            Block::Loop { iterator: false, .. } => {}
            Block::Loop { iterator: true, .. } | Block::Value => self.drop_below(keep),
            Block::Try { region } => self.unit().suspend(region),
            Block::Finally { region, body } => {
                self.unit().suspend(region);
                if keep {
                    self.unit().blocks.push(Block::Value);
                }
                self.statements(body)?;
                if keep {
                    self.pop_block();
                }
                self.unit().line = span.line;
            }
            Block::FinallyRaised { region } => {
                self.unit().suspend(region);
                self.drop_below(keep);
                self.end_handling(keep);
            }
            Block::Handler { region, named } => {
                if let Some((inner, _)) = &named {
                    self.unit().suspend(*inner);
                }
                self.unit().suspend(region);
                self.end_handling(keep);
                if let Some((_, name)) = named {
                    self.clear_name(&name, span)?;
                }
            }
            Block::Group => return Err(forbidden_in_group(span)),
            Block::With { region, asynchronous, line } => {
                self.unit().line = line;
                self.unit().suspend(region);
                if keep {
                    self.emit(Op::Swap(2));
                }
                self.call_exit()?;
                if asynchronous {
                    self.emit_await()?;
                }
                self.emit(Op::Pop);
                self.unit().line = span.line;
            }
        }
        Ok(())
    }

    /// After the jump: exceptions go to the handlers of all blocks again.
    pub(super) fn resume_all(&mut self) {
        let regions: Vec<RegionId> = self
            .unit()
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Try { region }
                | Block::Finally { region, .. }
                | Block::FinallyRaised { region }
                | Block::With { region, .. } => vec![*region],
                Block::Handler { region, named } => {
                    let inner = named.as_ref().map(|(inner, _)| *inner);
                    std::iter::once(*region).chain(inner).collect()
                }
                Block::Loop { .. } | Block::Value | Block::Group => Vec::new(),
            })
            .collect();
        for region in regions {
            // Regions that the jump did not leave have no hole; a new piece there does no harm.
            self.unit().suspend(region);
            self.unit().resume(region);
        }
    }

    /// Drops the value on the stack, or the one below the value to keep.
    fn drop_below(&mut self, keep: bool) {
        if keep {
            self.emit(Op::Swap(2));
        }
        self.emit(Op::Pop);
    }

    fn end_handling(&mut self, keep: bool) {
        if keep {
            self.emit(Op::Swap(2));
        }
        self.emit(Op::PopHandled);
    }

    /// The name after `as` ends with its block: it is set and then deleted, for the program may have deleted it.
    pub(super) fn clear_name(&mut self, name: &Name, span: Span) -> Done {
        self.constant(Const::None)?;
        self.store_name(name, span)?;
        self.delete_name(name, span)
    }
}

fn forbidden_in_group(span: Span) -> Error {
    Error::syntax("'break', 'continue' and 'return' cannot appear in an except* block", span)
}
