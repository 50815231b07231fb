//! Where requests really go: the implementations of [`crate::world::Outside`].
//!
//! [`Virtual`] answers in virtual time; [`live`] sends real requests from the page. What both have in common are addresses.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod live;
pub mod server_timing;
pub mod virtual_;

pub use address::Host;
pub use virtual_::Virtual;
