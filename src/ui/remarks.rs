//! Sentences: for those who come for the first time, about problems, and about how a run ended.

use super::model::{Model, Working};
use super::shell::{Edge, Shell};
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use view::page::explain::{self, Remark, Tone};
use view::page::problem::Problem;
use view::page::settings::Backend;

/// What was wrong with the address, and remarks about the run, each with what to do.
#[component]
pub(super) fn Remarks() -> impl IntoView {
    view! { <Problems /> <RunRemarks /> }.into_any()
}

/// Remarks about the run whose [`Model`] is provided.
#[component]
pub(super) fn RunRemarks() -> impl IntoView {
    remark_list(remarks)
}

/// Remarks about a run whose requests are only predicted: what is to be said of others is left out, and need not be loaded.
#[component]
pub(super) fn PredictedRemarks() -> impl IntoView {
    remark_list(|_, model| {
        let mut remarks = model.about_program();
        remarks.extend(ending(model));
        remarks
    })
}

fn remark_list(remarks: fn(Shell, Model) -> Vec<Remark>) -> AnyView {
    let (shell, model) = (Shell::expect(), Model::expect());
    let remarks = Memo::new(move |_| remarks(shell, model));
    dynamic(move || remarks.get().into_iter().map(|said| remark_view(model, said)).collect_view())
}

/// How the run that is looked at ended, if that needs to be said.
fn ending(model: Model) -> Option<Remark> {
    model.shown.with(|shown| shown.as_ref()?.view.trace.ending().and_then(explain::ending))
}

/// What was wrong with the address.
#[component]
pub(super) fn Problems() -> impl IntoView {
    let shell = Shell::expect();
    let any = Memo::new(move |_| shell.problems.with(|problems| !problems.is_empty()));
    move || any.get().then(|| problems(shell))
}

fn problems(shell: Shell) -> AnyView {
    let item = |problem: Problem| view! { <li><b>{problem.about}</b>": "{problem.message}</li> };
    view! {
        <div class="remark remark--note" role="alert" data-testid="problem">
            <strong>"The address was not understood in full."</strong>
            <ul class="remark__list">{dynamic(move || shell.problems.get().into_iter().map(item).collect_view())}</ul>
            <button class="link-button" on:click=move |_| shell.problems.set(Vec::new())>"Understood"</button>
        </div>
    }
    .into_any()
}

pub(super) fn remark_view(model: Model, remark: Remark) -> AnyView {
    let (class, testid) = match remark.tone {
        Tone::Good => ("remark remark--good", "remark"),
        Tone::Note => ("remark remark--note", "remark"),
        Tone::Bad => ("remark remark--bad", "problem"),
    };
    let line = remark.line;
    let point = (line > 0).then(|| {
        let show = move |_| {
            // Playing scrolls to what runs.
            model.player.update(|player| player.playing = false);
            // Set anew each time: whoever asks twice has scrolled away in between.
            model.remarked_line.set(None);
            model.remarked_line.set(Some(line));
        };
        view! { " "<button class="link-button" on:click=show>"Show the line"</button> }
    });
    view! {
        <div class=class role="status" data-testid=testid><strong>{remark.title}"."</strong>" "{remark.text}{point}</div>
    }
    .into_any()
}

/// What is to be said about the run that is looked at, and about where its requests go.
fn remarks(shell: Shell, model: Model) -> Vec<Remark> {
    let mut remarks = model.about_program();
    let backend = model.backend.get();
    if let (Backend::Edge, Edge::Missing(reason)) = (&backend, shell.edge.get()) {
        remarks.push(explain::worker_missing(&reason));
    }
    if model.working.get() == Some(Working::Live) {
        return remarks;
    }
    remarks.extend(ending(model));
    if let Some(measured) = model.measured.get().filter(|_| backend.is_live()) {
        remarks.extend(explain::failed_requests(&backend, &measured.view.totals));
        let at_once =
            model.predicted.with(|shown| shown.as_ref().map_or(0, |shown| shown.view.totals.at_once));
        remarks.extend(explain::six_at_a_time(at_once, &backend));
        remarks.extend(explain::processes_take_turns(&measured.view.trace));
    }
    remarks
}

/// Something that is missing or wrong, in sentences that also say what to do.
pub(super) fn complaint(reason: &str) -> AnyView {
    view! { <div class="remark remark--bad" role="alert" data-testid="problem">{reason.to_owned()}</div> }
        .into_any()
}
