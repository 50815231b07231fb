//! What must hold in a browser's WebAssembly as it does on the host. `cargo xtask test wasm` runs these headless.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Uses a kibibyte of stack per level.
#[inline(never)]
fn depth_reached(levels: usize) -> usize {
    let frame = std::hint::black_box([1_u8; 1024]);
    if levels == 0 { 0 } else { depth_reached(levels - 1) + usize::from(frame[levels % 1024]) }
}

/// The parser's limit of nesting counts on the flags of `.cargo/config.toml`: 3000 × 1 KiB is more than the default
/// stack of 1 MiB, and less than ours of 4 MiB.
#[wasm_bindgen_test]
fn the_stack_is_as_deep_as_the_configuration_says() {
    assert_eq!(depth_reached(3000), 3000);
}
