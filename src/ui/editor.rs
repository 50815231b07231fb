//! The editor of the playground. Its script comes when the first editor is shown; until then, and where it cannot be had, there
//! is a plain field in its place, in which one can write just as well. What has been typed goes over without loss.
//!
//! What it is not: the editor itself, which is `assets/editor/source/editor.js`; `docs/editor.md` says why it is that one.

mod module;

use self::module::{Module, View, object};
use crate::ui::reactive::{dynamic, effect, value};
use js_sys::Object;
use leptos::ev::KeyboardEvent;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::page::playground::diagnostic::Diagnostic;
use view::page::playground::is_editors_key;
use view::page::playground::marks::EditorMarks;
use wasm_bindgen::prelude::*;

/// What the editor and the field are called.
const LABEL: &str = "Program";
/// What an empty one says.
const PLACEHOLDER: &str = "Write a program, choose a template, or drop a .py file here.";
const LOADING: &str = "The editor is loading. You can write already.";
const MISSING: &str = "The editor could not be loaded, so this is a plain field: it works, without colors and marks. \
    Reload the page to try again.";

/// How far the editor is.
#[derive(Debug, Clone)]
enum EditorState {
    /// A plain field, while the script is on its way.
    Loading,
    /// The editor.
    Ready(View),
    /// A plain field for good.
    Missing,
}

/// An editor for a program.
#[component]
pub(super) fn Editor(
    /// The program: what is set here is shown, and what somebody writes is set here.
    text: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    diagnostics: Signal<Vec<Diagnostic>>,
    /// Where a run of it is; None while nothing is to be shown of any.
    #[prop(into)]
    marks: Signal<Option<EditorMarks>>,
    /// A line and a column to put the caret at, each time this is set.
    #[prop(into)]
    go_to: Signal<Option<(u32, u32)>>,
) -> impl IntoView {
    let stage = RwSignal::new(EditorState::Loading);
    let host = NodeRef::<Div>::new();
    let plain = NodeRef::<Textarea>::new();
    let on_change: Closure<dyn Fn(String)> = Closure::new(move |changed| drop(text.try_set(changed)));
    let listener = on_change.as_ref().clone();
    let kept = StoredValue::new_local(Some(on_change));
    let module = StoredValue::new_local(None);
    let composing = RwSignal::new(false);
    let mount = move || {
        // An input method may be at work in the field: to take that away now would lose what it composes.
        if composing.try_get_untracked() != Some(false) {
            return;
        }
        let mounted = module.with_value(|module: &Option<Module>| {
            let (host, plain) = (host.get_untracked()?, plain.get_untracked()?);
            Some(module.as_ref()?.mount(&host, &options(&text.get_untracked(), plain.into(), &listener)))
        });
        match mounted {
            Some(Ok(view)) => stage.set(EditorState::Ready(view)),
            Some(Err(_)) => stage.set(EditorState::Missing),
            None => {}
        }
    };
    let mount_later = mount.clone();
    spawn_local(async move {
        let loaded = module::load().await;
        // Perhaps nobody waits for it any more.
        if loaded.is_err() {
            stage.try_set(EditorState::Missing);
        } else if module.try_set_value(loaded.ok()).is_none() {
            mount();
        }
    });

    when_ready(stage, Box::new(move |view| text.with(|text| view.set_text(text))));
    when_ready(stage, Box::new(move |view| diagnostics.with(|list| view.show_diagnostics(list))));
    when_ready(stage, Box::new(move |view| marks.with(|marks| view.show_marks(marks.as_ref()))));
    when_ready(
        stage,
        Box::new(move |view| {
            if let Some((line, column)) = go_to.get() {
                view.go_to(line, column);
            }
        }),
    );
    on_cleanup(move || {
        // The view goes before the function that it calls.
        if let Some(EditorState::Ready(view)) = stage.try_get_untracked() {
            view.destroy();
        }
        kept.try_update_value(Option::take);
    });

    let is_ready = Memo::new(move |_| stage.with(|stage| matches!(stage, EditorState::Ready(_))));
    let field = move || {
        if is_ready.get() {
            return None;
        }
        let note =
            move || stage.with(|stage| if let EditorState::Missing = stage { MISSING } else { LOADING });
        let mount = mount_later.clone();
        let composed = move |_| {
            composing.set(false);
            mount();
        };
        let field = view! {
            <textarea
                class="editor__plain"
                data-testid="editor"
                aria-label=LABEL
                placeholder=PLACEHOLDER
                spellcheck="false"
                autocapitalize="off"
                node_ref=plain
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
                on:compositionstart=move |_| composing.set(true)
                on:compositionend=composed
            ></textarea>
            <p class="editor__note" role="status">{dynamic(note)}</p>
        };
        Some(field)
    };
    view! {
        <div class="editor" on:keydown=keep_keys>
            <div class="editor__host" data-testid=value(move || is_ready.get().then_some("editor")) node_ref=host></div>
            {dynamic(field)}
        </div>
    }
    .into_any()
}

/// What an editor is made with.
fn options(text: &str, plain: JsValue, on_change: &JsValue) -> Object {
    object(&[
        ("text", text.into()),
        ("label", LABEL.into()),
        ("placeholder", PLACEHOLDER.into()),
        ("plain", plain),
        ("onChange", on_change.clone()),
    ])
}

/// Shows something in the editor, as soon as there is one, and again whenever it changes.
fn when_ready(stage: RwSignal<EditorState>, show: Box<dyn Fn(&View) + Send + Sync>) {
    effect(move || {
        if let EditorState::Ready(view) = stage.get() {
            show(&view);
        }
    });
}

/// Keys that are the editor's are no commands of the page.
fn keep_keys(event: KeyboardEvent) {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    if is_editors_key(&event.key(), modified, event.default_prevented()) {
        event.stop_propagation();
    }
}
