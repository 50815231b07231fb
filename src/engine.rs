//! Programs run in a worker of the browser, so that the page stays quick whatever they do, and shows itself before the interpreter
//! has been loaded.
//!
//! Page and worker are two programs that share no memory; [`message`] says what they tell each other, as bytes. `client` is the
//! page's end, `worker` the other one. What it is not: it does not know how a program runs (`run` does), and it shows nothing.

#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod message;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use message::{Afterword, Order, Question, Sealed};
