//! Fenced code: a live view if its first line says `live`, else code that only stands there.
//!
//! The first line is `python live` and options, `name=value` each, in quotation marks where there are spaces in it.

use super::super::block::{Block, Problem};
use super::super::live::{Backend, LiveView, Position, Prediction, Program, Question, USUAL_PANELS};
use super::link::is_name;
use super::{clean, quoted};
use protocol::Panel;

/// The heights of a live view, in CSS pixels.
const HEIGHTS: std::ops::RangeInclusive<u32> = 120..=1200;
/// The longest title or question, in characters.
const LONGEST_TITLE: usize = 200;
/// The longest program, in bytes.
const LONGEST_PROGRAM: usize = 50_000;
/// The options, as a problem lists them.
const OPTIONS: &str = "program, panels, outside, position, height, title, predict, ask";

/// Makes a block of fenced code. `info` is what stands behind the fence, `line` where.
pub(super) fn block(info: &str, text: String, line: u32, problems: &mut Vec<Problem>) -> Option<Block> {
    let words = words(info);
    let is_live = |word: &String| word.eq_ignore_ascii_case("live");
    let mut notice = |message: String, instead: String| problems.push(Problem { line, message, instead });
    if !words.iter().any(is_live) {
        if words.iter().any(|word| word.starts_with("predict=") || word.starts_with("program=")) {
            notice(
                "A program is shown, and does not run.".into(),
                "Write ```python live, then the options.".into(),
            );
        }
        let language =
            words.first().filter(|word| !word.contains('=')).map_or_else(String::new, |word| clean(word));
        return Some(Block::Code { language, text: clean(&text) });
    }
    if !words.first().is_some_and(|word| word.eq_ignore_ascii_case("python")) {
        notice("Only Python runs here.".into(), "Write ```python live.".into());
    }
    let mut reader = Reader { line, problems, program: None, view: empty_view(line), asked: None };
    for word in words.iter().skip(1).filter(|word| !is_live(word)) {
        reader.option(word);
    }
    reader.finish(text)
}

fn empty_view(line: u32) -> LiveView {
    LiveView {
        line,
        title: String::new(),
        program: Program::Inline(String::new()),
        panels: USUAL_PANELS.to_vec(),
        backend: Backend::default(),
        position: Position::default(),
        height: None,
        prediction: None,
    }
}

/// Words at spaces; quotation marks hold a word together and are dropped.
fn words(info: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut in_quotes = false;
    for c in info.chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            c if c.is_whitespace() && !in_quotes => words.push(String::new()),
            c => words.last_mut().expect("it began with one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

struct Reader<'p> {
    line: u32,
    problems: &'p mut Vec<Problem>,
    program: Option<String>,
    view: LiveView,
    asked: Option<String>,
}

impl Reader<'_> {
    fn problem(&mut self, message: impl Into<String>, instead: impl Into<String>) {
        self.problems.push(Problem { line: self.line, message: message.into(), instead: instead.into() });
    }

    fn option(&mut self, word: &str) {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        match name {
            "program" if is_name(value.trim_end_matches(".py")) => {
                self.program = Some(value.trim_end_matches(".py").to_owned());
            }
            "program" => self.problem(
                format!("{} is no name of a program.", quoted(value)),
                "Write the name of a file in programs/: small letters, digits and hyphens.",
            ),
            "panels" => self.panels(value),
            "outside" => match value {
                "predicted" => self.view.backend = Backend::Predicted,
                "live" => self.view.backend = Backend::Live,
                _ => self.problem(
                    format!("{} is no place for requests to go.", quoted(value)),
                    "Write outside=predicted or outside=live.",
                ),
            },
            "position" => match value {
                "start" => self.view.position = Position::Start,
                "end" => self.view.position = Position::End,
                _ => self.step(value),
            },
            "height" => match value.parse() {
                Ok(height) if HEIGHTS.contains(&height) => self.view.height = Some(height),
                _ => self.problem(
                    format!("{} is no height.", quoted(value)),
                    "Write a number of pixels from 120 to 1200, such as height=360.",
                ),
            },
            "title" => self.view.title = shortened(value),
            "predict" => self.predict(value),
            "ask" => self.asked = Some(shortened(value)),
            _ => self.problem(
                format!("A live view has no option {}.", quoted(name)),
                format!("Write one of these, with = and a value: {OPTIONS}. Values with spaces need quotation marks."),
            ),
        }
    }

    fn step(&mut self, value: &str) {
        match value.parse() {
            Ok(step @ 1..) => self.view.position = Position::Step(step),
            _ => self.problem(
                format!("{} is no place in a run.", quoted(value)),
                "Write position=start, position=end, or the number of a step.",
            ),
        }
    }

    fn panels(&mut self, value: &str) {
        let mut panels = Vec::new();
        for word in value.split(',').filter(|word| !word.is_empty()) {
            match Panel::from_id(word) {
                Some(panel) if panels.contains(&panel) => {}
                Some(panel) => panels.push(panel),
                None => self.problem(
                    format!("There is no panel {}.", quoted(word)),
                    format!(
                        "Write some of {}, with commas and no spaces.",
                        Panel::ALL.map(Panel::id).join(", ")
                    ),
                ),
            }
        }
        if !panels.is_empty() {
            self.view.panels = panels;
        }
    }

    fn predict(&mut self, value: &str) {
        match Question::ALL.into_iter().find(|question| question.word() == value) {
            Some(question) => {
                let text = question.usual_text().to_owned();
                self.view.prediction = Some(Prediction { question, text });
            }
            None => self.problem(
                format!("{} cannot be predicted.", quoted(value)),
                "Write predict=order for the order of the printed lines, or predict=total for the total time.",
            ),
        }
    }

    /// The live view; None if there is nothing to run.
    fn finish(mut self, text: String) -> Option<Block> {
        match (self.asked.take(), &mut self.view.prediction) {
            (Some(asked), Some(prediction)) if !asked.is_empty() => prediction.text = asked,
            (Some(_), None) => {
                self.problem(
                    "There is a question, but nothing to predict.",
                    "Add predict=order or predict=total.",
                );
            }
            _ => {}
        }
        let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let is_empty = text.lines().all(is_comment);
        match self.program.take() {
            Some(name) => {
                self.view.program = Program::Named(name);
                if !is_empty {
                    self.problem(
                        "There are two programs: one that is named, and one that stands here. The named one runs.",
                        "Leave out program=, or all lines here that are no comments.",
                    );
                }
            }
            None if is_empty => {
                self.problem(
                    "A live view without a program.",
                    "Write the program below this line, or name one with program=.",
                );
                return None;
            }
            None if text.len() > LONGEST_PROGRAM => {
                self.problem(
                    format!("This program is longer than {LONGEST_PROGRAM} bytes, too long for a lesson."),
                    "Show a shorter one.",
                );
                return None;
            }
            None => self.view.program = Program::Inline(text),
        }
        Some(Block::Live(self.view))
    }
}

fn shortened(text: &str) -> String {
    clean(text).chars().take(LONGEST_TITLE).collect()
}
