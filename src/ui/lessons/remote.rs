//! Lessons of other sites: the question before one is fetched, and the fetching.
//!
//! By itself the page asks nobody but its own host. A lesson of another site is what a person asks for, who wrote its address or
//! agreed to it. What it is not: it never runs anything, since all that is fetched is text, read by the same reader as any lesson.

use crate::ui::browser;
use futures::future::{Either, select};
use gloo_net::http::{RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use protocol::address::may_be_asked;
use std::pin::pin;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials,
    RequestRedirect, Url,
};

/// How long another site may take for a lesson.
const PATIENCE_MS: u32 = 30_000;
/// Under this name lies, for a moment, the address that somebody wrote: who writes one need not be asked.
const WRITTEN_KEY: &str = "loopscope.lesson";

/// Where a lesson of another site is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RemoteLesson {
    /// The site, as its address names it.
    pub(super) host: String,
    /// The whole address, as the browser understands it.
    pub(super) address: String,
}

impl RemoteLesson {
    /// None if the name of a lesson is no address, or one of this site.
    pub(super) fn of(name: &str) -> Option<RemoteLesson> {
        let url = Url::new(name).ok().filter(|url| matches!(url.protocol().as_str(), "http:" | "https:"))?;
        let own = window().location().origin().ok()?;
        (url.origin() != own).then(|| RemoteLesson { host: url.host(), address: url.href() })
    }

    /// Whether it is what somebody has just written into the field for it.
    pub(super) fn was_written(&self) -> bool {
        let written = browser::stored(WRITTEN_KEY);
        browser::forget(WRITTEN_KEY);
        written.as_ref() == Some(&self.address)
    }

    /// Fetches the text: at most so many bytes of it.
    ///
    /// # Errors
    /// There is none, or the site does not hand it out: what to do, in a sentence or two.
    pub(super) async fn fetch(&self, most: usize) -> Result<String, String> {
        let page = window().location().href().unwrap_or_default();
        if !self.address.starts_with("https://") && !may_be_asked(&self.address, &page) {
            return Err(format!(
                "{} is not asked: the address of another site's lesson begins with https://.",
                self.address
            ));
        }
        let controller = AbortController::new().ok();
        let asked = pin!(self.ask(controller.as_ref().map(AbortController::signal), most));
        match select(asked, TimeoutFuture::new(PATIENCE_MS)).await {
            Either::Left((text, _)) => text,
            Either::Right(_) => {
                controller.iter().for_each(AbortController::abort);
                Err(format!("{} took longer than half a minute. Try again later.", self.host))
            }
        }
    }

    /// Nothing goes along that says who asks. Nor does the browser follow where the site leads on to: somebody agreed to this one.
    async fn ask(&self, signal: Option<AbortSignal>, most: usize) -> Result<String, String> {
        let host = &self.host;
        let request = RequestBuilder::new(&self.address)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .redirect(RequestRedirect::Error)
            .abort_signal(signal.as_ref());
        let response = request.send().await.map_err(|_| self.silent())?;
        if !response.ok() {
            let status = response.status();
            return Err(format!(
                "{host} has no lesson at {} (it says {status}). Check the address.",
                self.address
            ));
        }
        if response.headers().get("content-type").is_some_and(|kind| kind.contains("html")) {
            return Err(format!(
                "{host} sent a web page in the place of a lesson's text. On GitHub, take the address behind “Raw”."
            ));
        }
        let bytes = bytes_of(&response, most).await.ok_or_else(|| {
            format!("What {host} sent broke off, or is larger than a megabyte. Nothing was opened.")
        })?;
        String::from_utf8(bytes)
            .map_err(|_| format!("What {host} sent is no text in UTF-8. Nothing was opened."))
    }

    fn silent(&self) -> String {
        format!(
            "{} does not hand out this lesson. Check the address: it must not lead on to another one. If it is right, that site does not let other sites read \
             what it has: it must send the header Access-Control-Allow-Origin, as raw.githubusercontent.com and \
             gist.githubusercontent.com do. Or download the lesson, and open the file in the list of lessons.",
            self.host
        )
    }
}

/// What a response has in it. None if it breaks off, or is longer than that.
async fn bytes_of(response: &Response, most: usize) -> Option<Vec<u8>> {
    let Some(stream) = response.body() else { return Some(Vec::new()) };
    let reader = ReadableStreamDefaultReader::new(&stream).ok()?;
    let mut bytes = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&read, &"done".into()).ok()?.is_truthy() {
            return Some(bytes);
        }
        let piece = Reflect::get(&read, &"value".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
        if bytes.len() + piece.length() as usize > most {
            // Nobody reads on, and so the browser need not either.
            drop(reader.cancel());
            return None;
        }
        bytes.extend(piece.to_vec());
    }
}

/// Goes to the lesson whose address somebody wrote.
pub(super) fn open_written(text: &str) -> Result<(), String> {
    let text = text.trim();
    let url = Url::new(text).map_err(|_| {
        format!("“{text}” is no address. It begins with https:// and is that of a Markdown file.")
    })?;
    browser::store(WRITTEN_KEY, &url.href());
    browser::go(&format!("#/lesson/{}", js_sys::encode_uri_component(&url.href())));
    Ok(())
}

/// Asks whether a lesson of another site shall be opened.
pub(super) fn question(remote: &RemoteLesson, agree: impl Fn() + 'static) -> AnyView {
    view! {
        <section data-testid="lesson-question">
            <h1>"A lesson from another site"</h1>
            <p class="lesson__summary">"This link opens a lesson from "<strong>{remote.host.clone()}</strong>". Open it?"</p>
            <p><code>{remote.address.clone()}</code></p>
            <p>
                "Its text is fetched from there, without cookies; that site learns that somebody here asked for it. What the lesson says is \
                 its author's. Its programs run only inside this page, and cannot ask other sites for anything."
            </p>
            <p class="lesson__progress">
                <button class="button button--primary" data-testid="lesson-open" on:click=move |_| agree()>"Open it"</button>
                <a class="button" href="#/lesson">"All lessons"</a>
            </p>
        </section>
    }
    .into_any()
}

/// Says where a lesson of another site is from.
pub(super) fn origin(remote: &RemoteLesson) -> AnyView {
    view! {
        <p class="lesson__origin" data-testid="lesson-origin">
            "From "<a href=remote.address.clone() target="_blank" rel="noopener noreferrer">{remote.host.clone()}</a>
        </p>
    }
    .into_any()
}
