//! The demo endpoints for the service worker: `assets/sw.js` calls [`answer`] and plays the schedule it returns.
//!
//! Listening and waiting are the script's part, since a worker must add its listeners before any wasm can have been
//! loaded. Nothing but the demo is linked in here, so that the worker stays small.

#[cfg(target_arch = "wasm32")]
mod worker {
    use std::cell::RefCell;
    use std::time::Duration;

    use demo::{Chunk, Method, Reply, Request, State, respond};
    use js_sys::{Array, Math, Object, Reflect, Uint8Array};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    thread_local! {
        // The one global of this program: the script can only call free functions, and an exported object could
        // be entered twice. It lives as long as the browser lets the worker live.
        static STATE: RefCell<State> = RefCell::new(State::new(Math::random().to_bits()));
    }

    /// Answers a request for a target such as `/delay?duration=1`, which lies below the demo's root.
    ///
    /// `headers` holds name, value, name, value; `arrived` is the worker's `performance.now()` then. Returns
    /// `{ status, headers: [[name, value]], headAt, chunks: [{ at, bytes }] }` with all moments in milliseconds since
    /// the request arrived.
    #[wasm_bindgen]
    #[allow(unreachable_pub, reason = "wasm-bindgen exports nothing that is less than `pub`")]
    pub fn answer(method: &str, target: &str, headers: Vec<String>, arrived: f64) -> Object {
        let mut request = Request::new(Method::from_name(method), target);
        request.arrived = Duration::try_from_secs_f64(arrived / 1000.0).unwrap_or_default();
        request.headers =
            headers.chunks_exact(2).map(|pair| (pair[0].to_ascii_lowercase(), pair[1].clone())).collect();
        object_from_reply(&STATE.with_borrow_mut(|state| respond(&request, state)))
    }

    fn object_from_reply(reply: &Reply) -> Object {
        let headers: Array = reply
            .headers
            .iter()
            .map(|(name, value)| Array::of2(&JsValue::from(*name), &JsValue::from(value)))
            .collect();
        let chunks: Array = reply.chunks.iter().map(object_from_chunk).collect();
        object([
            ("status", reply.status.into()),
            ("headers", headers.into()),
            ("headAt", milliseconds(reply.head_at)),
            ("chunks", chunks.into()),
        ])
    }

    fn object_from_chunk(chunk: &Chunk) -> Object {
        object([("at", milliseconds(chunk.at)), ("bytes", Uint8Array::from(chunk.bytes.as_slice()).into())])
    }

    fn milliseconds(duration: Duration) -> JsValue {
        (duration.as_secs_f64() * 1000.0).into()
    }

    fn object<const N: usize>(members: [(&str, JsValue); N]) -> Object {
        let object = Object::new();
        for (name, value) in members {
            Reflect::set(&object, &name.into(), &value).expect("a new plain object takes any member");
        }
        object
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "edge is the page's service worker and runs in browsers only; on this machine, try `loopscope serve`"
    );
}
