//! Ways into the playground from other pages, with a program.

use crate::ui::model::Model;
use crate::ui::{browser, link};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// A button that opens the program of the provided [`Model`] in the playground.
pub(in crate::ui) fn open_button(model: Model) -> AnyView {
    let open = move |_| open(model.source.get_untracked());
    view! {
        <button class="link-button" data-testid="open-in-playground" title="Change this program in the playground" on:click=open>
            "Change it"
        </button>
    }
    .into_any()
}

/// What is changed in a program before it is used.
#[derive(Clone)]
pub(in crate::ui) struct Change(Arc<dyn Fn(&str) -> String + Send + Sync>);

impl Change {
    /// This.
    pub(in crate::ui) fn new(change: impl Fn(&str) -> String + Send + Sync + 'static) -> Change {
        Change(Arc::new(change))
    }

    /// Nothing.
    pub(in crate::ui) fn none() -> Change {
        Change::new(str::to_owned)
    }

    /// The program, changed.
    pub(in crate::ui) fn of(&self, program: &str) -> String {
        (self.0)(program)
    }
}

/// A link that opens the program of a file beside the page in the playground, after a change of it.
pub(in crate::ui) fn program_link(file: String, change: Change, text: AnyView) -> AnyView {
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let (file, change) = (file.clone(), change.clone());
        spawn_local(async move {
            if let Ok(source) = browser::fetch_text(&file).await {
                open(change.of(&source).into());
            }
        });
    };
    view! { <a href="#/playground" title="Open the program in the playground" on:click=press>{text}</a> }
        .into_any()
}

fn open(source: Arc<str>) {
    spawn_local(async move {
        if let Ok(code) = link::pack(&source).await {
            browser::go(&format!("#/playground?code={code}"));
        }
    });
}
