//! What the page asks of the browser: the address bar, the page around it, downloads, preferences. Each may be refused, and then
//! nothing happens or the answer says so. The clipboard is in `clipboard`.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, HtmlAnchorElement, HtmlInputElement, KeyboardEvent,
    Response, Url,
};

/// The part of the address after `#`, with it.
pub(super) fn location_hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Changes the address without an entry in the history.
pub(super) fn replace_hash(hash: &str) {
    if let Ok(history) = window().history() {
        // Refused in sandboxed frames, where there is no address bar either.
        history.replace_state_with_url(&JsValue::NULL, "", Some(hash)).ok();
    }
}

/// The whole address with another part after `#`.
pub(super) fn address_with(hash: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let base = address.split('#').next().unwrap_or_default();
    format!("{base}{hash}")
}

/// The name of the machine that the page came from; empty for files.
pub(super) fn host_name() -> String {
    window().location().hostname().unwrap_or_default()
}

/// Milliseconds on a clock that never goes back.
pub(super) fn now_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Whether a media query holds.
pub(super) fn media_matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether the person wants no motion.
pub(super) fn prefers_reduced_motion() -> bool {
    media_matches("(prefers-reduced-motion: reduce)")
}

/// Whether some text is marked.
pub(super) fn has_selection() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Whether this page stands in another one.
pub(super) fn is_framed() -> bool {
    let window = window();
    window.parent().ok().flatten().is_some_and(|parent| parent != window)
}

/// Gives the keyboard to the page around this one, and with it the key that was pressed, if that page has the same origin. Another
/// cannot be told without its help, and gets the keys that follow.
pub(super) fn give_keys_back(event: &KeyboardEvent) {
    if let Ok(Some(parent)) = window().parent() {
        parent.focus().ok();
    }
    // None in a page of another origin.
    let Ok(Some(frame)) = window().frame_element() else { return };
    // What describes a press is read from this one.
    let press = KeyboardEvent::new_with_keyboard_event_init_dict(&event.type_(), event.unchecked_ref());
    if let Ok(press) = press {
        frame.dispatch_event(&press).ok();
    }
}

/// The text of a file beside the page.
///
/// # Errors
/// It is not there, or nothing is: why, in a few words.
pub(super) async fn fetch_text(name: &str) -> Result<String, String> {
    let fetched = JsFuture::from(window().fetch_with_str(name)).await;
    let response = fetched.ok().and_then(|response| response.dyn_into::<Response>().ok());
    let response = response.ok_or("nobody answers")?;
    if !response.ok() {
        return Err(format!("the host says {}", response.status()));
    }
    let text = response.text().map(JsFuture::from).map_err(|_| "it is no text")?.await;
    text.ok().and_then(|text| text.as_string()).ok_or_else(|| "it broke off".to_owned())
}

/// Offers a text as a file. False if the browser refuses.
pub(super) fn download(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let offered = download_address(name, &url);
    Url::revoke_object_url(&url).ok();
    offered
}

/// Offers what is at an address as a file. False if the browser refuses.
pub(super) fn download_address(name: &str, address: &str) -> bool {
    let link =
        document().create_element("a").ok().and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = &link {
        link.set_href(address);
        link.set_download(name);
        link.click();
    }
    link.is_some()
}

/// The file that somebody dropped; None if it is something else. The browser does not open it by itself.
pub(super) fn dropped_file(event: &DragEvent) -> Option<File> {
    event.prevent_default();
    event.data_transfer()?.files()?.get(0)
}

/// The file that somebody chose in a field for files. The field is empty again, so that the same file can be chosen once more.
pub(super) fn chosen_file(event: &Event) -> Option<File> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The bytes of a file that somebody gave to the page. None if it cannot be read.
pub(super) async fn file_bytes(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The text of such a file. None if it cannot be read, or is no text.
pub(super) async fn file_text(file: &Blob) -> Option<String> {
    String::from_utf8(file_bytes(file).await?).ok()
}

/// Goes to another page, with an entry in the history.
pub(super) fn go(hash: &str) {
    // Refused only to pages that navigate without end.
    window().location().set_hash(hash).ok();
}

/// What is kept under that name; None if nothing is, or if nothing may be kept.
pub(super) fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps something under that name. False where that is not allowed, or too much.
pub(super) fn store(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Keeps nothing under that name any more.
pub(super) fn forget(key: &str) {
    storage().and_then(|storage| storage.remove_item(key).ok());
}

/// All that is kept: keys and values.
pub(super) fn all_stored() -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok().flatten());
    keys.filter_map(|key| Some((key.clone(), storage.get_item(&key).ok().flatten()?))).collect()
}

/// The browser's storage for this site. Asking for it fails in sandboxed frames.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Marks the document, so that the style sheet and embedders see which theme holds.
pub(super) fn set_document_theme(theme: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute("data-theme", theme).ok();
    }
}
