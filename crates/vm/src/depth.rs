//! How deep the VM's own functions may nest on Rust's stack.
//!
//! Calls of the program nest on the heap, up to `sys.getrecursionlimit()`. What nests here is what looks into values (comparing,
//! hashing, printing), and special methods that a built-in operation needs at once: each may lead to any other, so that all of them
//! are counted together. Counted, and not measured: the same program must end the same way on every machine.

use super::Vm;
use super::exception::Result;

/// So much fits into the smallest stack that there is, a browser's.
const DEEPEST: u32 = 300;
/// What a level of a value takes: an item of a list, a special method that is written in Rust.
pub(crate) const LEVEL: u32 = 1;
/// What a special method of the program takes, which the interpreter runs within a native function.
pub(crate) const RUN: u32 = 4;

impl Vm {
    /// Does what may lead back to where this is called, by so much deeper. `doing` is the end of the message: CPython says what it
    /// was at.
    ///
    /// # Errors
    /// `RecursionError`, if that is too deep.
    #[inline]
    pub fn nested<T>(
        &mut self,
        cost: u32,
        doing: &str,
        work: impl FnOnce(&mut Vm) -> Result<T>,
    ) -> Result<T> {
        if self.nesting + cost > DEEPEST {
            return Err(self.recursion_error(doing));
        }
        self.nesting += cost;
        let result = work(self);
        self.nesting -= cost;
        result
    }

    /// A `RecursionError` that says what was being done.
    pub fn recursion_error(&mut self, doing: &str) -> super::exception::Raised {
        self.error("RecursionError", format!("maximum recursion depth exceeded{doing}"))
    }
}
