//! How long a step, a jump and a frame of a chart take, by the length of the trace. `cargo bench --bench trace`.
//!
//! A frame lasts 16 ms; DESIGN's budget for 100,000 events is one frame, and the cost must hardly grow beyond.

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use analysis::{Replay, State, Steps, Stretches, why};
    use criterion::{BenchmarkId, Criterion};
    use fixtures::story::fan_out;
    use std::hint::black_box;
    use trace::{Naming, Time, Trace};
    use view::chart::{Palette, Theme, timeline, waterfall};

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
    }

    fn id(name: &str, trace: &Trace) -> BenchmarkId {
        BenchmarkId::new(name, trace.event_count())
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
