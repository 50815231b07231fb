//! Ticks of a time axis: round times, in a unit that fits.

use super::geometry::TimeScale;
use trace::{Span, Time};

/// A tick.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub x: f64,
    /// When that is.
    pub time: Time,
    /// What it says: a number, the last one with its unit.
    pub label: String,
}

/// Ticks at round times for a range of time, as many as their labels leave room for.
pub fn ticks(scale: &TimeScale, font_size: f64) -> Vec<Tick> {
    let span = scale.end.since(scale.start);
    // Seven characters, and as much again between two labels as makes them two.
    let room = (scale.width / (font_size * 6.0)).floor().clamp(1.0, 20.0);
    let step = nice_step(span, room as u64);
    let unit = unit_for(scale.end, step);
    let first = scale.start.0.div_ceil(step.0).saturating_mul(step.0);
    let count = (scale.end.0.checked_sub(first)).map_or(0, |rest| rest / step.0 + 1);
    let times = (0..count).map(|index| Time(first + index * step.0));
    let mut ticks: Vec<Tick> =
        times.map(|time| Tick { x: scale.x_from_time(time), time, label: unit.label(time, step) }).collect();
    if let Some(last) = ticks.last_mut() {
        last.label = format!("{} {}", last.label, unit.name);
    }
    ticks
}

/// The smallest round step of which no more than `room` fit into the span.
fn nice_step(span: Span, room: u64) -> Span {
    const GREATEST: u64 = 1_000_000_000_000_000_000;
    let least = span.0.div_ceil(room.max(1)).max(1);
    let mut power = 1;
    while power < GREATEST {
        for step in [power, power * 2, power * 5 / 2, power * 5] {
            if step >= least {
                return Span(step);
            }
        }
        power *= 10;
    }
    Span(GREATEST * 10)
}

#[derive(Debug, Clone, Copy)]
struct Unit {
    name: &'static str,
    nanoseconds: u64,
}

const UNITS: [Unit; 4] = [
    Unit { name: "s", nanoseconds: 1_000_000_000 },
    Unit { name: "ms", nanoseconds: 1_000_000 },
    Unit { name: "µs", nanoseconds: 1_000 },
    Unit { name: "ns", nanoseconds: 1 },
];

/// The greatest unit that the latest label has one of, and that tells steps apart by three decimals.
fn unit_for(end: Time, step: Span) -> Unit {
    let fits =
        |unit: &&Unit| end.0 >= unit.nanoseconds && unit.decimals(step).is_some_and(|decimals| decimals <= 3);
    UNITS.iter().find(fits).copied().unwrap_or(UNITS[3])
}

impl Unit {
    /// How many decimals tell one step from the next.
    fn decimals(&self, step: Span) -> Option<u32> {
        (0..=9).find(|&decimals| {
            (u128::from(step.0) * 10u128.pow(decimals)).is_multiple_of(u128::from(self.nanoseconds))
        })
    }

    fn label(&self, time: Time, step: Span) -> String {
        let decimals = self.decimals(step).unwrap_or(0) as usize;
        format!("{:.decimals$}", time.0 as f64 / self.nanoseconds as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(start: u64, end: u64, width: f64) -> Vec<String> {
        let scale = TimeScale::new(Time(start), Time(end), 0.0, width);
        ticks(&scale, 10.0).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round_and_the_last_has_the_unit() {
        // 300 px have room for five labels: 500 ms / 5 = 100 ms.
        assert_eq!(labels(0, 500_000_000, 300.0), ["0", "100", "200", "300", "400", "500 ms"]);
        assert_eq!(labels(0, 1_250_000_000, 300.0), ["0.00", "0.25", "0.50", "0.75", "1.00", "1.25 s"]);
    }

    #[test]
    fn a_deep_zoom_keeps_its_digits_apart() {
        assert_eq!(
            labels(250_900_000, 250_904_000, 240.0),
            ["250.900", "250.901", "250.902", "250.903", "250.904 ms"]
        );
        // Seconds would need seven decimals.
        assert_eq!(
            labels(12_000_000_100, 12_000_000_300, 120.0),
            ["12000000.1", "12000000.2", "12000000.3 µs"]
        );
    }

    #[test]
    fn any_range_has_few_ticks() {
        for (start, end) in [(0, 0), (0, u64::MAX), (u64::MAX, u64::MAX), (7, 3), (0, 1)] {
            assert!(labels(start, end, 1e4).len() <= 22, "from {start} to {end}");
        }
    }
}
