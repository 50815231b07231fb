//! Those for whom the stage has no room: a button that says how many, and the list that it opens.

use super::Staged;
use crate::ui::model::Model;
use crate::ui::reactive::{dynamic, effect, value};
use leptos::html::Button;
use leptos::prelude::*;
use std::sync::Arc;
use view::page::stage::MemberList;
use view::page::stage::drawing::color_class;
use view::page::stage::scene::{More, Scene};
use view::page::stage::words::{Row, member_list_title, rows};
use wasm_bindgen::JsCast;

/// "+ 187 more", where the scene has it: one button for each list, which stays while there is something to say about it.
pub(super) fn more_buttons(model: Model, scene: Memo<Option<Arc<Scene>>>) -> AnyView {
    let member_lists = move || {
        let member_list = |more: &More| more.member_list;
        scene.with(|scene| {
            scene
                .as_ref()
                .map(|scene| scene.more.iter().map(member_list).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    };
    let button = move |member_list| {
        let more = Memo::new(move |_| {
            scene.with(|scene| {
                scene.as_ref()?.more.iter().find(|more| more.member_list == member_list).cloned()
            })
        });
        let pixels = move |read: fn(&More) -> i32| {
            move || more.with(|more| more.as_ref().map(|more| format!("{}px", read(more))))
        };
        view! {
            <button
                class="more" aria-haspopup="dialog" aria-label=value(move || more.with(|more| more.as_ref().map(spoken)))
                style:left=pixels(|more| more.rect.x) style:top=pixels(|more| more.rect.y)
                style:height=pixels(|more| more.rect.height)
                on:click=move |_| model.member_list.set(Some(member_list))
            >
                {dynamic(move || more.with(|more| more.as_ref().map(|more| more.text.clone())))}
            </button>
        }
    };
    view! { <For each=member_lists key=|member_list| *member_list children=button /> }.into_any()
}

fn spoken(more: &More) -> String {
    format!("{}: {}", member_list_title(more.member_list), more.text)
}

/// Everybody of a list, by name: as many as anybody reads.
#[component]
pub(super) fn MemberListDialog(member_list: MemberList, staged: Memo<Option<Staged>>) -> impl IntoView {
    let model = Model::expect();
    let list = move || {
        staged.with(|staged| {
            let staged = staged.as_ref()?;
            let (rows, count) = rows(&staged.stage, staged.names(), member_list);
            let rest = count - rows.len();
            let rest = (rest > 0).then(|| view! { <li class="crowd__row">{format!("and {rest} more")}</li> });
            Some(view! { {rows.into_iter().map(row).collect_view()} {rest} })
        })
    };
    let close = NodeRef::<Button>::new();
    hold_focus(close);
    view! {
        <div class="crowd" role="dialog" aria-label=member_list_title(member_list)>
            <div class="panel__head">
                <h3 class="panel__title">{member_list_title(member_list)}</h3>
                <button class="link-button" node_ref=close on:click=move |_| model.member_list.set(None)>"Close"</button>
            </div>
            <ol class="crowd__names" tabindex="0">{dynamic(list)}</ol>
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
    effect(move || {
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
