//! How long a step, a jump, a frame of a chart and a report of a run that goes on take, by the length of the trace.
//! `cargo bench -p view --bench trace`.
//!
//! A frame lasts 16 ms; the budget for 100,000 events is one frame, and the cost must hardly grow beyond. What a report costs must
//! not grow at all.

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use analysis::{Replay, State, Steps, Stretches, why};
    use criterion::{BatchSize, BenchmarkId, Criterion};
    use fixtures::story::{fan_out, waves};
    use std::hint::black_box;
    use std::sync::Arc;
    use trace::{EventId, Growth, Kind, Known, Naming, Time, Trace};
    use view::chart::waterfall::Bars;
    use view::chart::{Palette, Theme, timeline, waterfall};
    use view::page::listing::Marks;
    use view::page::stage::{Run, Stage};
    use view::page::view::View;

    /// Tasks and rounds of requests: about 1,000, 100,000 and 1,000,000 events.
    const SIZES: [(u32, u32); 3] = [(10, 4), (100, 43), (1000, 43)];

    pub(super) fn run(criterion: &mut Criterion) {
        for (tasks, rounds) in SIZES {
            let trace = fan_out(tasks, rounds);
            bench_replay(criterion, &trace);
            bench_derived(criterion, &trace);
            bench_timeline(criterion, &trace);
            bench_waterfall(criterion, &trace);
        }
        let trace = waves(20, 250);
        for position in [1_000, 10_000, trace.event_count()] {
            bench_report(criterion, &earlier(&trace, position));
        }
    }

    fn id(name: &str, trace: &Trace) -> BenchmarkId {
        BenchmarkId::new(name, trace.event_count())
    }

    /// How many events a report brings.
    const REPORT: usize = 200;

    /// What the last report of a run costs: the trace grows while the view before is kept, and becomes another view.
    fn bench_report(criterion: &mut Criterion, trace: &Trace) {
        let earlier = earlier(trace, trace.event_count() - REPORT);
        let mut known = Known::default();
        let mut before = Trace::new(trace.file(), trace.source());
        before.grow(known.catch_up(&earlier));
        let view = View::new(Arc::new(before));
        // The page asks at once.
        view.causes();
        let growth = known.catch_up(trace);
        criterion.bench_with_input(id("report", trace), &growth, |bencher, growth: &Growth<'_>| {
            bencher.iter(|| {
                let mut trace = view.trace.clone();
                Arc::make_mut(&mut trace).grow(growth.clone());
                view.grown(trace)
            });
        });
        let mut trace = Trace::clone(&view.trace);
        trace.grow(growth);
        bench_shown(criterion, &view, &view.grown(Arc::new(trace)));
    }

    /// What it costs to put a report into pictures: the stage, the listing's marks and the charts of the whole run.
    fn bench_shown(criterion: &mut Criterion, before: &View, view: &View) {
        let (end, theme) = (view.end_time(), Theme::new(2.0, Palette::Light));
        let mut earlier = Bars::default();
        earlier.grow(&before.trace, &before.naming, before.end(), before.end_time());
        let show = |mut bars: Bars| {
            let stage = Stage::new(Run::from(view), view.end(), end);
            let marks = Marks::new(view.end());
            bars.grow(&view.trace, &view.naming, view.end(), end);
            let requests = waterfall::View {
                predicted: None,
                measured: Some(&bars),
                until: Some(end),
                now: None,
                width: 1280.0,
                height: 600.0,
            };
            let lanes = timeline::View {
                trace: &view.trace,
                naming: &view.naming,
                stretches: &view.stretches,
                viewport: timeline::Viewport::fit(&view.trace, 24.0),
                now: None,
                width: 1280.0,
                height: 600.0,
                extra: timeline::Extra::default(),
            };
            let minimap = timeline::minimap(&view.trace, &view.stretches, end, (1280.0, 40.0), &theme);
            let timeline = timeline::draw(&timeline::layout(&lanes, &theme), &theme);
            let waterfall = waterfall::draw(&waterfall::layout(&requests, &theme), &theme);
            black_box((stage, marks, minimap, timeline, waterfall, bars))
        };
        criterion.bench_with_input(id("report, in pictures", &view.trace), &earlier, |bencher, earlier| {
            bencher.iter_batched(|| earlier.clone(), show, BatchSize::LargeInput);
        });
    }

    /// A trace as it was when it had so many events, without the lanes and the texts that came later.
    fn earlier(trace: &Trace, position: usize) -> Trace {
        let mut earlier = Trace::new(trace.file(), trace.source());
        let events = || trace.events_until(position).map(|event| event.kind);
        let tasks = events().filter(|kind| matches!(kind, Kind::TaskCreated { .. })).count();
        let printed = events().filter_map(|kind| match kind {
            Kind::Output { text, .. } => Some(text.index()),
            _ => None,
        });
        for name in trace.names_from(0).take(printed.max().unwrap_or(50) + 1) {
            earlier.push_name(name);
        }
        for lane in trace.lanes().range(0, tasks + 1) {
            earlier.push_lane(*lane);
        }
        earlier.push_events(trace.events_until(position));
        earlier
    }

    fn bench_replay(criterion: &mut Criterion, trace: &Trace) {
        let len = trace.event_count();
        let mut replay = Replay::new(trace);
        let mut position = 0;
        criterion.bench_with_input(id("step forward", trace), trace, |bencher, trace| {
            bencher.iter(|| {
                position = (position + 1) % len;
                replay.seek(trace, position).now
            });
        });
        criterion.bench_with_input(id("step back", trace), trace, |bencher, trace| {
            bencher.iter(|| {
                position = position.checked_sub(1).unwrap_or(len);
                replay.seek(trace, position).now
            });
        });
        criterion.bench_with_input(id("jump", trace), trace, |bencher, trace| {
            bencher.iter(|| {
                // A large odd stride visits positions in no order.
                position = (position + 982_451_653) % len;
                replay.seek(trace, position).now
            });
        });
        let naming = Naming::new(trace);
        let state = State::at(trace, len / 2);
        criterion.bench_with_input(id("why", trace), trace, |bencher, trace| {
            bencher.iter(|| black_box(why(trace, &naming, &state)));
        });
        criterion.bench_with_input(id("all events", trace), trace, |bencher, trace| {
            bencher
                .iter(|| trace.events().fold(0, |sum: u64, event| sum.wrapping_add(u64::from(event.line))));
        });
        criterion.bench_with_input(id("a thousand events anywhere", trace), trace, |bencher, trace| {
            bencher.iter(|| {
                (0..1000).fold(0, |sum: u64, _| {
                    position = (position + 982_451_653) % len;
                    sum + trace.event(EventId(position as u32)).map_or(0, |event| u64::from(event.line))
                })
            });
        });
    }

    fn bench_derived(criterion: &mut Criterion, trace: &Trace) {
        let mut group = criterion.benchmark_group("once per trace");
        group.sample_size(10);
        group.bench_with_input(id("replay", trace), trace, |bencher, trace| {
            bencher.iter(|| Replay::new(trace))
        });
        group.bench_with_input(id("stretches", trace), trace, |bencher, trace| {
            bencher.iter(|| Stretches::new(trace))
        });
        group
            .bench_with_input(id("steps", trace), trace, |bencher, trace| bencher.iter(|| Steps::new(trace)));
        group.bench_with_input(id("naming", trace), trace, |bencher, trace| {
            bencher.iter(|| Naming::new(trace))
        });
        group.finish();
    }

    fn bench_timeline(criterion: &mut Criterion, trace: &Trace) {
        let (naming, stretches) = (Naming::new(trace), Stretches::new(trace));
        let theme = Theme::new(2.0, Palette::Light);
        let whole = timeline::Viewport::fit(trace, 24.0);
        let middle = Time(whole.end.0 / 2);
        let close = timeline::Viewport { start: middle, end: Time(middle.0 + 1_000_000_000), ..whole };
        for (name, viewport) in [("timeline, whole", whole), ("timeline, close", close)] {
            criterion.bench_with_input(id(name, trace), trace, |bencher, trace| {
                bencher.iter(|| {
                    let (naming, stretches) = (&naming, &stretches);
                    let view = timeline::View {
                        trace,
                        naming,
                        stretches,
                        viewport,
                        now: Some(middle),
                        width: 1280.0,
                        height: 600.0,
                        extra: timeline::Extra::default(),
                    };
                    black_box(timeline::draw(&timeline::layout(&view, &theme), &theme))
                });
            });
        }
    }

    fn bench_waterfall(criterion: &mut Criterion, trace: &Trace) {
        let state = State::at(trace, trace.event_count());
        let bars = waterfall::bars(trace, &Naming::new(trace), &state, state.now);
        let bars = &bars[..bars.len().min(2000)];
        let view = waterfall::View {
            predicted: Some(bars),
            measured: Some(bars),
            until: None,
            now: None,
            width: 1280.0,
            height: 600.0,
        };
        let theme = Theme::new(2.0, Palette::Light);
        criterion.bench_with_input(id("waterfall", trace), trace, |bencher, _| {
            bencher.iter(|| black_box(waterfall::draw(&waterfall::layout(&view, &theme), &theme)));
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mut criterion = criterion::Criterion::default().configure_from_args();
    host::run(&mut criterion);
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
