//! What a person can choose: the way, how many requests, how long they take, how much a run may do; and the buttons that run and
//! stop. The numbers are a table of fields, each read from the route and written into it.

use super::model::{Model, Working};
use super::shell::Shell;
use crate::ui::reactive::{dynamic, value};
use leptos::prelude::*;
use protocol::Limits;
use view::page::route::{Ask, Route};
use view::page::settings::{
    Backend, Each, MAX_DURATION_MS, MAX_EVENTS, MAX_LATENCY_MS, MAX_MEMORY_MB, MAX_OUTPUT, MAX_REQUESTS,
    MAX_TIME_MS, Milliseconds, Strategy,
};

/// A number that can be set.
struct Field {
    label: &'static str,
    testid: &'static str,
    /// Whether the number is of milliseconds, and people write seconds.
    seconds: bool,
    range: (u32, u32),
    read: fn(&Route) -> u32,
    write: fn(&mut Route, u32),
}

/// How many requests.
static REQUESTS: Field = Field {
    label: "requests",
    testid: "requests",
    seconds: false,
    range: (1, MAX_REQUESTS),
    read: |route| route.fan_out().requests,
    write: |route, number| route.change(|fan_out| fan_out.requests = number),
};

static DURATION: Field = Field {
    label: "duration",
    testid: "duration",
    seconds: true,
    range: (0, MAX_DURATION_MS),
    read: |route| route.fan_out().duration.0,
    write: |route, number| route.change(|fan_out| fan_out.duration = Milliseconds(number)),
};

static SEED: Field = Field {
    label: "seed",
    testid: "seed",
    seconds: false,
    range: (0, u32::MAX),
    read: |route| route.fan_out().seed,
    write: |route, number| route.change(|fan_out| fan_out.seed = number),
};

static AT_A_TIME: Field = Field {
    label: "at a time",
    testid: "limit",
    seconds: false,
    range: (1, MAX_REQUESTS),
    read: |route| route.fan_out().limit,
    write: |route, number| route.change(|fan_out| fan_out.limit = number),
};

static TIMEOUT: Field = Field {
    label: "give up after",
    testid: "timeout",
    seconds: true,
    range: (1, MAX_DURATION_MS),
    read: |route| route.fan_out().timeout.0,
    write: |route, number| route.change(|fan_out| fan_out.timeout = Milliseconds(number)),
};

static LATENCY: Field = Field {
    label: "latency, there and back",
    testid: "latency",
    seconds: true,
    range: (0, MAX_LATENCY_MS),
    read: |route| route.latency.0,
    write: |route, number| route.latency = Milliseconds(number),
};

/// What is behind "Limits".
static LIMITS: [Field; 5] = [
    Field {
        label: "steps: lines, calls, rounds of loops",
        testid: "max-steps",
        seconds: false,
        range: (1, u32::MAX),
        read: |route| route.limits.steps,
        write: |route, number| route.limits.steps = number,
    },
    Field {
        label: "events that are kept",
        testid: "max-events",
        seconds: false,
        range: (1, MAX_EVENTS),
        read: |route| route.limits.events,
        write: |route, number| route.limits.events = number,
    },
    Field {
        label: "bytes of output",
        testid: "max-output",
        seconds: false,
        range: (1, MAX_OUTPUT),
        read: |route| route.limits.output,
        write: |route, number| route.limits.output = number,
    },
    Field {
        label: "time on the program’s clock",
        testid: "max-time",
        seconds: true,
        range: (1, MAX_TIME_MS),
        read: |route| route.limits.milliseconds,
        write: |route, number| route.limits.milliseconds = number,
    },
    Field {
        label: "megabytes of the program’s objects",
        testid: "max-memory",
        seconds: false,
        range: (1, MAX_MEMORY_MB),
        read: |route| route.limits.megabytes,
        write: |route, number| route.limits.megabytes = number,
    },
];

/// The row of controls.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let shell = Shell::expect();
    let strategy = Memo::new(move |_| shell.route.with(|route| route.fan_out().strategy));
    let each = Memo::new(move |_| shell.route.with(|route| route.fan_out().each));
    let strategies = Strategy::ALL.map(|strategy| (strategy.id(), strategy.title()));
    let eaches = Each::ALL.map(|each| (each.id(), each.title()));
    let choose_strategy = |route: &mut Route, id: &str| {
        if let Some(strategy) = Strategy::from_id(id) {
            route.change(|fan_out| fan_out.strategy = strategy);
        }
    };
    let choose_each = |route: &mut Route, id: &str| {
        if let Some(each) = Each::from_id(id) {
            route.change(|fan_out| fan_out.each = each);
        }
    };
    // What else a choice needs is there as long as the choice.
    let fields = move || {
        let (each, strategy) = (each.get(), strategy.get());
        let needed = [
            (each != Each::Eighths, &DURATION),
            (each == Each::Random, &SEED),
            (strategy == Strategy::Semaphore, &AT_A_TIME),
            (strategy == Strategy::Timeout, &TIMEOUT),
        ];
        let needed = needed.into_iter().filter(|(needed, _)| *needed);
        needed.map(|(_, needed)| field(shell, needed)).collect_view()
    };
    let strategy_id = Memo::new(move |_| strategy.get().id());
    let each_id = Memo::new(move |_| each.get().id());
    view! {
        <div class="controls" role="group" aria-label="What runs">
            {choice(shell, "way", "strategy", &strategies, strategy_id, choose_strategy)}
            {field(shell, &REQUESTS)}
            {choice(shell, "each takes", "each", &eaches, each_id, choose_each)}
            {dynamic(fields)}
            <div class="controls__end">
                {limits(shell)}
                <RunButtons />
            </div>
        </div>
    }
    .into_any()
}

/// One of several.
fn choice(
    shell: Shell,
    label: &'static str,
    testid: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: Memo<&'static str>,
    choose: fn(&mut Route, &str),
) -> AnyView {
    let change = move |event| shell.change(|route| choose(route, &event_target_value(&event)));
    let option = |&(id, title): &(&'static str, &'static str)| {
        view! { <option value=id selected=value(move || chosen.get() == id)>{title}</option> }
    };
    view! {
        <label class="field field--choice">
            <span class="field__label">{label}</span>
            <select class="select" data-testid=testid prop:value=chosen on:change=change>
                {options.iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// A number. What is out of range is put back into it; where there is none, what holds stands in its place.
fn field(shell: Shell, field: &'static Field) -> AnyView {
    let &Field { label, testid, seconds, range: (low, high), read, write } = field;
    let text =
        move |number: u32| if seconds { Milliseconds(number).as_seconds_text() } else { number.to_string() };
    let value = Memo::new(move |_| text(shell.route.with(read)));
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let number = input.value_as_number() * if seconds { 1000.0 } else { 1.0 };
        if number.is_nan() {
            return input.set_value("");
        }
        // `as` takes what is too large to the largest.
        let number = (number.round() as u32).clamp(low, high);
        input.set_value(&text(number));
        shell.change(|route| write(route, number));
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <span class="field__unit">
                <input
                    class="input" type="number" inputmode="decimal" data-testid=testid
                    min=text(low) max=text(high) step=if seconds { "any" } else { "1" }
                    placeholder=value prop:value=value on:change=change
                />
                {seconds.then(|| view! { <span aria-hidden="true">"s"</span> })}
            </span>
        </label>
    }
    .into_any()
}

/// How much a run may do, behind a word that says whether it is more or less than usual.
pub(super) fn limits(shell: Shell) -> AnyView {
    let asks = Ask::ALL.map(|ask| (ask.id(), ask.title()));
    let ask = Memo::new(move |_| shell.route.with(|route| route.ask.id()));
    let choose_ask = |route: &mut Route, id: &str| route.ask = Ask::from_id(id).unwrap_or_default();
    let usual = Memo::new(move |_| {
        shell.route.with(|route| {
            route.limits == Limits::default() && route.latency.0 == 0 && route.ask == Ask::Nothing
        })
    });
    let title = move || if usual.get() { "Limits" } else { "Limits ·" };
    let hint = move || if usual.get() { "How much a run may do" } else { "Limits, some of them changed" };
    view! {
        <details class="limits">
            <summary class="button" data-testid="limits" title=value(hint)>{dynamic(title)}</summary>
            <div class="limits__fields">
                <p class="limits__words">"A run stops at the first of these that it reaches."</p>
                {LIMITS.iter().map(|limit| field(shell, limit)).collect_view()}
                <p class="limits__words">"Predictions assume:"</p>
                {field(shell, &LATENCY)}
                <p class="limits__words">"Before a run shows itself:"</p>
                {choice(shell, "ask for", "ask", &asks, ask, choose_ask)}
            </div>
        </details>
    }
    .into_any()
}

/// Run, and while requests are on their way, Stop.
#[component]
pub(super) fn RunButtons() -> impl IntoView {
    let model = Model::expect();
    let working = move || model.working.get();
    view! {
        <button
            class="button" class:button--stop=value(move || working().is_some()) data-testid="stop"
            prop:disabled=value(move || working().is_none())
            on:click=move |_| model.stop()
        >
            "Stop"
        </button>
        {run_button(model)}
    }
}

/// Run and Stop in a frame whose requests really go out: nothing is sent before somebody asks for it.
#[component]
pub(super) fn EmbeddedRun() -> impl IntoView {
    let (shell, model) = (Shell::expect(), Model::expect());
    let is_needed =
        Memo::new(move |_| shell.route.with(Route::is_embedded) && model.backend.with(Backend::is_live));
    move || {
        is_needed
            .get()
            .then(|| view! { <div class="controls controls--frame"><RunButtons /></div> }.into_any())
    }
}

/// Run.
pub(super) fn run_button(model: Model) -> AnyView {
    let working = move || model.working.get();
    let live = Memo::new(move |_| model.backend.with(Backend::is_live));
    let title = move || if live.get() { "Run live" } else { "Run" };
    let hint =
        move || if live.get() { "Send the requests" } else { "Play the prediction from its beginning" };
    view! {
        <button
            class="button button--primary" data-testid="run" title=value(hint)
            prop:disabled=value(move || working() == Some(Working::Live))
            on:click=move |_| model.run()
        >
            <svg viewBox="0 0 14 14" class="icon icon--solid" aria-hidden="true"><path d="M3 1.5l9 5.5-9 5.5z" /></svg>
            {dynamic(title)}
        </button>
    }
    .into_any()
}
