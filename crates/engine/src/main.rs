//! The worker in which the page's programs run. Built by trunk for wasm32, loaded by `assets/worker.js`.

#[cfg(target_arch = "wasm32")]
fn main() {
    engine::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`engine` runs the page's programs, in browsers only; on this machine, try `loopscope run`.");
}
