//! Where lessons come from: the site's own folder, an address that somebody gives, or a file of theirs.

use super::remote::{RemoteLesson, open_written};
use crate::client::Engine;
use crate::ui::browser;
use crate::ui::shell::Shell;
use futures::future::join;
use leptos::html::Input;
use leptos::prelude::*;
use lesson::{Entry, Lesson, course};
use protocol::Question;
use web_sys::{DragEvent, File, SubmitEvent};

/// The site's lessons, beside the page.
const FOLDER: &str = "lessons/en/";
/// The page that lists them.
const INDEX: &str = "index";
/// The largest file that is read, in bytes.
const MAX_FILE: u32 = 1_000_000;

/// A lesson, and the course that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) lesson: Lesson,
    pub(super) course: Vec<Entry>,
}

/// The page that lists the lessons.
pub(super) async fn find_course(engine: &Engine) -> Result<Found, String> {
    let lesson = fetch(engine, &own(INDEX)).await?;
    let course = course(&lesson);
    Ok(Found { lesson, course })
}

/// A lesson by its id, or by its address. Whoever opens a lesson of another site was asked before.
pub(super) async fn find(engine: &Engine, name: &str) -> Result<Found, String> {
    if let Some(remote) = RemoteLesson::of(name) {
        let text = remote.fetch(MAX_FILE as usize).await?;
        return Ok(Found { lesson: read(engine, text).await?, course: Vec::new() });
    }
    if name.starts_with("https://") || name.starts_with("http://") {
        return Ok(Found { lesson: fetch(engine, name).await?, course: Vec::new() });
    }
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name == INDEX || !name.chars().all(is_id) {
        return Err(format!(
            "There can be no lesson called “{name}”. A lesson's name has letters, digits and hyphens."
        ));
    }
    let (lesson, course) = join(async { fetch(engine, &own(name)).await }, find_course(engine)).await;
    // Without the list there is no next lesson, and the lesson is none the worse.
    Ok(Found { lesson: lesson?, course: course.map(|found| found.course).unwrap_or_default() })
}

fn own(name: &str) -> String {
    format!("{FOLDER}{name}.md")
}

async fn fetch(engine: &Engine, address: &str) -> Result<Lesson, String> {
    let text = browser::fetch_text(address).await.map_err(|reason| {
        format!("The lesson at {address} could not be fetched ({reason}). Check the address.")
    })?;
    read(engine, text).await
}

/// Reads a lesson's text, in the worker.
async fn read(engine: &Engine, text: String) -> Result<Lesson, String> {
    engine.ask(Question::Lesson(text)).await
}

/// Opens a lesson of one's own: a file that is chosen or dropped, or an address that is written.
pub(super) fn opener(opened: RwSignal<Option<Result<Lesson, String>>>) -> AnyView {
    let engine = Shell::expect().engine;
    let open = move |file: File| {
        let engine = engine.get_value();
        leptos::task::spawn_local(async move {
            opened.try_set(Some(read_file(&engine, file).await));
        });
    };
    let chosen = move |event| browser::chosen_file(&event).into_iter().for_each(open);
    let dropped = move |event| browser::dropped_file(&event).into_iter().for_each(open);
    let field = NodeRef::<Input>::new();
    let written = move |event: SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        if let Err(reason) = open_written(&text) {
            opened.set(Some(Err(reason)));
        }
    };
    view! {
        <section class="opener" on:dragover=|event: DragEvent| event.prevent_default() on:drop=dropped aria-label="A lesson of your own">
            <h2>"A lesson of your own"</h2>
            <p>"Write one in Markdown, and drop the file here, or choose it. It is read in this page and sent nowhere."</p>
            <input type="file" accept=".md,text/markdown,text/plain" data-testid="lesson-file" aria-label="Lesson file" on:change=chosen />
            <p>
                "Or write where one is: at an address that other sites may read, such as those of raw.githubusercontent.com. Its text is \
                 fetched from there, and the address above becomes the link to it."
            </p>
            <form class="opener__form" on:submit=written>
                <input class="input" type="url" required placeholder="https://…/lesson.md" data-testid="lesson-address" aria-label="Address of a lesson" node_ref=field />
                <button class="button" data-testid="lesson-fetch">"Open"</button>
            </form>
        </section>
    }
    .into_any()
}

async fn read_file(engine: &Engine, file: File) -> Result<Lesson, String> {
    let name = file.name();
    if file.size() > f64::from(MAX_FILE) {
        return Err(format!(
            "{name} is larger than a megabyte, so it is hardly a lesson. Nothing was opened."
        ));
    }
    let text = browser::file_text(&file).await;
    let text =
        text.ok_or_else(|| format!("{name} is no text in UTF-8. Save it as UTF-8, and open it again."))?;
    read(engine, text).await
}
