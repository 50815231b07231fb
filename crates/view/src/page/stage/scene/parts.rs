//! What a scene is made of: places and arrows, tokens, texts, boxes, bars, and what opens a list.
//!
//! Plain data, and nothing about where it comes from or how it is painted: the files beside this one put it in its place, and
//! `drawing` makes shapes of it. Begin with [`Token`] and [`Words`].

use super::metrics::Rect;
use crate::page::stage::{Look, MemberList, Note, ThreadStatus, Who};
use trace::{TaskId, Time};

/// How big the stage is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Which part of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The ready queue.
    Queue,
    /// The call stack.
    Stack,
    /// Those who wait.
    Waiting,
    /// The poll.
    Poll,
    /// The middle, where those are who are finished.
    Middle,
    /// The threads.
    Threads,
}

/// How a place is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing happens there.
    Quiet,
    /// What happens now happens there.
    Active,
    /// It is stuck, and a loop with it.
    Blocked,
    /// It is stuck, as threads may be.
    Stuck,
    /// Somebody there could go on, and is held up by what is stuck elsewhere.
    Held,
    /// Nothing happens there any more.
    Over,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Which.
    pub place: Place,
    /// Where.
    pub rect: Rect,
    /// What people read on its upper edge.
    pub title: String,
    /// How it is marked.
    pub emphasis: Emphasis,
}

/// An arrow from one place to another: from a point to a point, where the head is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrow {
    /// From where, and where to.
    pub ends: (Place, Place),
    /// Where it begins.
    pub from: (i32, i32),
    /// Where it ends.
    pub to: (i32, i32),
    /// What is said about it, where there is room.
    pub caption: &'static str,
    /// Whether nobody can go it now.
    pub shut: bool,
}

/// Somebody, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Who.
    pub who: Who,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// Its pattern.
    pub look: Look,
    /// In which part of the stage.
    pub place: Place,
    /// Where. A dot is as wide as it is high.
    pub rect: Rect,
    /// Its name, shortened to fit; empty if it is a dot.
    pub label: String,
    /// What stands at its right end.
    pub note: Words,
    /// What its bar shows, or its ring, if it has one.
    pub gauge: Note,
    /// Whether it has no room for a name.
    pub dot: bool,
    /// From whom it comes, if it was not there before.
    pub origin: Option<Who>,
}

/// A text that stays, or one that changes while time goes by.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// It stays.
    Still(String),
    /// A note, in short if that is said.
    Note(Note, bool),
    /// A moment or a length of time, between words.
    Timed {
        /// What comes before.
        before: &'static str,
        /// What changes.
        what: Timed,
        /// What comes after.
        after: &'static str,
    },
}

impl Default for Words {
    fn default() -> Words {
        Words::Still(String::new())
    }
}

/// What changes while time goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timed {
    /// The moment itself.
    Clock,
    /// How long ago something was.
    Since(Time),
    /// How long until something will be.
    Until(Time),
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Beside something more important.
    Caption,
    /// A value.
    Value,
    /// A value that matters.
    Strong,
    /// Code.
    Code,
    /// The clock in the middle.
    Clock,
}

/// Where a text lies relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centered there.
    Middle,
    /// Ends there.
    End,
}

/// A text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where, horizontally.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// Relative to its point.
    pub anchor: Anchor,
    /// How it looks.
    pub style: TextStyle,
    /// What it says.
    pub words: Words,
}

impl Text {
    pub(super) fn new(x: i32, y: i32, anchor: Anchor, style: TextStyle, words: Words) -> Text {
        Text { x, y, anchor, style, words }
    }
}

/// What a box is drawn around.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BoxLook {
    /// A task that runs, with its frames.
    Task(Option<TaskId>),
    /// A frame that waits for the one in it.
    Frame(Option<TaskId>),
    /// The frame in which something happens.
    Innermost(Option<TaskId>),
    /// A thread.
    Thread(ThreadStatus),
}

/// A box around others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boxed {
    /// Where.
    pub rect: Rect,
    /// Around what.
    pub look: BoxLook,
}

/// A bar that fills or empties while time goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Where it is when it is full.
    pub rect: Rect,
    /// What it shows.
    pub note: Note,
}

/// "+ 187 more": those for whom there is no room. It opens a list.
#[derive(Debug, Clone, PartialEq)]
pub struct More {
    /// Of which.
    pub member_list: MemberList,
    /// What it says.
    pub text: String,
    /// Where it is.
    pub rect: Rect,
}
