//! Python text to code: tokens, syntax tree, bytecode with a line table.
//!
//! What it is not: it runs nothing and knows no values; that is `vm`. Begin with [`code`], the contract with the VM.

pub mod ast;
pub mod code;
mod compiler;
mod disassemble;
mod error;
mod highlight;
mod imports;
mod lexer;
mod parser;
mod shapes;
mod span;
mod symbols;
mod token;
mod unparse;
mod uses;

pub use compiler::{Options, TextMode, compile, compile_module, compile_text};
pub use error::{Error, ErrorKind};
pub use highlight::{Highlight, TextClass, highlight};
pub use imports::{Import, imports};
pub use parser::parse;
pub use shapes::{AttributeUse, KeywordUse, Shape, attributes};
pub use span::Span;
pub use uses::{ModuleName, Uses, uses};

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod mistakes;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties;
