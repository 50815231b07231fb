//! Sentences: for those who come for the first time, about problems, about how a run ended, and why a step happened.

use super::model::{Edge, Model, Working};
use super::parts::shown_when;
use crate::page::explain::{self, Remark, Tone};
use crate::page::problem::Problem;
use crate::page::settings::Outside;
use crate::trace::Naming;
use crate::trace::why::{Part, why};
use leptos::prelude::*;

/// For those who come for the first time.
#[component]
pub(super) fn Intro() -> impl IntoView {
    let model = Model::expect();
    let live = move |_| {
        model.set_outside(Outside::Edge);
        model.run();
    };
    view! {
        <div class="intro">
            <p class="intro__text">
                "Asynchronous Python waits for many things at once, on one thread. "
                <strong>"Watch four requests share an event loop."</strong>
            </p>
            <button class="button button--primary" data-testid="intro-run" on:click=live>"Send them live"</button>
        </div>
    }
}

/// Problems and remarks, each with what to do.
#[component]
pub(super) fn Remarks() -> impl IntoView {
    let model = Model::expect();
    let remarks = Memo::new(move |_| remarks(model));
    view! {
        {shown_when(model, |model| model.problems.with(|problems| !problems.is_empty()), problems)}
        {move || remarks.get().into_iter().map(|said| remark(model, said)).collect_view()}
    }
    .into_any()
}

/// What was wrong with the address.
fn problems(model: Model) -> AnyView {
    let item = |problem: Problem| view! { <li><b>{problem.about}</b>": "{problem.message}</li> };
    view! {
        <div class="remark remark--note" role="alert" data-testid="problem">
            <strong>"The address was not understood in full."</strong>
            <ul class="remark__list">{move || model.problems.get().into_iter().map(item).collect_view()}</ul>
            <button class="link-button" on:click=move |_| model.problems.set(Vec::new())>"Understood"</button>
        </div>
    }
    .into_any()
}

fn remark(model: Model, remark: Remark) -> impl IntoView {
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
            model.pointed.set(None);
            model.pointed.set(Some(line));
        };
        view! { " "<button class="link-button" on:click=show>"Show the line"</button> }
    });
    view! {
        <div class=class role="status" data-testid=testid><strong>{remark.title}"."</strong>" "{remark.text}{point}</div>
    }
}

/// What is to be said about the run that is looked at, and about where its requests go.
fn remarks(model: Model) -> Vec<Remark> {
    let mut remarks = model.about_program();
    let outside = model.route.with(|route| route.outside.clone());
    if let (Outside::Edge, Edge::Missing(reason)) = (&outside, model.edge.get()) {
        remarks.push(explain::worker_missing(&reason));
    }
    if model.working.get() == Some(Working::Live) {
        return remarks;
    }
    if let Some(shown) = model.shown.get() {
        remarks.extend(shown.view.trace.ending.as_ref().and_then(explain::ending));
    }
    if let Some(measured) = model.measured.get().filter(|_| outside.is_live()) {
        remarks.extend(explain::failed_requests(&outside, &measured.view.totals));
        remarks.extend(explain::six_at_a_time(&model.fan_out(), &outside));
    }
    remarks
}

/// Why the step that is looked at happened.
#[component]
pub(super) fn Why() -> impl IntoView {
    let model = Model::expect();
    let sentence = Memo::new(move |_| {
        let shown = model.shown.get()?;
        Some(model.moment.with(|moment| why(&shown.view.trace, &shown.view.naming, &moment.0)))
    });
    // While it plays, a screen reader would talk without end.
    let politeness = move || if model.player.with(|player| player.playing) { "off" } else { "polite" };
    view! {
        <p class="why" data-testid="why" aria-live=politeness aria-atomic="true">
            <span class="why__label">"Why"</span>
            <span class="why__text">
                {move || sentence.get().map(|sentence| sentence.parts.into_iter().map(part).collect_view())}
            </span>
        </p>
    }
    .into_any()
}

fn part(part: Part) -> impl IntoView {
    let (class, text) = match part {
        Part::Text(text) => (String::new(), text),
        Part::Task { task, name } => (format!("why__task task-{}", Naming::color(task)), name),
        Part::Code(text) => ("why__code".to_owned(), text),
        Part::Number(text) => ("why__number".to_owned(), text),
    };
    view! { <span class=class>{text}</span> }
}
