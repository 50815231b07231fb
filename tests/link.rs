//! Programs in links, in a real browser, whose compression they use. `cargo xtask test wasm` runs these headless.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use loopscope::ui::link::{pack, unpack};
use view::page::playground::link::{Packed, damaged};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Ten kilobytes as people write them: the templates of the playground, one after the other.
fn long_program() -> String {
    let templates = [
        include_str!("../assets/playground/hello.py"),
        include_str!("../assets/playground/producer_consumer.py"),
        include_str!("../assets/playground/semaphore.py"),
        include_str!("../assets/playground/task_group.py"),
        include_str!("../assets/playground/generators.py"),
        include_str!("../assets/programs/as_completed.py"),
        include_str!("../assets/programs/timeout.py"),
        include_str!("../assets/programs/callbacks.py"),
        include_str!("../assets/programs/semaphore.py"),
        include_str!("../crates/runtime/src/library/asyncio/queues.py"),
    ];
    templates.concat().chars().filter(char::is_ascii).take(10_000).collect()
}

/// What a script gives: an array of bytes.
async fn bytes_of(script: &str) -> Vec<u8> {
    let promise = js_sys::eval(script).unwrap().unchecked_into::<js_sys::Promise>();
    js_sys::Uint8Array::new(&JsFuture::from(promise).await.unwrap()).to_vec()
}

#[wasm_bindgen_test]
async fn a_program_of_10_kilobytes_fits_a_link_and_comes_back_as_it_was() {
    let program = long_program();
    assert_eq!(program.len(), 10_000);
    let code = pack(&program).await.unwrap();
    // A browser's address bar takes far more; 8,000 is what servers and mail programs take.
    assert!(code.len() < 8_000, "{} letters", code.len());
    assert!(code.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "{code}");
    assert_eq!(unpack(&code).await, Ok(program));
}

#[wasm_bindgen_test]
async fn every_text_comes_back_as_it_was() {
    for text in ["", "x", "print('Grüße 🐍')\r\n\tpass\n", &"a".repeat(1_000_000)] {
        assert_eq!(unpack(&pack(text).await.unwrap()).await.as_deref(), Ok(text));
    }
}

#[wasm_bindgen_test]
async fn a_link_from_a_browser_that_cannot_compress_is_read_too() {
    let code = Packed::Plain("print('hi')".into()).format();
    assert_eq!(unpack(&code).await.as_deref(), Ok("print('hi')"));
}

#[wasm_bindgen_test]
async fn a_link_that_was_cut_or_changed_is_called_damaged() {
    let code = pack(&long_program()).await.unwrap();
    let (half, twice) = (code[..code.len() / 2].to_owned(), code.clone() + &code);
    let all_but_one = code[..code.len() - 1].to_owned();
    for wrong in [half, twice, all_but_one, code.to_lowercase(), "____".into()] {
        assert_eq!(unpack(&wrong).await, Err(damaged()), "{wrong}");
    }
}

#[wasm_bindgen_test]
async fn what_inflates_to_no_text_is_called_damaged() {
    let script = "new Response(new Blob([new Uint8Array([255, 254])]).stream()
        .pipeThrough(new CompressionStream('deflate-raw'))).bytes()";
    let code = Packed::Deflated(bytes_of(script).await).format();
    assert_eq!(unpack(&code).await, Err(damaged()));
}

/// 200 MB of zeros are 200 KB of deflate: a link of that length would cost a page its memory, if it inflated it.
#[wasm_bindgen_test]
async fn a_link_that_inflates_without_end_is_refused_early() {
    let script = "(() => {
        let left = 200;
        const zeros = new ReadableStream({ pull(controller) {
            if (left-- > 0) controller.enqueue(new Uint8Array(1_000_000)); else controller.close();
        } });
        return new Response(zeros.pipeThrough(new CompressionStream('deflate-raw'))).bytes();
    })()";
    let code = Packed::Deflated(bytes_of(script).await).format();
    assert!(code.len() < 400_000, "{}", code.len());
    let message = unpack(&code).await.unwrap_err().message;
    assert!(message.contains("longer than 1 MB"), "{message}");
}

#[wasm_bindgen_test]
async fn a_program_that_is_too_long_for_a_link_is_to_be_downloaded() {
    let message = pack(&"a".repeat(1_000_001)).await.unwrap_err().message;
    assert!(message.contains("Download it"), "{message}");
}

#[wasm_bindgen_test]
async fn a_program_that_does_not_become_short_enough_is_to_be_downloaded() {
    // Of 64 letters in no order each is worth six bits, compressed or not: a letter of the link.
    let mut state = 1_u64;
    let letters = (0..210_000).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'0' + (state >> 58) as u8)
    });
    let message = pack(&letters.collect::<String>()).await.unwrap_err().message;
    assert!(message.contains("Download it"), "{message}");
}

#[wasm_bindgen_test]
async fn without_compression_a_link_still_holds_the_program_and_a_compressed_one_says_what_to_do() {
    let compressed = pack("print('hi')").await.unwrap();
    js_sys::eval(
        "globalThis.taken = [CompressionStream, DecompressionStream];
        globalThis.CompressionStream = globalThis.DecompressionStream = undefined",
    )
    .unwrap();
    let code = pack("print('hi')").await;
    let (plain, refused) = (unpack(code.as_deref().unwrap_or_default()).await, unpack(&compressed).await);
    js_sys::eval("[globalThis.CompressionStream, globalThis.DecompressionStream] = globalThis.taken")
        .unwrap();
    assert!(code.as_ref().unwrap().starts_with('~'), "{code:?}");
    assert_eq!(plain.as_deref(), Ok("print('hi')"));
    let message = refused.unwrap_err().message;
    assert!(message.contains("newer browser"), "{message}");
}
