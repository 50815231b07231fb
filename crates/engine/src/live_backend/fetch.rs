//! One request over the network, from its sending to its last byte.

use gloo_net::http::{Headers, Method, Request, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestCache};

use super::flight::Reporter;
use super::measure::measured;
use super::origin::performance;
use super::reach::page_address;
use crate::server_timing;
use protocol::address::{Host, unreachable_elsewhere};
use runtime::virtual_backend::reason_phrase;
use runtime::world::{OutgoingRequest, ResponsePart};
use trace::Time;

/// A request, and where it goes.
#[derive(Debug)]
pub(super) struct Fetch {
    /// As the program sent it.
    pub(super) request: OutgoingRequest,
    /// Where it goes; may be relative to the document's address.
    pub(super) address: String,
    /// Who answers the demo endpoints there; None for somebody else's server.
    pub(super) host: Option<Host>,
}

impl Fetch {
    /// Sends the request and reports all that comes of it.
    pub(super) async fn run(self, signal: Option<AbortSignal>, reporter: Reporter) {
        if let Err(reason) = self.exchange(signal, &reporter).await {
            reporter.tell(ResponsePart::Failed(reason));
        }
    }

    async fn exchange(&self, signal: Option<AbortSignal>, reporter: &Reporter) -> Result<(), String> {
        let request = self.prepare(signal)?;
        let address = request.url();
        let sent_ms = performance().now();
        let response = request.send().await.map_err(|_| self.unreachable())?;
        let answered = self.report_head(&response, reporter)?;
        self.report_body(&response, reporter).await?;
        let measured = measured(&address, sent_ms, &reporter.origin, &reporter.pauses).await;
        // The page learns of the head a little late, so what was measured may seem to come before: moments stay in order.
        if let Some(connected) = measured.and_then(|measured| measured.connected) {
            reporter.tell(ResponsePart::Connected(connected.clamp(self.request.at.min(answered), answered)));
        }
        let ended = measured.and_then(|measured| measured.ended);
        reporter.tell(ResponsePart::End(ended.map(|ended| ended.max(answered))));
        Ok(())
    }

    /// The browser's request. The cache is left out: it would make equal requests wait for each other.
    fn prepare(&self, signal: Option<AbortSignal>) -> Result<Request, String> {
        let method = &self.request.method;
        let name =
            Method::from_bytes(method.as_bytes()).map_err(|_| format!("{method} is not an HTTP method"))?;
        let builder = RequestBuilder::new(&self.address)
            .method(name)
            .headers(self.headers()?)
            .cache(RequestCache::NoStore)
            .abort_signal(signal.as_ref());
        let request = match &self.request.body {
            Some(body) => builder.body(Uint8Array::from(body.as_slice())),
            None => builder.build(),
        };
        request.map_err(|error| format!("The browser refuses to send {method} {}: {error}", self.request.url))
    }

    fn headers(&self) -> Result<Headers, String> {
        let raw =
            web_sys::Headers::new().map_err(|_| "The browser has no headers for requests".to_owned())?;
        for (name, value) in &self.request.headers {
            let refused = |_| {
                format!(
                    "The header {name} cannot be sent: its name or value has characters that HTTP forbids"
                )
            };
            raw.append(name, value).map_err(refused)?;
        }
        Ok(Headers::from_raw(raw))
    }

    /// Reports status and headers, and returns when they were learnt.
    fn report_head(&self, response: &Response, reporter: &Reporter) -> Result<Time, String> {
        let headers: Vec<(String, String)> = response.headers().entries().collect();
        let timing =
            headers.iter().find(|(name, _)| name == "server-timing").map(|(_, value)| value.as_str());
        // Where no worker is active, the host of the page's files answers in its place, and knows nothing of a demo.
        if self.host == Some(Host::Edge) && timing.is_none() && response.status() != 503 {
            return Err(self.unreachable());
        }
        let duration = |name| timing.and_then(|timing| server_timing::duration(timing, name));
        let (queued, worked) = (duration("queue"), duration("work"));
        let status = response.status();
        // HTTP/2 and service workers have no reason phrases; programs print the same with and without.
        let reason = Some(response.status_text()).filter(|reason| !reason.is_empty());
        let reason = reason.unwrap_or_else(|| reason_phrase(status).to_owned());
        Ok(reporter.tell(ResponsePart::Head { status, reason, headers, queued, worked, first_byte: None }))
    }

    /// Reports the body piece by piece.
    async fn report_body(&self, response: &Response, reporter: &Reporter) -> Result<(), String> {
        let Some(stream) = response.body() else { return Ok(()) };
        let mut bytes = 0;
        let reader = ReadableStreamDefaultReader::new(&stream).map_err(|_| self.cut(bytes))?;
        while let Some(piece) = next_piece(&reader).await.map_err(|_| self.cut(bytes))? {
            bytes += piece.len();
            reporter.tell(ResponsePart::Body(piece));
        }
        Ok(())
    }

    fn unreachable(&self) -> String {
        match &self.host {
            Some(host) => host.unreachable(&page_address()),
            None => unreachable_elsewhere(&self.request.url, &page_address()),
        }
    }

    fn cut(&self, bytes: usize) -> String {
        let elsewhere = || Host::Server(self.request.url.clone());
        self.host.clone().unwrap_or_else(elsewhere).cut(bytes)
    }
}

/// The next piece of a body; None at its end.
async fn next_piece(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let read = JsFuture::from(reader.read()).await?;
    if Reflect::get(&read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let piece = Reflect::get(&read, &"value".into())?.dyn_into::<Uint8Array>()?;
    Ok(Some(piece.to_vec()))
}
