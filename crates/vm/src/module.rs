//! Modules.

use std::rc::Rc;

use super::attributes::Namespace;

/// A module.
#[derive(Debug)]
pub struct Module {
    /// Its dotted name.
    pub name: Rc<str>,
    /// Its variables.
    pub namespace: Namespace,
    /// Whether it is the program's own text: then tracebacks show its lines and the trace its frames.
    pub of_program: bool,
}
