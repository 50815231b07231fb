//! A live view: a program in a lesson, and what one sees of its run.

use protocol::Panel;
use serde::{Deserialize, Serialize};

/// A program that runs where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveView {
    /// The line of the file in which it begins.
    pub line: u32,
    /// What it shows, in a few words; empty if the file does not say.
    pub title: String,
    /// What runs.
    pub program: Program,
    /// What one sees of it, in this order. Never empty.
    pub panels: Vec<Panel>,
    /// Whether its requests go out.
    pub backend: Backend,
    /// Where it stands at first.
    pub position: Position,
    /// Its height in CSS pixels; None for what the page finds right.
    pub height: Option<u32>,
    /// What to ask before anything of the run is shown.
    pub prediction: Option<Prediction>,
}

/// What runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Program {
    /// This text.
    Inline(String),
    /// The program of that name in `lessons/programs`.
    Named(String),
}

/// The panels of a live view that names none.
pub const USUAL_PANELS: [Panel; 4] = [Panel::Listing, Panel::Stage, Panel::Timeline, Panel::Console];

/// Whether requests go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Backend {
    /// Virtual time, and answers that are computed.
    #[default]
    Predicted,
    /// The real clock, and requests that are sent.
    Live,
}

/// A place in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Position {
    /// Before the first step.
    #[default]
    Start,
    /// That step, counted from 1; the last if there are fewer.
    Step(u32),
    /// After the last step.
    End,
}

/// What a reader is asked before the run is shown. The answer is what the run does: no file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// What is to be guessed.
    pub question: Question,
    /// In words, to be shown as they are. Never empty.
    pub text: String,
}

/// What is to be guessed. [`guess`](super::guess) compares it with the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// The order of the printed lines.
    Order,
    /// How long it takes in total, in milliseconds.
    Total,
}

impl Question {
    /// Both.
    pub const ALL: [Question; 2] = [Question::Order, Question::Total];

    /// The word in `predict=`.
    pub fn word(self) -> &'static str {
        match self {
            Question::Order => "order",
            Question::Total => "total",
        }
    }

    /// How it is asked where the file does not say.
    pub fn usual_text(self) -> &'static str {
        match self {
            Question::Order => "In which order are these lines printed?",
            Question::Total => "How long does it take, from start to end?",
        }
    }
}
