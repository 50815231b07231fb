//! A program that runs in a lesson's text, with the panels that the lesson asks for.

use crate::ui::browser;
use crate::ui::controls::run_button;
use crate::ui::guess::Verdict;
use crate::ui::model::{Model, Opening, Setup};
use crate::ui::panels::{panels_view, usual_height};
use crate::ui::playground::open_button;
use crate::ui::reactive::dynamic;
use crate::ui::remarks::{RunRemarks, complaint};
use crate::ui::shell::Shell;
use crate::ui::timeline::TimelineKeys;
use crate::ui::transport::Transport;
use leptos::context::Provider;
use leptos::prelude::*;
use lesson::{self, LiveView, Position, Program};
use view::page::plan::Plan;
use view::page::player::Part;
use view::page::route::Panels;
use view::page::settings::Backend;

/// The view.
pub(super) fn live_view(view: LiveView) -> AnyView {
    view! { <Live view /> }.into_any()
}

#[component]
fn Live(view: LiveView) -> impl IntoView {
    let shell = Shell::expect();
    let program = RwSignal::new(None::<Result<String, String>>);
    let file = match view.program {
        Program::Inline(text) => {
            program.set(Some(Ok(text)));
            "lesson.py".to_owned()
        }
        Program::Named(name) => {
            let address = format!("lessons/programs/{name}.py");
            leptos::task::spawn_local(async move {
                let text = browser::fetch_text(&address).await;
                let text =
                    text.map_err(|reason| format!("The program {address} could not be fetched ({reason})."));
                program.try_set(Some(text));
            });
            format!("{name}.py")
        }
    };
    let name = file.clone();
    let plan = Memo::new(move |_| {
        let source = program.get()?.ok()?;
        Some(Plan::new(&file, &source))
    });
    let backend = match view.backend {
        lesson::Backend::Predicted => Backend::Predicted,
        lesson::Backend::Live => Backend::Edge,
    };
    let step = match view.position {
        Position::Start => None,
        Position::Step(step) => Some(step),
        Position::End => Some(u32::MAX),
    };
    let opening = Opening { step, part: Part::default(), ..Opening::default() };
    let question = view.prediction;
    let model = Model::new(Setup {
        plan,
        backend: Memo::new(move |_| backend.clone()),
        opening: Memo::new(move |_| opening),
        question: Memo::new(move |_| question.clone()),
        leader: None,
    });
    let panels = Panels::of(view.panels);
    let height = view.height.unwrap_or_else(|| usual_height(panels));
    // The keys concern the view that was touched last.
    let keys = TimelineKeys::new();
    let active = StoredValue::new(keys.active(model));
    let owner = StoredValue::new(Owner::current());
    let front = move || {
        if let Some(owner) = owner.get_value() {
            owner.with(|| shell.put_in_front(active.get_value()));
        }
    };
    let missing = move || {
        let reason = program.get().and_then(Result::err)?;
        Some(complaint(&reason))
    };
    let title = if view.title.is_empty() { name } else { view.title };
    view! {
        <section class="live" data-testid="live" aria-label=title.clone() on:pointerdown=move |_| front() on:focusin=move |_| front()>
            <div class="live__head">
                <h2 class="live__title">{title.clone()}</h2>
                {run_button(model)}
                {open_button(model)}
            </div>
            {dynamic(missing)}
            // Several views stand in a lesson, each with a model of its own.
            <Provider value=model><Provider value=keys>
                <Verdict />
                <RunRemarks />
                <div class="panels live__panels" style:height=format!("{height}px")>{panels_view(Signal::derive(move || panels), None)}</div>
            </Provider></Provider>
            <Transport playback=model.playback() />
        </section>
    }
    .into_any()
}
