//! The programs of the fan-out page, with a person's choices written into them. The listing is the program: what is shown is
//! what runs.

use super::settings::{Each, FanOut, Milliseconds, Strategy};
use std::fmt::Write;

/// The longest wait of a demo endpoint, in seconds.
const LONGEST_WAIT: u32 = 60;
/// The most durations that a listing spells out.
const SPELLED_OUT: u32 = 6;

/// A program's name as a file: `gather.py`.
pub fn file_name(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "sequential.py",
        Strategy::Callbacks => "callbacks.py",
        Strategy::Gather => "gather.py",
        Strategy::Semaphore => "semaphore.py",
        Strategy::AsCompleted => "as_completed.py",
        Strategy::Timeout => "timeout.py",
    }
}

/// The program of these choices.
pub fn source(fan_out: &FanOut) -> String {
    let mut source = template(fan_out.strategy).to_owned();
    if fan_out.each == Each::Random {
        source = source.replacen("import asyncio\n", "import asyncio\nimport random\n", 1);
    }
    source = replace_parameter(&source, "DURATIONS", &durations(fan_out));
    if fan_out.each == Each::Random {
        let seeded = format!("\nrandom.seed({})\nDURATIONS = ", fan_out.seed);
        source = source.replacen("\nDURATIONS = ", &seeded, 1);
    }
    match fan_out.strategy {
        Strategy::Semaphore => replace_parameter(&source, "LIMIT", &fan_out.limit.to_string()),
        Strategy::Timeout => replace_parameter(&source, "TIMEOUT", &fan_out.timeout.as_seconds_text()),
        Strategy::Sequential | Strategy::Callbacks | Strategy::Gather | Strategy::AsCompleted => source,
    }
}

fn template(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => include_str!("../../../../assets/programs/sequential.py"),
        Strategy::Callbacks => include_str!("../../../../assets/programs/callbacks.py"),
        Strategy::Gather => include_str!("../../../../assets/programs/gather.py"),
        Strategy::Semaphore => include_str!("../../../../assets/programs/semaphore.py"),
        Strategy::AsCompleted => include_str!("../../../../assets/programs/as_completed.py"),
        Strategy::Timeout => include_str!("../../../../assets/programs/timeout.py"),
    }
}

/// Replaces the text right of `name = ` at the left margin.
pub(super) fn replace_parameter(source: &str, name: &str, value: &str) -> String {
    let assignment = format!("{name} = ");
    let mut replaced = String::with_capacity(source.len() + value.len());
    for line in source.split_inclusive('\n') {
        match line.strip_prefix(&assignment) {
            Some(_) => replaced.extend([&assignment, value, "\n"]),
            None => replaced.push_str(line),
        }
    }
    replaced
}

/// The durations as a Python expression, short enough to read.
fn durations(fan_out: &FanOut) -> String {
    let (count, duration) = (fan_out.requests, fan_out.duration);
    match fan_out.each {
        Each::Same => format!("[{}] * {count}", duration.as_seconds_text()),
        Each::Eighths if count <= SPELLED_OUT => {
            let mut list = String::new();
            for eighth in 1..=count {
                let separator = if eighth == 1 { "" } else { ", " };
                write!(list, "{separator}{}", Milliseconds(125 * eighth).as_seconds_text()).ok();
            }
            format!("[{list}]")
        }
        Each::Eighths if count <= 8 * LONGEST_WAIT => format!("[i / 8 for i in range(1, {})]", count + 1),
        Each::Eighths => format!("[min(i / 8, {LONGEST_WAIT}) for i in range(1, {})]", count + 1),
        Each::Random => {
            let shortest = Milliseconds(duration.0 / 10).as_seconds_text();
            let longest = duration.as_seconds_text();
            format!("[random.uniform({shortest}, {longest}) for _ in range({count})]")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of<'a>(source: &'a str, start: &str) -> &'a str {
        source
            .lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("no {start} in {source}"))
    }

    #[test]
    fn every_program_has_the_parameters_that_its_strategy_uses_and_no_others() {
        for strategy in Strategy::ALL {
            let text = template(strategy);
            let has =
                |name: &str| text.lines().filter(|line| line.starts_with(&format!("{name} = "))).count();
            assert_eq!(has("DURATIONS"), 1, "{strategy:?}");
            assert_eq!(has("LIMIT"), usize::from(strategy == Strategy::Semaphore), "{strategy:?}");
            assert_eq!(has("TIMEOUT"), usize::from(strategy == Strategy::Timeout), "{strategy:?}");
        }
    }

    #[test]
    fn the_default_choices_leave_every_program_as_its_file_is() {
        for strategy in Strategy::ALL {
            assert_eq!(source(&FanOut { strategy, ..FanOut::default() }), template(strategy));
        }
    }

    #[test]
    fn choices_are_written_into_the_program() {
        let chosen = FanOut {
            strategy: Strategy::Semaphore,
            requests: 200,
            each: Each::Same,
            duration: Milliseconds(100),
            limit: 20,
            ..FanOut::default()
        };
        assert_eq!(line_of(&source(&chosen), "DURATIONS"), "DURATIONS = [0.1] * 200");
        assert_eq!(line_of(&source(&chosen), "LIMIT"), "LIMIT = 20");
        let timeout = FanOut { strategy: Strategy::Timeout, timeout: Milliseconds(1), ..chosen };
        assert_eq!(line_of(&source(&timeout), "TIMEOUT"), "TIMEOUT = 0.001");
    }

    #[test]
    fn eighths_never_wait_longer_than_the_endpoint_allows() {
        let eighths = |requests| durations(&FanOut { requests, ..FanOut::default() });
        assert_eq!(eighths(1), "[0.125]");
        assert_eq!(eighths(7), "[i / 8 for i in range(1, 8)]");
        // 480 / 8 s = 60 s
        assert_eq!(eighths(480), "[i / 8 for i in range(1, 481)]");
        assert_eq!(eighths(481), "[min(i / 8, 60) for i in range(1, 482)]");
    }

    #[test]
    fn random_durations_are_seeded_before_they_are_drawn() {
        let text = source(&FanOut { each: Each::Random, seed: 7, ..FanOut::default() });
        let program = "import asyncio\nimport random\n\nimport aiohttp\n";
        assert!(text.contains(program), "{text}");
        assert!(
            text.contains("\nrandom.seed(7)\nDURATIONS = [random.uniform(0.05, 0.5) for _ in range(4)]\n")
        );
    }

    #[test]
    fn no_line_is_wider_than_the_listing() {
        for strategy in Strategy::ALL {
            for each in Each::ALL {
                let chosen = FanOut { strategy, each, requests: 2000, ..FanOut::default() };
                for line in source(&chosen).lines() {
                    assert!(line.chars().count() <= 72, "{line}");
                }
            }
        }
    }
}
