//! A thread: a stack of frames and activities that can be put aside and taken up again.

use super::exception::{Raised, TracebackEntry};
use super::frame::Frame;
use super::limits::Halt;
use super::native_frame::{Flow, Input, NativeFrame, Wait};
use super::value::Value;

/// One thread of a process.
#[derive(Debug, Default)]
pub struct Thread {
    /// What is on its stack; the top is last.
    pub(super) stack: Vec<Entry>,
    /// What the top is resumed with.
    pub(super) input: Option<Input>,
    /// The flow that it begins with.
    pub(super) beginning: Option<Beginning>,
}

/// How a thread begins.
pub(super) struct Beginning(pub Flow);

impl std::fmt::Debug for Beginning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "beginning")
    }
}

/// What lies on a thread's stack.
#[derive(Debug)]
pub(super) enum Entry {
    Frame(Box<Frame>),
    NativeFrame(Box<dyn NativeFrame>),
}

/// Why a thread stopped running.
#[derive(Debug)]
pub enum Stop {
    /// It is over, with this result.
    Finished(Result<Value, Raised>),
    /// It waits.
    Waiting(Wait),
    /// It has used up its slice and can go on.
    Preempted,
    /// Everything stops.
    Halted(Halt),
}

impl Thread {
    /// A thread that begins with this.
    pub fn new(beginning: Flow) -> Thread {
        Thread { beginning: Some(Beginning(beginning)), ..Thread::default() }
    }

    /// Gives the thread what it waited for.
    pub fn answer(&mut self, answer: Input) {
        self.input = Some(answer);
    }

    /// Puts something on the stack that comes between, made from what the top would have been resumed with. Not before the thread
    /// has begun: then it answers false, and nothing is made.
    pub fn interrupt(&mut self, between: impl FnOnce(Input) -> Box<dyn NativeFrame>) -> bool {
        if self.beginning.is_some() {
            return false;
        }
        let input = self.input.take().unwrap_or(Input::Start);
        self.stack.push(Entry::NativeFrame(between(input)));
        self.input = Some(Input::Start);
        true
    }

    /// Where it is in the program, the innermost frame first; `top` is the one that runs.
    pub(super) fn program_frames(&self, top: &Frame) -> Vec<TracebackEntry> {
        let below = self.stack.iter().rev().filter_map(|entry| match entry {
            Entry::Frame(frame) => Some(&**frame),
            Entry::NativeFrame(_) => None,
        });
        let of_program = std::iter::once(top).chain(below).filter(|frame| frame.code.of_program);
        of_program.map(|frame| TracebackEntry { code: frame.code.clone(), line: frame.line() }).collect()
    }

    /// The line of the program at which the thread is, and the function; None if no frame of the program is on its stack.
    pub fn location(&self) -> Option<(u32, String)> {
        self.stack.iter().rev().find_map(|entry| match entry {
            Entry::Frame(frame) if frame.code.of_program => Some((frame.line(), frame.code.name.to_string())),
            _ => None,
        })
    }
}
