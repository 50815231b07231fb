//! Lessons: the list of them, and each by itself.
//!
//! A lesson's text is fetched when it is asked for, and read in the worker. Begin with [`LessonPage`]; `text` turns blocks into
//! elements, `live` shows a program that runs in the text, `progress` is what the browser keeps.

mod figures;
mod live;
mod progress;
mod remote;
mod source;
mod text;

use self::progress::Progress;
use self::remote::RemoteLesson;
use self::source::{Found, find, find_course};
use super::remarks::{Problems, complaint};
use super::shell::Shell;
use crate::ui::reactive::{dynamic, effect};
use leptos::html::Article;
use leptos::prelude::*;
use lesson::{Entry, Lesson};
use view::page::route::Page;

/// The page of the table: the list, or a lesson beneath it.
pub(super) fn page(page: &Page) -> AnyView {
    match page {
        Page::Lesson(name) => view! { <LessonPage name=name.clone() /> }.into_any(),
        _ => view! { <LessonsPage /> }.into_any(),
    }
}

/// The list of lessons.
#[component]
fn LessonsPage() -> impl IntoView {
    let shell = Shell::expect();
    let found = RwSignal::new(None::<Result<Found, String>>);
    let opened = RwSignal::new(None::<Result<Lesson, String>>);
    let engine = shell.engine.get_value();
    leptos::task::spawn_local(async move {
        let course = find_course(&engine).await;
        found.try_set(Some(course));
    });
    let progress = Progress::of_browser();
    let body = move || match (opened.get(), found.get()) {
        (Some(Ok(lesson)), _) => lesson_view(lesson),
        (Some(Err(reason)), _) => problem(&reason),
        (None, None) => view! { <p role="status">"The lessons are being fetched …"</p> }.into_any(),
        (None, Some(Err(reason))) => problem(&reason),
        (None, Some(Ok(found))) => {
            let entries = found.course.clone();
            view! {
                <h1>{found.lesson.title.clone()}</h1>
                {progress.view(&entries)}
                {text::blocks(found.lesson.blocks.clone(), &progress)}
                {source::opener(opened)}
            }
            .into_any()
        }
    };
    view! {
        <main class="page page--text" id="main" tabindex="-1">
            <Problems />
            <article class="text lesson" data-testid="lessons">{dynamic(body)}</article>
        </main>
    }
    .into_any()
}

/// A lesson.
#[component]
fn LessonPage(
    /// Its id, or where its text is.
    name: String,
) -> impl IntoView {
    let shell = Shell::expect();
    let found = RwSignal::new(None::<Result<Found, String>>);
    let id = name.clone();
    let remote = StoredValue::new(RemoteLesson::of(&name));
    let must_ask = remote.with_value(|site| site.as_ref().is_some_and(|site| !site.was_written()));
    let asked = RwSignal::new(must_ask);
    effect(move || {
        if asked.get() {
            return;
        }
        let (engine, name) = (shell.engine.get_value(), name.clone());
        leptos::task::spawn_local(async move {
            let lesson = find(&engine, &name).await;
            found.try_set(Some(lesson));
        });
    });
    let article = NodeRef::<Article>::new();
    let progress = StoredValue::new(Progress::of_browser());
    let kept = id.clone();
    // Whoever has seen the end has read it.
    let scrolled = move || {
        let (Some(article), Some(room)) =
            (article.get_untracked(), document().document_element().map(|root| root.client_height()))
        else {
            return;
        };
        let below = article.get_bounding_client_rect().bottom() - f64::from(room);
        if below < 80.0 && found.with_untracked(|found| matches!(found, Some(Ok(_)))) {
            progress.update_value(|progress| progress.finish(&kept));
        }
    };
    // Where there is little room it is the document that scrolls.
    let of_document = window_event_listener(leptos::ev::scroll, {
        let scrolled = scrolled.clone();
        move |_| scrolled()
    });
    on_cleanup(move || of_document.remove());
    let site = move |view: fn(&RemoteLesson) -> AnyView| remote.with_value(|site| site.as_ref().map(view));
    let body = move || match found.get() {
        None if asked.get() => {
            let question = |site: &RemoteLesson| remote::question(site, move || asked.set(false));
            remote.with_value(|site| site.as_ref().map(question)).into_any()
        }
        None => view! { <p role="status">"The lesson is being fetched …"</p> }.into_any(),
        Some(Err(reason)) => problem(&reason),
        Some(Ok(found)) => view! {
            {site(remote::origin)}
            {lesson_view(found.lesson)}
            {neighbors(&found.course, &id)}
        }
        .into_any(),
    };
    view! {
        <main class="page page--text" id="main" tabindex="-1" on:scroll=move |_| scrolled()>
            <Problems />
            <article class="text lesson" data-testid="lesson" node_ref=article>{dynamic(body)}</article>
        </main>
    }
    .into_any()
}

fn lesson_view(lesson: Lesson) -> AnyView {
    let minutes = lesson.minutes.map(|minutes| format!("{minutes} minutes"));
    let summary = (!lesson.summary.is_empty()).then_some(lesson.summary);
    view! {
        <h1>{lesson.title}</h1>
        <p class="lesson__summary">{summary} " " <span class="lesson__minutes">{minutes}</span></p>
        {text::blocks(lesson.blocks, &Progress::default())}
    }
    .into_any()
}

/// The lessons before and after this one.
fn neighbors(course: &[Entry], id: &str) -> AnyView {
    let Some(place) = course.iter().position(|entry| entry.id == id) else { return ().into_any() };
    let link = |entry: Option<&Entry>, word: &str, testid: &'static str| {
        entry.map(|entry| {
            view! {
                <a class="lesson__neighbor" data-testid=testid href=format!("#/lesson/{}", entry.id)>
                    <span class="lesson__word">{word.to_owned()}</span>
                    {entry.title.clone()}
                </a>
            }
        })
    };
    let before = place.checked_sub(1).and_then(|place| course.get(place));
    view! {
        <nav class="lesson__neighbors" aria-label="Lessons before and after">
            {link(before, "Before", "lesson-before")}
            {link(course.get(place + 1), "Next", "lesson-next")}
        </nav>
    }
    .into_any()
}

fn problem(reason: &str) -> AnyView {
    view! {
        {complaint(reason)}
        <p><a href="#/lesson">"All lessons"</a></p>
    }
    .into_any()
}
