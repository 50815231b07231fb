//! The fan-out page. Built by trunk for wasm32, and started by `assets/boot.js`.

#[cfg(target_arch = "wasm32")]
mod page {
    use loopscope::ui::{Mounted, programs};
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    /// Puts the program into the document, until what it returns is freed. `first` are the bytes of what is stored for the address.
    #[wasm_bindgen]
    #[allow(unreachable_pub, reason = "wasm-bindgen exports nothing that is less than `pub`")]
    pub fn show(first: &JsValue) -> Mounted {
        programs::fan_out(first)
    }
}

/// In the browser, nothing happens until the page calls `show`.
fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("`fanout` is a part of the page, built for wasm32: run `cargo xtask serve`.");
}
