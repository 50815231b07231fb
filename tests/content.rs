//! What ships as content: the programs of lessons, flows, figures and the playground do what their texts say.
#![cfg(not(target_arch = "wasm32"))]

mod figures;
mod flows;
mod lessons;
mod pace;
mod playground;
mod runs;
