//! The program, with the line that runs and the tasks that are at each line.

use super::browser;
use super::model::Model;
use crate::ui::reactive::{dynamic, effect, value};
use lang::TextClass;
use leptos::html::Ol;
use leptos::prelude::*;
use view::page::listing::{Markers, Marks};
use view::page::pointing::Subject;
use view::page::source::{Piece, colored_lines};
use view::page::stage::drawing::{color_class, look_class};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The panel of the table: the listing, below the program's name.
pub(super) fn panel() -> AnyView {
    view! { <ProgramTitle /> <Listing /> }.into_any()
}

/// The program's name, and its download.
#[component]
fn ProgramTitle() -> impl IntoView {
    let model = Model::expect();
    let name = Memo::new(move |_| {
        model.plan.with(|plan| plan.as_ref().map(|plan| plan.file.to_string()).unwrap_or_default())
    });
    let save = move |_| {
        browser::download(&name.get_untracked(), "text/x-python", &model.source.get_untracked());
    };
    view! {
        <div class="panel__head">
            <h2 class="panel__title panel__title--file">{name}</h2>
            <button
                class="link-button"
                data-testid="download"
                title="Download the program: it runs under real Python against `loopscope serve`"
                on:click=save
            >
                "Download"
            </button>
        </div>
    }
}

/// The listing.
#[component]
pub(super) fn Listing() -> impl IntoView {
    let model = Model::expect();
    let marks = Memo::new(move |_| model.moment.with(|moment| Marks::new(&moment.0)));
    let list = NodeRef::<Ol>::new();
    let running = Memo::new(move |_| marks.with(|marks| marks.running));
    // In the next frame, when all has its place anyway: asking for places now would lay the page out twice.
    let show = move |line: Option<u32>| {
        if let (Some(line), Some(list)) = (line, list.get()) {
            request_animation_frame(move || scroll_to_line(&list, line));
        }
    };
    effect(move || show(running.get()));
    effect(move || show(model.remarked_line.get()));
    let noted =
        Memo::new(move |_| model.about_program().iter().map(|remark| remark.line).collect::<Vec<u32>>());
    let light = model.light;
    let lit = Memo::new(move |_| {
        light.with(|light| light.as_ref().map_or(Vec::new(), |light| light.lines.clone()))
    });
    let lines = move || {
        let lines = colored_lines(&model.source.get());
        (1..).zip(lines).map(|(number, text)| view! { <Line number text marks noted lit /> }).collect_view()
    };
    view! {
        <div class="listing" data-testid="listing" tabindex="0" role="group" aria-label="Listing">
            <ol class="listing__lines" node_ref=list>{dynamic(lines)}</ol>
        </div>
    }
    .into_any()
}

#[component]
fn Line(
    number: u32,
    text: Vec<Piece>,
    marks: Memo<Marks>,
    noted: Memo<Vec<u32>>,
    lit: Memo<Vec<u32>>,
) -> impl IntoView {
    let running = Memo::new(move |_| marks.with(|marks| marks.running == Some(number)));
    let markers =
        Memo::new(move |_| marks.with(|marks| marks.tasks.get(number).cloned().unwrap_or_default()));
    let pieces = colored(text);
    view! {
        <li class="line" data-points=Subject::Line(number).to_string() class:line--lit=value(move || lit.with(|lit| lit.contains(&number))) class:line--running=running class:line--noted=value(move || noted.with(|noted| noted.contains(&number))) aria-current=value(move || running.get().then_some("step"))>
            <span class="line__gutter">{dynamic(move || markers.with(gutter))}</span>
            <span class="line__number" aria-hidden="true">{number}</span>
            <code class="line__text">{pieces}</code>
        </li>
    }
}

/// The pieces of a line in their colors.
pub(super) fn colored(line: Vec<Piece>) -> AnyView {
    let piece = |(class, text): Piece| view! { <span class=class.map(syntax_class)>{text}</span> };
    line.into_iter().map(piece).collect_view().into_any()
}

fn syntax_class(class: TextClass) -> &'static str {
    match class {
        TextClass::Keyword => "syntax-keyword",
        TextClass::String => "syntax-string",
        TextClass::Number => "syntax-number",
        TextClass::Comment => "syntax-comment",
        TextClass::FunctionName => "syntax-function",
        TextClass::ClassName => "syntax-class",
        TextClass::Decorator => "syntax-decorator",
    }
}

/// Dots, one for each task, or one and a number.
fn gutter(markers: &Markers) -> impl IntoView + use<> {
    let crowded = markers.count > markers.shown.len();
    let shown = if crowded { &markers.shown[..1] } else { &markers.shown[..] };
    let dots: Vec<_> = shown
        .iter()
        .map(|marker| {
            let class = format!("dot dot--{} {}", look_class(marker.look), color_class(Some(marker.task)));
            view! { <i class=class data-points=Subject::Task(marker.task).to_string()></i> }
        })
        .collect();
    let count = crowded.then(|| view! { <span class="line__count">{format!("×{}", markers.count)}</span> });
    let label = match markers.count {
        0 => None,
        1 => Some("1 task is here".to_owned()),
        count => Some(format!("{count} tasks are here")),
    };
    view! {
        {dots}
        {count}
        {label.map(|label| view! { <span class="visually-hidden">{label}</span> })}
    }
}

/// Scrolls the listing, and nothing else, as far as it takes to see the line.
fn scroll_to_line(list: &HtmlElement, line: u32) {
    let Some(scroller) = list.parent_element() else { return };
    let Some(item) = list.children().item(line.saturating_sub(1)) else { return };
    let Ok(item) = item.dyn_into::<HtmlElement>() else { return };
    let (top, height) = (item.offset_top(), item.offset_height());
    let (from, room) = (scroller.scroll_top(), scroller.client_height());
    if top < from + height {
        scroller.set_scroll_top(top - 2 * height);
    } else if top + 2 * height > from + room {
        scroller.set_scroll_top(top + 3 * height - room);
    }
}
