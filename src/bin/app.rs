//! The page: mounts the user interface into the document. Built by trunk for wasm32; see index.html.

#[cfg(target_arch = "wasm32")]
fn main() {
    loopscope::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`app` is the page, built for wasm32: run `cargo xtask serve`.");
}
