//! Those for whom the stage has no room: a button that says how many, and the list that it opens.

use super::Staged;
use crate::ui::model::Model;
use leptos::html::Button;
use leptos::prelude::*;
use std::sync::Arc;
use view::page::stage::Crowd;
use view::page::stage::drawing::color_class;
use view::page::stage::scene::{More, Scene};
use view::page::stage::words::{Row, crowd_title, rows};
use wasm_bindgen::JsCast;

/// "+ 187 more", where the scene has it: one button for each crowd, which stays while there is something to say about it.
pub(super) fn more_buttons(model: Model, scene: Memo<Option<Arc<Scene>>>) -> AnyView {
    let crowds = move || {
        let crowd = |more: &More| more.crowd;
        scene.with(|scene| {
            scene.as_ref().map(|scene| scene.more.iter().map(crowd).collect::<Vec<_>>()).unwrap_or_default()
        })
    };
    let button = move |crowd| {
        let more = Memo::new(move |_| {
            scene.with(|scene| scene.as_ref()?.more.iter().find(|more| more.crowd == crowd).cloned())
        });
        let pixels = move |read: fn(&More) -> i32| {
            move || more.with(|more| more.as_ref().map(|more| format!("{}px", read(more))))
        };
        view! {
            <button
                class="more" aria-haspopup="dialog" aria-label=move || more.with(|more| more.as_ref().map(spoken))
                style:left=pixels(|more| more.rect.x) style:top=pixels(|more| more.rect.y)
                style:height=pixels(|more| more.rect.height)
                on:click=move |_| model.crowd.set(Some(crowd))
            >
                {move || more.with(|more| more.as_ref().map(|more| more.text.clone()))}
            </button>
        }
    };
    view! { <For each=crowds key=|crowd| *crowd children=button /> }.into_any()
}

fn spoken(more: &More) -> String {
    format!("{}: {}", crowd_title(more.crowd), more.text)
}

/// Everybody of a crowd, by name: as many as anybody reads.
#[component]
pub(super) fn CrowdList(crowd: Crowd, staged: Memo<Option<Staged>>) -> impl IntoView {
    let model = Model::expect();
    let list = move || {
        staged.with(|staged| {
            let staged = staged.as_ref()?;
            let (rows, count) = rows(&staged.stage, staged.names(), crowd);
            let rest = count - rows.len();
            let rest = (rest > 0).then(|| view! { <li class="crowd__row">{format!("and {rest} more")}</li> });
            Some(view! { {rows.into_iter().map(row).collect_view()} {rest} })
        })
    };
    let close = NodeRef::<Button>::new();
    hold_focus(close);
    view! {
        <div class="crowd" role="dialog" aria-label=crowd_title(crowd)>
            <div class="panel__head">
                <h3 class="panel__title">{crowd_title(crowd)}</h3>
                <button class="link-button" node_ref=close on:click=move |_| model.crowd.set(None)>"Close"</button>
            </div>
            <ol class="crowd__names" tabindex="0">{list}</ol>
        </div>
    }
    .into_any()
}

fn row(row: Row) -> AnyView {
    view! {
        <li class=format!("crowd__row {}", color_class(row.task))>
            <i class="dot"></i>
            <span class="crowd__name">{row.name}</span>
            <span class="crowd__note">{row.note}</span>
        </li>
    }
    .into_any()
}

/// The focus goes to the list, and back to where it was when the list goes.
fn hold_focus(close: NodeRef<Button>) {
    let before = StoredValue::new_local(document().active_element());
    Effect::new(move || {
        if let Some(close) = close.get() {
            close.focus().ok();
        }
    });
    on_cleanup(move || {
        let before = before.try_update_value(Option::take).flatten();
        if let Some(element) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            element.focus().ok();
        }
    });
}
