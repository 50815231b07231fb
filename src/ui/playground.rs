//! The playground: any program in an editor, and what its run does beside it.
//!
//! Begin with [`PlaygroundPage`]. What is in the editor, and where it comes from and is kept, is `editing`'s; `tools` are the
//! buttons above it; `link` leads here from other pages.

mod editing;
mod export;
mod link;
mod tools;

use self::editing::Editing;
use self::tools::Tools;
use super::browser;
use super::changes::Changes;
use super::controls::EmbeddedRun;
use super::editor::Editor;
use super::embed::EmbedDialog;
use super::guess::Verdict;
use super::model::{Model, Opening, Setup};
use super::panels::RunPanels;
use super::remarks::{Remarks, remark_view};
use super::shell::Shell;
use super::timeline::{Beside, TimelineKeys};
use super::transport::Transport;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use view::page::listing::Marks;
use view::page::plan::Plan;
use view::page::playground::diagnostic::Diagnostic;
use view::page::playground::marks::EditorMarks;
use view::page::route::{Page, Route};
use web_sys::DragEvent;

pub(super) use self::link::{Change, open_button, program_link};

/// The page of the table.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <PlaygroundPage /> <EmbedDialog /> }.into_any()
}

#[component]
fn PlaygroundPage() -> impl IntoView {
    let shell = Shell::expect();
    let editing = Editing::new(shell);
    provide_context(editing);
    let opening = Memo::new(move |_| {
        let opening = shell.route.with(Opening::of);
        // Who writes does not want it to run away at each pause.
        Opening { plays: opening.plays && !editing.edited.get(), ..opening }
    });
    let model = Model::new(Setup {
        plan: Memo::new(move |_| editing.rested.get().map(|source| plan(shell, editing, source))),
        backend: Memo::new(move |_| shell.route.with(|route| route.backend.clone())),
        opening,
        question: shell.question(),
        leader: None,
    });
    provide_context(model);
    let before = move || editing.before.get().or_else(|| Beside::prediction(model).run.get());
    provide_context(Beside { run: Signal::derive(before), name: "the run before", at_first: true });
    let keys = TimelineKeys::new();
    provide_context(keys);
    shell.put_in_front(keys.active(model));
    let embedded = Memo::new(move |_| shell.route.with(Route::is_embedded));
    let dropped =
        move |event| browser::dropped_file(&event).into_iter().for_each(|file| editing.open_file(file));
    view! {
        <main class="page" id="main" tabindex="-1" on:dragover=|event: DragEvent| event.prevent_default() on:drop=dropped>
            <h1 class="visually-hidden">"Playground: write a program, and see what its loop does"</h1>
            {dynamic(move || (!embedded.get()).then(|| view! { <Tools /> }.into_any()))}
            {dynamic(move || editing.remarks.get().into_iter().map(|said| remark_view(model, said)).collect_view())}
            <Remarks />
            <Changes before=editing.before.into() after=model.shown.into() />
            <Verdict />
            <RunPanels program=editor_panel />
            <EmbeddedRun />
            <Transport playback=model.playback() />
        </main>
    }
    .into_any()
}

fn plan(shell: Shell, editing: Editing, source: String) -> Plan {
    let (latency, limits) = shell.route.with(|route| (route.latency, route.limits));
    Plan { file: editing.name.get().into(), source: source.into(), latency, limits }
}

/// The editor in the place of the listing, with the listing's marks.
fn editor_panel() -> AnyView {
    let (editing, model): (Editing, Model) = (expect_context(), Model::expect());
    // What runs is the text that rested last: marks beside another would point at the wrong lines.
    let is_shown = move || {
        model.shown.with(|shown| {
            shown.as_ref().is_some_and(|shown| editing.text.with(|text| *text == shown.view.trace.source()))
        })
    };
    let marks = Signal::derive(move || {
        let shown = model.shown.get().filter(|_| is_shown())?;
        let marks = model.moment.with(|moment| Marks::new(&moment.0));
        Some(EditorMarks::new(&marks, |task| shown.view.naming.task(&shown.view.trace, task)))
    });
    let diagnostics = Signal::derive(move || {
        let mut found: Vec<Diagnostic> = editing.refusal.get().into_iter().collect();
        if found.is_empty() && is_shown() {
            found.extend(model.about_program().iter().filter_map(Diagnostic::from_remark));
        }
        found
    });
    let go_to = Signal::derive(move || model.remarked_line.get().map(|line| (line, 1)));
    view! {
        <div class="panel__head"><h2 class="panel__title panel__title--file">{dynamic(move || editing.name.get())}</h2></div>
        <Editor text=editing.text diagnostics marks go_to />
    }
    .into_any()
}
