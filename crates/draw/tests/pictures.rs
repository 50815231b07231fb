//! What charts look like, and that any can be painted.
#![cfg(not(target_arch = "wasm32"))]

use analysis::{State, Stretches};
use draw::to_svg;
use fixtures::arbitrary::nonsense;
use fixtures::golden;
use fixtures::story::fan_out;
use proptest::prelude::*;
use trace::{Naming, Time, Trace};
use view::chart::timeline::{self, Extra, Viewport};
use view::chart::waterfall::{self, Bar, BarEnd};
use view::chart::{Palette, Scene, Theme};

/// The timeline of a whole trace.
fn timeline_of(trace: &Trace, now: Option<Time>, theme: &Theme) -> Scene {
    let (naming, stretches) = (Naming::new(trace), Stretches::new(trace));
    let (viewport, extra) = (Viewport::fit(trace, 36.0), Extra::default());
    let view = timeline::View {
        trace,
        naming: &naming,
        stretches: &stretches,
        viewport,
        now,
        width: 620.0,
        height: 260.0,
        extra,
    };
    let layout = timeline::layout(&view, theme);
    let mut scene = timeline::draw(&layout, theme);
    timeline::draw_caption(&mut scene, &layout, theme);
    scene
}

fn all_bars(trace: &Trace) -> Vec<Bar> {
    let state = State::at(trace, usize::MAX);
    waterfall::bars(trace, &Naming::new(trace), &state, state.now)
}

fn waterfall_of(predicted: &[Bar], measured: &[Bar], theme: &Theme) -> Scene {
    let (predicted, measured) = (Some(predicted), Some(measured));
    let view = waterfall::View { predicted, measured, until: None, now: None, width: 600.0, height: 240.0 };
    waterfall::draw(&waterfall::layout(&view, theme), theme)
}

#[test]
fn the_timeline_of_a_fan_out_looks_like_this() {
    let theme = Theme::new(1.0, Palette::Light);
    let scene = timeline_of(&fan_out(4, 1), Some(Time(250_901_000)), &theme);
    golden::check("chart/timeline.svg", &to_svg(&scene));
}

#[test]
fn the_waterfall_of_a_fan_out_looks_like_this() {
    let predicted = all_bars(&fan_out(4, 1));
    let mut measured = predicted.clone();
    for (bar, delay) in measured.iter_mut().zip([3_000_000, 5_000_000, 4_000_000, 9_000_000]) {
        bar.times.connected.0 += delay;
        bar.times.dequeued = bar.times.connected;
        bar.times.answered.0 += delay;
        bar.times.end.0 += delay + 2_000_000;
    }
    measured[2].end = BarEnd::Failed("the connection was closed".to_owned());
    let scene = waterfall_of(&predicted, &measured, &Theme::new(1.0, Palette::Light));
    golden::check("chart/waterfall.svg", &to_svg(&scene));
}

proptest! {
    #[test]
    fn the_charts_of_any_trace_can_be_painted(one in nonsense(80), other in nonsense(80), now in any::<u64>()) {
        let theme = Theme::new(2.0, Palette::Dark);
        let timeline = to_svg(&timeline_of(&one, Some(Time(now)), &theme));
        let waterfall = to_svg(&waterfall_of(&all_bars(&one), &all_bars(&other), &theme));
        for picture in [timeline, waterfall] {
            prop_assert!(picture.ends_with("</svg>\n"), "{}", picture);
            prop_assert!(!picture.contains("NaN") && !picture.contains("inf"), "{}", picture);
        }
    }
}
