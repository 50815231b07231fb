//! A sentence about a run, in parts: what is a task's name can be shown in the task's color.

use serde::{Deserialize, Serialize};
use std::fmt;
use trace::event::{LaneId, LaneKind, Name, TaskId, Trace};
use trace::naming::Naming;

/// One sentence, or a few.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sentence {
    /// In order; written one after the other, they are the sentence.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A task's name.
    Task {
        /// Which: [`Naming::color`] gives its color.
        task: TaskId,
        /// What it is called.
        name: String,
    },
    /// Something of the program: a function's name, a line.
    Code(String),
    /// A number, with its unit if it has one.
    Number(String),
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) | Part::Number(text) | Part::Task { name: text, .. } => f.write_str(text)?,
                Part::Code(text) => write!(f, "`{text}`")?,
            }
        }
        Ok(())
    }
}

/// Says a sentence, part by part.
#[derive(Debug, Clone)]
pub(super) struct SentenceWriter<'a> {
    trace: &'a Trace,
    naming: &'a Naming,
    sentence: Sentence,
}

impl<'a> SentenceWriter<'a> {
    pub(super) fn new(trace: &'a Trace, naming: &'a Naming) -> SentenceWriter<'a> {
        SentenceWriter { trace, naming, sentence: Sentence::default() }
    }

    /// Plain words.
    pub(super) fn say(mut self, words: &str) -> Self {
        match self.sentence.parts.last_mut() {
            Some(Part::Text(text)) => text.push_str(words),
            _ => self.sentence.parts.push(Part::Text(words.to_owned())),
        }
        self
    }

    /// A task's name.
    pub(super) fn task(mut self, task: TaskId) -> Self {
        self.sentence.parts.push(Part::Task { task, name: self.naming.task(self.trace, task) });
        self
    }

    /// Who has a lane: its task's name, or its thread's; the main thread is the program.
    pub(super) fn lane(self, lane: LaneId) -> Self {
        match self.trace.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, .. }) => self.task(task),
            _ if lane == LaneId(0) => self.say("the program"),
            _ => {
                let name = self.naming.lane(self.trace, lane);
                self.say("the thread ").say(&name)
            }
        }
    }

    /// The names of tasks, the first few: `get(1), get(2) and 7 more`; `nobody` if there are none.
    pub(super) fn tasks(mut self, tasks: &[TaskId], nobody: &str) -> Self {
        const FEW: usize = 3;
        let named = if tasks.len() > FEW + 1 { FEW } else { tasks.len() };
        let last = if named == tasks.len() { named.checked_sub(1) } else { None };
        for (index, &task) in tasks.iter().take(named).enumerate() {
            if index > 0 {
                self = self.say(if last == Some(index) { " and " } else { ", " });
            }
            self = self.task(task);
        }
        match tasks.len() - named {
            0 if tasks.is_empty() => self.say(nobody),
            0 => self,
            more => self.say(" and ").number(more).say(" more"),
        }
    }

    /// A text of the program, as code.
    pub(super) fn code(mut self, name: Name) -> Self {
        let text: String = self.trace.text(name).chars().take(80).collect();
        let text = match text.as_str() {
            "" => "?".to_owned(),
            "<module>" => "the program".to_owned(),
            _ => text,
        };
        self.sentence.parts.push(Part::Code(text));
        self
    }

    /// A number.
    pub(super) fn number(mut self, number: impl fmt::Display) -> Self {
        self.sentence.parts.push(Part::Number(number.to_string()));
        self
    }

    /// `1 handle is`, `2 handles are`.
    pub(super) fn count(self, count: usize, one: &str, several: &str) -> Self {
        self.number(count).say(" ").say(if count == 1 { one } else { several })
    }

    pub(super) fn end(mut self) -> Sentence {
        if let Some(Part::Text(text)) = self.sentence.parts.first_mut()
            && let Some(first) = text.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        self.sentence
    }
}

/// A number of things: `1 request`, `4 requests`.
pub fn count_text(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}
