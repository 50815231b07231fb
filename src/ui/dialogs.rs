//! Dialogs: the list of keys.

use super::shell::Shell;
use crate::page::keys::TABLE;
use leptos::html::Dialog;
use leptos::prelude::*;

/// The list of keys.
#[component]
pub(super) fn KeysDialog() -> impl IntoView {
    let open = Shell::expect().keys_open;
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
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
    let rows = TABLE
        .map(|(_, key, _, action)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{action}</td></tr> });
    view! {
        <dialog class="dialog" node_ref=dialog on:close=move |_| open.set(false) aria-labelledby="keys-title">
            <h2 id="keys-title" class="dialog__title">"Keys"</h2>
            <table class="dialog__keys"><tbody>{rows.into_iter().collect_view()}</tbody></table>
            <button class="button" on:click=close>"Close"</button>
        </dialog>
    }
}
