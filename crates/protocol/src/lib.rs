//! What page and worker tell each other: orders and answers, and the types in them.
//!
//! Both ends see nothing else of each other, so that the page holds no interpreter. What it is not: it sends nothing; the
//! page's `client` and the engine's `worker` do. Begin with [`message`].

pub mod address;
pub mod advice;
pub mod limits;
pub mod message;
pub mod panel;
pub mod refusal;
pub mod stored;

pub use address::Host;
pub use advice::Advice;
pub use limits::Limits;
pub use message::{Encoded, Order, Question, RunSummary};
pub use panel::Panel;
pub use refusal::Refusal;
pub use stored::Stored;
