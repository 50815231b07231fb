//! The clipboard. Pages that did not come over https or from this machine have none of their own, and others may be refused it:
//! then a text is selected in a field and copied as a person would, or by the person.
//!
//! Begin with [`copy_button`].

use gloo_timers::future::TimeoutFuture;
use leptos::html::{Dialog, Textarea};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, ClipboardItem, HtmlCanvasElement, HtmlDocument};

/// How long it says that something was copied.
const COPIED_MS: u32 = 1_600;

/// A button that copies a text, and says for a while that it is on the clipboard.
pub(super) fn copy_button(
    testid: &'static str,
    word: &'static str,
    hint: &'static str,
    copied: &'static str,
    text: impl Fn() -> String + 'static,
) -> AnyView {
    let fallback = expect_context::<CopyFallback>();
    let said = RwSignal::new(word);
    let press = move |_| {
        let text = untrack(&text);
        leptos::task::spawn_local(async move {
            if copy_text(&text).await || fallback.copy(&text) {
                said.try_set(copied);
                TimeoutFuture::new(COPIED_MS).await;
                said.try_set(word);
            }
        });
    };
    view! {
        <button class="button header__copy" data-testid=testid title=hint on:click=press>
            <span aria-live="polite">{said}</span>
        </button>
    }
    .into_any()
}

/// Puts a text on the clipboard. False if that is not allowed.
pub(super) async fn copy_text(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Puts what is drawn on a canvas on the clipboard, as a PNG. False if that is not allowed.
pub(super) async fn copy_picture(canvas: &HtmlCanvasElement) -> bool {
    // The clipboard is asked at once, while the click still counts, and gets the picture when that is ready.
    let picture = js_sys::Promise::new(&mut |resolve, reject| {
        if canvas.to_blob(&resolve).is_err() {
            reject.call0(&JsValue::UNDEFINED).ok();
        }
    });
    let record = js_sys::Object::new();
    js_sys::Reflect::set(&record, &"image/png".into(), &picture).ok();
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record);
    match (clipboard(), item) {
        (Some(clipboard), Ok(item)) => {
            JsFuture::from(clipboard.write(&js_sys::Array::of1(&item))).await.is_ok()
        }
        _ => false,
    }
}

/// The clipboard. Undefined where the page is not secure, so that the binding itself would fail.
fn clipboard() -> Option<Clipboard> {
    let navigator = window().navigator();
    let there = js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false);
    (there && window().is_secure_context()).then(|| navigator.clipboard())
}

/// A dialog with a field, from which a text can be copied by who sees it. Provided as a context by `App`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CopyFallback {
    dialog: NodeRef<Dialog>,
    field: NodeRef<Textarea>,
}

impl CopyFallback {
    /// Selects the text in the field and copies it. False if that is not allowed either: then the dialog stays open, and says which
    /// keys to press.
    fn copy(self, text: &str) -> bool {
        let (Some(dialog), Some(field)) = (self.dialog.get_untracked(), self.field.get_untracked()) else {
            return false;
        };
        field.set_value(text);
        // Over all other dialogs, outside of which nothing can be selected. What had the focus has it again afterwards.
        dialog.show_modal().ok();
        field.select();
        let copied = document().unchecked_into::<HtmlDocument>().exec_command("copy") == Ok(true);
        if copied {
            dialog.close();
        }
        copied
    }
}

/// The dialog, to be opened where nothing else helps.
#[component]
pub(super) fn CopyDialog() -> impl IntoView {
    let CopyFallback { dialog, field } = expect_context();
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog data-testid="copy-by-hand" aria-labelledby="copy-title">
            <h2 id="copy-title" class="dialog__title">"Copy it yourself"</h2>
            <p>"The browser does not let this page copy. The text is selected: press Ctrl+C (on a Mac ⌘C), or hold it and choose Copy."</p>
            <textarea class="dialog__text" readonly rows="4" node_ref=field aria-label="The text"></textarea>
            <button class="button" on:click=close>"Close"</button>
        </dialog>
    }
    .into_any()
}
