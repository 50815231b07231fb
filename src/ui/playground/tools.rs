//! The buttons above the editor: where a program comes from, what can be taken away, how much it may do, Run.

use super::editing::Editing;
use super::export;
use crate::ui::browser;
use crate::ui::controls::{RunButtons, limits};
use crate::ui::model::Model;
use crate::ui::reactive::{dynamic, value};
use crate::ui::shell::Shell;
use leptos::prelude::*;
use view::page::playground::draft::DraftList;
use view::page::playground::template::TEMPLATES;

/// The row of tools.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let (shell, model): (Shell, Model) = (Shell::expect(), Model::expect());
    let editing: Editing = expect_context();
    let templates = TEMPLATES.map(|template| {
        view! { <option value=template.id title=template.description>{template.title}</option> }
    });
    let open_template = move |event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            editing.open_template(&id);
        }
        // It offers things to begin with; it does not say what there is now.
        let select: web_sys::HtmlSelectElement = event_target(&event);
        select.set_value("");
    };
    let open_file =
        move |event| browser::chosen_file(&event).into_iter().for_each(|file| editing.open_file(file));
    view! {
        <div class="controls" role="group" aria-label="Program">
            <select class="select" data-testid="template" aria-label="Begin with a template" on:change=open_template>
                <option value="">"Begin with …"</option>
                {templates.into_iter().collect_view()}
            </select>
            {dynamic(move || drafts(editing, &editing.draft_list.get()))}
            <label class="button file">
                "Open file"
                <input class="visually-hidden" type="file" accept=".py,text/x-python,text/plain" data-testid="open-file" on:change=open_file />
            </label>
            <details class="limits">
                <summary class="button" data-testid="give">"Take away"</summary>
                <div class="limits__fields limits__fields--buttons">
                    {export::EXPORTS.iter().map(|export| export_button(editing, model, export)).collect_view()}
                </div>
            </details>
            {compare(editing, model)}
            <div class="controls__end">
                {limits(shell)}
                <RunButtons />
            </div>
        </div>
    }
    .into_any()
}

/// Keeps the run that is looked at, so that the next ones are compared with it; or ends that.
fn compare(editing: Editing, model: Model) -> AnyView {
    let on = move || editing.before.with(Option::is_some);
    let press = move |_| editing.before.set(if on() { None } else { model.shown.get_untracked() });
    let title = move || if on() { "Stop comparing" } else { "Compare edits" };
    view! {
        <button
            class="button" data-testid="compare" aria-pressed=value(move || on().to_string()) on:click=press
            title="Say what changes from this run to those after your edits"
        >
            {dynamic(title)}
        </button>
    }
    .into_any()
}

fn drafts(editing: Editing, draft_list: &DraftList) -> Option<AnyView> {
    if draft_list.drafts().is_empty() {
        return None;
    }
    let options: Vec<_> = draft_list
        .drafts()
        .iter()
        .map(|(number, draft)| {
            let first = draft.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let first: String = first.chars().take(40).collect();
            view! { <option value=number.to_string()>{format!("{} · {first}", draft.name)}</option> }
        })
        .collect();
    let open = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            editing.open_draft(number);
        }
        let select: web_sys::HtmlSelectElement = event_target(&event);
        select.set_value("");
    };
    Some(
        view! {
            <select class="select" data-testid="drafts" aria-label="Go on with a draft" on:change=open>
                <option value="">"Drafts …"</option>
                {options}
            </select>
        }
        .into_any(),
    )
}

fn export_button(editing: Editing, model: Model, export: &'static export::Export) -> AnyView {
    let press = move |_| (export.save)(editing, model);
    view! { <button class="button" data-testid=export.testid title=export.hint on:click=press>{export.title}</button> }
        .into_any()
}
