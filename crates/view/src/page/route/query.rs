//! The parameters of an address: read one by one, each with a range and a default; what is left over is a problem too.

use crate::page::problem::{Problem, quoted};
use crate::page::settings::Milliseconds;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::fmt;
use std::ops::RangeInclusive;

/// What is written as `%20` and the like: all but what is safe and readable in a fragment's query.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b',');
/// In a part of a path also what would end it.
const ESCAPED_IN_PATH: &AsciiSet = &ESCAPED.add(b'/');
/// How many parameters are read; an address has no more than some 20.
const MAX_PARAMETERS: usize = 64;

/// Parameters, in order.
#[derive(Debug, Default)]
pub(super) struct Query {
    parameters: Vec<(String, String)>,
}

impl Query {
    /// Reads `a=1&b=2`. Of a parameter given twice the first counts.
    pub(super) fn parse(text: &str, problems: &mut Vec<Problem>) -> Query {
        let mut query = Query::default();
        for part in text.split('&').filter(|part| !part.is_empty()).take(MAX_PARAMETERS) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name), decode(value));
            if query.parameters.iter().any(|(known, _)| *known == name) {
                problems.push(Problem::new(&name, "It is given more than once. The first counts."));
            } else {
                query.parameters.push((name, value));
            }
        }
        query
    }

    /// Takes a parameter out.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.parameters.iter().position(|(known, _)| known == name)?;
        Some(self.parameters.remove(place).1)
    }

    /// A whole number within a range, else the default.
    pub(super) fn number(
        &mut self,
        name: &str,
        range: RangeInclusive<u32>,
        default: u32,
        problems: &mut Vec<Problem>,
    ) -> u32 {
        let Some(text) = self.take(name) else { return default };
        match text.parse() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                let (low, high) = (range.start(), range.end());
                let message = format!(
                    "{} is not a whole number from {low} to {high}. It is {default} instead.",
                    quoted(&text)
                );
                problems.push(Problem::new(name, message));
                default
            }
        }
    }

    /// Seconds within a range of milliseconds, rounded to whole ones, else the default.
    pub(super) fn seconds(
        &mut self,
        name: &str,
        range: RangeInclusive<u32>,
        default: Milliseconds,
        problems: &mut Vec<Problem>,
    ) -> Milliseconds {
        let Some(text) = self.take(name) else { return default };
        match milliseconds_from_seconds(&text).filter(|milliseconds| range.contains(&milliseconds.0)) {
            Some(milliseconds) => milliseconds,
            None => {
                let bound = |milliseconds: &u32| Milliseconds(*milliseconds).as_seconds_text();
                let message = format!(
                    "{} is not a number of seconds from {} to {}. It is {} instead.",
                    quoted(&text),
                    bound(range.start()),
                    bound(range.end()),
                    default.as_seconds_text()
                );
                problems.push(Problem::new(name, message));
                default
            }
        }
    }

    /// The number of a step; None without one. A step that the run does not have is no error of the address: it is the last.
    pub(super) fn step(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<u32> {
        let step = self.number(name, 0..=u32::MAX, 0, problems);
        (step > 0).then_some(step)
    }

    /// One of several names, else the default.
    pub(super) fn choice<T: Default>(
        &mut self,
        name: &str,
        from_id: impl Fn(&str) -> Option<T>,
        ids: &[&str],
        problems: &mut Vec<Problem>,
    ) -> T {
        let Some(text) = self.take(name) else { return T::default() };
        from_id(&text).unwrap_or_else(|| {
            let message =
                format!("{} is none of {}. The default is shown instead.", quoted(&text), ids.join(", "));
            problems.push(Problem::new(name, message));
            T::default()
        })
    }

    /// Complains about parameters that nobody took.
    pub(super) fn finish(self, problems: &mut Vec<Problem>) {
        for (name, _) in self.parameters {
            let message = format!("No parameter of this page is called {}. It is ignored.", quoted(&name));
            problems.push(Problem::new("address", message));
        }
    }

    /// Adds a parameter.
    pub(super) fn push(&mut self, name: &str, value: &str) {
        self.parameters.push((name.to_owned(), value.to_owned()));
    }

    /// Adds the number of a step, if there is one.
    pub(super) fn push_step(&mut self, name: &str, step: Option<u32>) {
        if let Some(step) = step {
            self.push(name, &step.to_string());
        }
    }

    /// Adds a parameter, unless it has its default.
    pub(super) fn push_unless(&mut self, name: &str, value: &str, default: &str) {
        if value != default {
            self.push(name, value);
        }
    }
}

/// With the question mark, if there is anything to ask.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.parameters.iter().enumerate() {
            let separator = if place == 0 { '?' } else { '&' };
            write!(f, "{separator}{name}={}", utf8_percent_encode(value, ESCAPED))?;
        }
        Ok(())
    }
}

/// A text as a part of a path.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED_IN_PATH).to_string()
}

/// Undoes `%20`; bytes that are no text become marks.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Seconds as people write them, `0.125`, to the nearest millisecond; None if it is no number, or far from any range.
///
/// Digit by digit, since the standard library's way to a float brings tables of 10 KB into the page.
pub(super) fn milliseconds_from_seconds(text: &str) -> Option<Milliseconds> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_number(fraction) || whole.len() > 6 {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let digit = |place: usize| fraction.as_bytes().get(place).map_or(0, |byte| u32::from(byte - b'0'));
    let milliseconds = digit(0) * 100 + digit(1) * 10 + digit(2) + u32::from(digit(3) >= 5);
    Some(Milliseconds(whole * 1000 + milliseconds))
}
