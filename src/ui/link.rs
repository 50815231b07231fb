//! Programs in links, compressed and inflated by the browser. What such a link looks like, and what is said of one that cannot
//! be read, is decided in [`page`](view::page::playground::link).

use js_sys::{Array, Reflect, Uint8Array};
use view::page::playground::MAX_TEXT;
use view::page::playground::link::{Bounded, MAX_IN_ADDRESS, Packed, damaged, not_inflated};
use view::page::problem::Problem;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

/// Deflate without a header: a link has no need of one.
const FORMAT: &str = "deflate-raw";

// web_sys counts these two among its unstable interfaces. Where a browser lacks one, calling its constructor fails.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(catch, constructor)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(catch, constructor)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// A program as the `code` of an address.
///
/// # Errors
/// It is too long for a link.
pub async fn pack(text: &str) -> Result<String, Problem> {
    if text.len() > MAX_TEXT {
        return Err(Problem::new("link", "The program is longer than 1 MB. Download it, and send the file."));
    }
    let stream = CompressionStream::new(FORMAT).map(JsValue::from);
    let packed = match transform(text.as_bytes(), stream).await {
        Ok(deflated) => Packed::Deflated(deflated.0),
        Err(_) => Packed::Plain(text.as_bytes().to_vec()),
    };
    let code = packed.format();
    if code.len() > MAX_IN_ADDRESS {
        return Err(Problem::new(
            "link",
            "The program is too long for a link, even compressed. Download it, and send the file.",
        ));
    }
    Ok(code)
}

/// The program in the `code` of an address.
///
/// # Errors
/// It cannot be read: why, and what to do.
pub async fn unpack(code: &str) -> Result<String, Problem> {
    let program = match Packed::parse(code)? {
        Packed::Plain(bytes) => Bounded(bytes),
        Packed::Deflated(bytes) => {
            let stream = DecompressionStream::new(FORMAT).map(JsValue::from);
            transform(&bytes, stream).await?
        }
    };
    program.text()
}

/// Sends bytes through a stream, and stops as soon as too many come out.
async fn transform(bytes: &[u8], stream: Result<JsValue, JsValue>) -> Result<Bounded, Problem> {
    let stream = stream.map_err(|_| not_inflated())?;
    let reader = through(bytes, stream.unchecked_ref()).map_err(|_| damaged())?;
    let mut result = Bounded::default();
    while let Some(piece) = next_piece(&reader).await.map_err(|_| damaged())? {
        if let Err(problem) = result.push(&piece) {
            // Nobody waits for this to end.
            let _ = reader.cancel();
            return Err(problem);
        }
    }
    Ok(result)
}

fn through(bytes: &[u8], stream: &ReadableWritablePair) -> Result<ReadableStreamDefaultReader, JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    ReadableStreamDefaultReader::new(&blob.stream().pipe_through(stream))
}

/// The next piece; None at the end.
async fn next_piece(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let value = Reflect::get(&JsFuture::from(reader.read()).await?, &"value".into())?;
    Ok((!value.is_undefined()).then(|| Uint8Array::new(&value).to_vec()))
}
