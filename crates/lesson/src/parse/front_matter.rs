//! The lines between `---` at the top of a file: what a lesson says about itself.

use super::super::block::{Lesson, Problem};
use super::clean;

/// The longest summary, in characters.
const LONGEST_SUMMARY: usize = 300;
/// The longest that a lesson takes, in minutes.
const MOST_MINUTES: u32 = 240;
/// What separates front matter from the text.
const FENCE: &str = "---";

/// Reads the front matter into the lesson. Gives how many bytes it takes; 0 if there is none.
pub(super) fn read(text: &str, lesson: &mut Lesson, problems: &mut Vec<Problem>) -> usize {
    let mut lines = text.split_inclusive('\n').zip(1..);
    let Some((first, _)) = lines.next().filter(|(line, _)| line.trim_end() == FENCE) else { return 0 };
    let mut length = first.len();
    let mut inside: Vec<(&str, u32)> = Vec::new();
    for (line, number) in lines {
        length += line.len();
        if line.trim_end() == FENCE {
            inside.into_iter().for_each(|(line, number)| entry(line, number, lesson, problems));
            return length;
        }
        inside.push((line.trim(), number));
    }
    // Never closed: then it was a line across the page.
    0
}

fn entry(line: &str, number: u32, lesson: &mut Lesson, problems: &mut Vec<Problem>) {
    if line.is_empty() || line.starts_with('#') {
        return;
    }
    let (key, value) = line.split_once(':').unwrap_or((line, ""));
    let value = value.trim().trim_matches('"');
    let mut problem = |message: String, instead: &str| {
        problems.push(Problem { line: number, message, instead: instead.to_owned() });
    };
    match key.trim() {
        "summary" => lesson.summary = clean(value).chars().take(LONGEST_SUMMARY).collect(),
        "minutes" => match value.parse() {
            Ok(minutes @ 1..=MOST_MINUTES) => lesson.minutes = Some(minutes),
            _ => problem("These minutes are no number from 1 to 240.".to_owned(), "Write minutes: 4."),
        },
        "title" => problem(
            "The title is not given here.".to_owned(),
            "Write it as the first heading, below the second line ---: # Title.",
        ),
        _ => problem(
            format!("A lesson says nothing called {} about itself.", super::quoted(key.trim())),
            "Write summary: or minutes:, or leave the line out.",
        ),
    }
}
