//! How a server spent its time, as the header `Server-Timing` says: `queue;dur=0.5, work;dur=125`.
//!
//! Only durations are read, in milliseconds; descriptions are skipped (W3C Server Timing, "The Server-Timing Header Field").

use trace::Span;

/// The duration of the metric of that name; None if the header has none.
pub(crate) fn duration(header: &str, name: &str) -> Option<Span> {
    header.split(',').find_map(|metric| {
        let mut parts = metric.split(';').map(str::trim);
        (parts.next()? == name).then_some(())?;
        parts.find_map(duration_of)
    })
}

/// The length in `dur=12.5`.
fn duration_of(parameter: &str) -> Option<Span> {
    let (name, value) = parameter.split_once('=')?;
    let milliseconds: f64 = value.trim().trim_matches('"').parse().ok()?;
    let is_length =
        name.trim().eq_ignore_ascii_case("dur") && milliseconds.is_finite() && milliseconds >= 0.0;
    is_length.then(|| Span::from_seconds(milliseconds / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_metric_has_its_duration() {
        let header = "queue;dur=0.5, work;desc=\"all of it\";dur=125";
        assert_eq!(duration(header, "queue"), Some(Span::from_microseconds(500)));
        assert_eq!(duration(header, "work"), Some(Span::from_milliseconds(125)));
        assert_eq!(duration(header, "cache"), None);
    }

    #[test]
    fn what_is_no_length_of_time_is_none() {
        for header in ["", "work", "work;dur", "work;dur=x", "work;dur=-1", "work;dur=inf", ";;,=,"] {
            assert_eq!(duration(header, "work"), None, "{header}");
        }
    }
}
