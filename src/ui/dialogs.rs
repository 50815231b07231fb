//! Dialogs: what they have in common, and the list of keys.

use super::shell::Shell;
use crate::ui::reactive::effect;
use leptos::html::Dialog;
use leptos::prelude::*;
use view::page::keys::TABLE;

/// A dialog that lies over the page while `open` says so.
pub(super) fn dialog(
    open: RwSignal<bool>,
    class: &'static str,
    id: &'static str,
    title: &'static str,
    content: AnyView,
) -> AnyView {
    let dialog = NodeRef::<Dialog>::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            dialog.show_modal().ok();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class=class node_ref=dialog on:close=move |_| open.set(false) aria-labelledby=id>
            <h2 id=id class="dialog__title">{title}</h2>
            {content}
            <button class="button" on:click=close>"Close"</button>
        </dialog>
    }
    .into_any()
}

/// The list of keys.
#[component]
pub(super) fn KeysDialog() -> impl IntoView {
    dialog(Shell::expect().keys_open, "dialog", "keys-title", "Keys", keys())
}

fn keys() -> AnyView {
    let rows = TABLE
        .map(|(_, key, _, action)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{action}</td></tr> });
    view! { <table class="dialog__keys"><tbody>{rows.into_iter().collect_view()}</tbody></table> }.into_any()
}
