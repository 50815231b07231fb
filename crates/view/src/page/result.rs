//! What a run came to, for whoever has seen it to its end: what it printed, how long it took, and what that time was made of.
//!
//! Only of runs that finished: of any other the page says what went wrong, and what to do. What it is not: it is shown at the last
//! step alone, so that it gives nothing away. Begin with [`result`].

use super::console::Console;
use super::explain::gain;
use super::view::View;
use super::wording::duration_text;
use analysis::stretches::Activity;
use trace::{Ending, Span, Stream};

/// How many printed lines are shown: the last ones.
const LINES: usize = 5;

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunResult {
    /// How long it took, in a sentence.
    pub title: String,
    /// The last lines that it printed.
    pub printed: Vec<String>,
    /// How many it printed before them.
    pub hidden: usize,
    /// What the time was made of, in sentences.
    pub made_of: Vec<String>,
}

/// What a run came to; None if it did not finish.
pub fn result(view: &View) -> Option<RunResult> {
    if view.trace.ending() != Some(&Ending::Finished) {
        return None;
    }
    let console = Console::new(&view.trace, &view.outputs, view.outputs.len());
    let lines = console.lines.iter().filter(|line| line.stream == Stream::Output);
    let lines: Vec<&String> = lines.map(|line| &line.text).collect();
    let before = lines.len().saturating_sub(LINES);
    Some(RunResult {
        title: format!("Finished after {}", duration_text(view.totals.total)),
        printed: lines[before..].iter().map(|line| (*line).clone()).collect(),
        hidden: console.hidden + before,
        made_of: [gain(&view.totals), of_the_loop(view)].into_iter().flatten().collect(),
    })
}

/// How the loop spent its time; None if there was none, or more than one.
fn of_the_loop(view: &View) -> Option<String> {
    let mut loops = view.end().threads.iter().filter(|(_, thread)| thread.event_loop.is_some());
    let (Some((lane, _)), None) = (loops.next(), loops.next()) else { return None };
    let lane = view.stretches.lane(lane)?;
    let only = lane.sums_of_first(lane.len());
    let mut parts = vec![format!("worked for {}", duration_text(only.time[Activity::Running.kind()]))];
    let blocked = only.time[Activity::BLOCKED];
    if blocked > Span::ZERO {
        parts.push(format!("was blocked for {}", duration_text(blocked)));
    }
    parts.push(format!("waited for {}", duration_text(only.time[Activity::Polling.kind()])));
    let last = parts.pop()?;
    Some(format!("The loop {} and {last}.", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime::{Options, predict};
    use std::sync::Arc;

    fn result_of(source: &str) -> Option<RunResult> {
        let trace = predict(source, &Options::default()).expect("it is Python");
        result(&View::new(Arc::new(trace)))
    }

    #[test]
    fn a_run_that_finished_says_what_it_printed_and_how_long_it_took() {
        let source = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(0.5)\n    print('done')\n\n\nasyncio.run(main())\n";
        let result = result_of(source).expect("it finished");
        assert_eq!((result.title.as_str(), result.hidden), ("Finished after 500 ms", 0));
        assert_eq!(result.printed, ["done"]);
        assert!(result.made_of[0].starts_with("The loop worked for 0"), "{:?}", result.made_of);
        assert!(result.made_of[0].ends_with(" and waited for 500 ms."), "{:?}", result.made_of);
    }

    #[test]
    fn a_loop_that_was_blocked_is_said_to_have_been() {
        let source = "import asyncio\nimport time\n\n\nasync def main():\n    time.sleep(0.25)\n\n\nasyncio.run(main())\n";
        let result = result_of(source).expect("it finished");
        assert!(
            result.made_of[0].contains(", was blocked for 250 ms and waited for 0 ms"),
            "{:?}",
            result.made_of
        );
    }

    #[test]
    fn of_many_lines_the_last_are_shown_and_the_others_counted() {
        let result = result_of("for i in range(9):\n    print(i)\n").expect("it finished");
        assert_eq!((result.printed.join(" ").as_str(), result.hidden), ("4 5 6 7 8", 4));
        assert!(result.made_of.is_empty());
    }

    #[test]
    fn a_run_that_failed_has_no_result() {
        assert_eq!(result_of("1 / 0\n"), None);
    }
}
