//! Where things are in small waterfalls, and that any can be laid out.

use super::*;
use crate::chart::{Palette, Theme};
use analysis::State;
use analysis::statistics::RequestTimes;
use fixtures::arbitrary::{nonsense, sense};
use fixtures::story::fan_out;
use proptest::prelude::*;
use trace::{Naming, TaskShape, Trace};

fn all_bars(trace: &Trace) -> Vec<Bar> {
    let state = State::at(trace, usize::MAX);
    bars(trace, &Naming::new(trace), &state, state.now)
}

/// A request that was sent at 10 ms, left the browser at 40, waited until 60, was answered at 160, and done at 180.
fn measured() -> Bar {
    let at = |milliseconds: u64| Time(milliseconds * 1_000_000);
    let times = RequestTimes {
        sent: at(10),
        connected: at(40),
        dequeued: at(60),
        answered: at(160),
        end: at(180),
        open: false,
    };
    Bar {
        request: RequestId(1),
        label: "get(1)".to_owned(),
        mark: Some((0, TaskShape::Circle)),
        times,
        end: BarEnd::Done(Some(200), 16),
    }
}

fn lay(predicted: Option<&[Bar]>, measured: Option<&[Bar]>, height: f64) -> Waterfall {
    let view = View { predicted, measured, until: None, now: None, width: 600.0, height };
    layout(&view, &Theme::new(1.0, Palette::Light))
}

#[test]
fn a_bar_is_split_by_where_the_request_was() {
    let bars = [measured()];
    let waterfall = lay(None, Some(&bars), 200.0);
    let shape = waterfall.rows[0].measured.as_ref().expect("it is measured");
    let parts: Vec<_> = shape
        .segments
        .iter()
        .map(|segment| (segment.place, (segment.rect.width / waterfall.scale.width * 180.0).round()))
        .collect();
    // 180 ms fill the width.
    let expected = [
        (BarPhase::Browser, 30.0),
        (BarPhase::ServerQueue, 20.0),
        (BarPhase::Server, 100.0),
        (BarPhase::Download, 20.0),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn predicted_lies_above_measured() {
    let bars = [measured()];
    let waterfall = lay(Some(&bars), Some(&bars), 200.0);
    let row = &waterfall.rows[0];
    let (predicted, measured) = (row.predicted.as_ref(), row.measured.as_ref());
    let (predicted, measured) =
        (predicted.expect("it is predicted").rect, measured.expect("it is measured").rect);
    assert_eq!(predicted.bottom(), measured.y);
    assert_eq!(predicted.height, measured.height);
    assert!(matches!(
        waterfall.hit(predicted.x + 1.0, predicted.middle()),
        Some(Hit { what: Item::Bar(Side::Predicted, _), .. })
    ));
    assert!(matches!(
        waterfall.hit(measured.x + 1.0, measured.middle()),
        Some(Hit { what: Item::Bar(Side::Measured, _), .. })
    ));
    assert!(matches!(waterfall.hit(1.0, measured.middle()), Some(Hit { what: Item::Row(RequestId(1)), .. })));
}

#[test]
fn a_request_under_way_lasts_until_now() {
    let trace = fan_out(2, 1);
    // Answers come at 125.9 and 250.9 ms.
    let answered = trace.events().position(|event| event.time >= Time(125_000_000)).expect("an answer comes");
    let state = State::at(&trace, answered);
    let bars = bars(&trace, &Naming::new(&trace), &state, Time(60_000_000));
    assert!(bars.iter().all(|bar| bar.end == BarEnd::Open && bar.times.end == Time(60_000_000)));
}

#[test]
fn two_thousand_requests_share_the_rows_that_there_are() {
    let bars: Vec<Bar> =
        (1..=2000).map(|request| Bar { request: RequestId(request), ..measured() }).collect();
    let waterfall = lay(None, Some(&bars), 464.0);
    // 464 px less what stands above (38) and the axis (22): 404 px for 400 rows, 5 requests each.
    assert_eq!((waterfall.rows.len(), waterfall.requests_per_row), (400, 5));
    assert!(waterfall.rows.iter().all(|row| row.rect.height >= 1.0 && row.rect.bottom() <= 442.5));
    assert!(waterfall.caption().is_some());
    let labels = waterfall.rows.iter().filter(|row| !row.label.is_empty()).count();
    assert!(labels > 4, "{labels} rows of {} have numbers", waterfall.rows.len());
}

#[test]
fn a_row_that_stands_for_several_shows_the_slowest() {
    let fast = measured();
    let mut slow = Bar { request: RequestId(2), ..measured() };
    slow.times.end = Time(300_000_000);
    let bars: Vec<Bar> =
        (0..1000).map(|index| if index == 501 { slow.clone() } else { fast.clone() }).collect();
    let bars: Vec<Bar> =
        bars.into_iter().zip(1..).map(|(bar, request)| Bar { request: RequestId(request), ..bar }).collect();
    let waterfall = lay(None, Some(&bars), 564.0);
    // 504 px, so 500 rows of 2: requests 501 and 502 share the 251st.
    let shape = waterfall.rows[250].measured.as_ref().expect("it is measured");
    assert_eq!(shape.bar.request, RequestId(502));
}

#[test]
fn the_table_says_where_each_request_was() {
    let table = table("Measured requests", &[measured()]);
    let row = ["1 get(1)", "10 ms", "30 ms", "20 ms", "100 ms", "20 ms", "170 ms", "status 200, 16 bytes"];
    assert_eq!(table.rows, [row]);
    assert_eq!(table.header.len(), row.len());
}

proptest! {
    #[test]
    fn bars_that_grow_are_those_of_the_whole(
        trace in prop_oneof![sense(), nonsense(200)], mut parts in prop::collection::vec(0.0..1.0, 0..5),
    ) {
        parts.sort_by(f64::total_cmp);
        let mut growing = Bars::default();
        for part in parts.into_iter().chain([1.0]) {
            let beginning = trace.beginning((trace.event_count() as f64 * part) as usize);
            let (naming, state) = (Naming::new(&beginning), State::at(&beginning, usize::MAX));
            growing.grow(&beginning, &naming, &state, state.now);
            prop_assert_eq!(&*growing, bars(&beginning, &naming, &state, state.now));
        }
    }

    #[test]
    fn any_two_traces_can_be_drawn_beside_each_other(
        one in nonsense(80),
        other in nonsense(80),
        until in prop::option::of(any::<u64>()),
        width in 0.0..1000.0,
        height in 0.0..600.0,
    ) {
        let (one, other) = (all_bars(&one), all_bars(&other));
        let view = View {
            predicted: Some(&one),
            measured: Some(&other),
            until: until.map(Time),
            now: until.map(|until| Time(until / 2)),
            width,
            height,
        };
        let waterfall = layout(&view, &Theme::new(1.5, Palette::Dark));
        prop_assert!(waterfall.rows.iter().all(|row| row.rect.height >= 1.0));
        draw(&waterfall, &Theme::new(1.5, Palette::Dark));
    }
}
