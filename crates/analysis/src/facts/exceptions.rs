//! Who sees an exception.
//!
//! The trace says which frames an exception leaves, and which lines run; the text says where `except` clauses are. Together they
//! say who catches it: the frame in which a line of a clause's block runs.

use super::outline::{Handler, Outline};
use super::words::{code, list};
use super::{Fact, Topic};
use std::collections::BTreeMap;
use trace::{
    Ending, Event, EventId, FrameExit, HandleId, Kind, LaneId, Name, Outcome, Stream, TaskId, Trace,
};

/// How many catches are told at length.
const TOLD: usize = 4;

/// What was seen of it so far.
#[derive(Debug)]
pub(super) struct Exceptions<'a> {
    outline: &'a Outline,
    threads: BTreeMap<LaneId, Thread>,
    /// The frames of tasks that wait, innermost first.
    asleep: BTreeMap<TaskId, Vec<Frame>>,
    catches: Vec<Catch>,
}

/// Somebody who sees an exception.
#[derive(Debug)]
struct Catch {
    event: EventId,
    by: CaughtBy,
    origin: Origin,
    /// The functions whose `finally` ran on its way.
    finals: Vec<Name>,
    /// What was printed to standard error from then on, until the loop went on.
    said: String,
}

/// Where an exception arose.
#[derive(Debug, Clone, Copy)]
struct Origin {
    function: Name,
    line: u32,
    /// Whether the function waited there: it came from what was waited for.
    awaited: bool,
}

#[derive(Debug)]
enum CaughtBy {
    /// A function, by the clause of that number.
    Function(Name, usize),
    /// The loop's exception handler; it left a callback.
    Loop,
    /// A task keeps it: the exception's text.
    Task(Name),
    /// Nobody: it ended the program.
    Nobody,
}

#[derive(Debug, Default)]
struct Thread {
    handle: Option<HandleId>,
    task: Option<TaskId>,
    stack: Vec<Frame>,
    /// How many frames are below those of the handle that is being called.
    base: usize,
    /// An exception that is on its way.
    propagation: Option<Propagation>,
    /// Whether frames are back on the stack, and nothing of the program has been executed yet.
    resumed: bool,
    /// The first catch in the handle that is being called.
    first_catch: usize,
    said: String,
}

#[derive(Debug, Clone, Copy)]
struct Frame {
    function: Name,
    line: u32,
    /// Where it was before the clause that is looked at, if one is.
    before_clause: Origin,
}

#[derive(Debug)]
struct Propagation {
    origin: Origin,
    /// How many frames are below the last one that it left.
    depth: usize,
    finals: Vec<Name>,
}

impl<'a> Exceptions<'a> {
    pub(super) fn new(outline: &'a Outline) -> Exceptions<'a> {
        Exceptions { outline, threads: BTreeMap::new(), asleep: BTreeMap::new(), catches: Vec::new() }
    }

    /// Takes in the next event.
    pub(super) fn read(&mut self, trace: &Trace, id: EventId, event: &Event) {
        let thread = self.threads.entry(trace.thread_of(event.lane)).or_default();
        match event.kind {
            Kind::HandleStarted { handle } => {
                thread.stack.truncate(thread.base);
                let stack = std::mem::take(&mut thread.stack);
                let first_catch = self.catches.len();
                *thread = Thread {
                    handle: Some(handle),
                    base: stack.len(),
                    stack,
                    first_catch,
                    ..Thread::default()
                };
            }
            Kind::HandleFinished { .. } => self.end_handle(trace, id, event),
            Kind::TaskResumed { task } => {
                thread.task = Some(task);
                thread.resumed = true;
            }
            Kind::FrameEntered { function, resumed } => {
                let known = thread.task.filter(|_| resumed).and_then(|task| self.asleep.get_mut(&task));
                let before_clause = Origin { function, line: event.line, awaited: false };
                let fresh = Frame { function, line: event.line, before_clause };
                let frame =
                    known.and_then(Vec::pop).filter(|frame| frame.function == function).unwrap_or(fresh);
                thread.stack.push(frame);
            }
            Kind::Line => self.line(trace, id, event),
            Kind::FrameLeft { exit: FrameExit::Raised } => thread.raise(event.line),
            Kind::FrameLeft { exit } => {
                let left = thread.stack.pop();
                if let (FrameExit::Suspended, Some(task), Some(left)) = (exit, thread.task, left) {
                    self.asleep.entry(task).or_default().push(left);
                }
                if thread
                    .propagation
                    .as_ref()
                    .is_some_and(|propagation| propagation.depth > thread.stack.len())
                {
                    thread.propagation = None;
                }
            }
            Kind::TaskFinished { task, outcome } => {
                self.asleep.remove(&task);
                let propagation = thread.propagation.take();
                if let (Outcome::Raised(text), Some(propagation)) = (outcome, propagation) {
                    self.catches.push(propagation.caught(id, CaughtBy::Task(text)));
                }
            }
            Kind::Output { stream: Stream::Error, text } => thread.said.push_str(trace.text(text)),
            _ => {}
        }
    }

    /// A line of the innermost frame: does it belong to a clause that caught something?
    fn line(&mut self, trace: &Trace, id: EventId, event: &Event) {
        let Some(thread) = self.threads.get_mut(&trace.thread_of(event.lane)) else { return };
        let depth = thread.stack.len();
        let awaited = std::mem::take(&mut thread.resumed);
        let Some(frame) = thread.stack.last_mut() else { return };
        let before = std::mem::replace(&mut frame.line, event.line);
        let passes = thread.propagation.as_ref().is_some_and(|propagation| propagation.depth == depth);
        let outline = self.outline;
        if outline.is_clause(event.line) {
            if !outline.is_clause(before) {
                frame.before_clause = Origin { function: frame.function, line: before, awaited };
            }
            return;
        }
        let handler = outline.handler_around(event.line);
        match handler.filter(|handler| outline.handler_around(before) != Some(*handler)) {
            Some(handler) => {
                let function = frame.function;
                let here = Origin { function, line: before, awaited };
                let origin = if outline.is_clause(before) { frame.before_clause } else { here };
                let here = Propagation { origin, depth, finals: Vec::new() };
                let propagation = if passes { thread.propagation.take() } else { None };
                let caught_by = CaughtBy::Function(function, handler);
                self.catches.push(propagation.unwrap_or(here).caught(id, caught_by));
            }
            None if passes && outline.is_final(event.line) => {
                let propagation = thread.propagation.as_mut().expect("it passes");
                if propagation.finals.last() != Some(&frame.function) {
                    propagation.finals.push(frame.function);
                }
            }
            // A context manager, or the library, has dealt with it.
            None if passes => thread.propagation = None,
            None => {}
        }
    }

    /// The loop has called something: what left it, and what was printed?
    fn end_handle(&mut self, trace: &Trace, id: EventId, event: &Event) {
        let Some(thread) = self.threads.get_mut(&trace.thread_of(event.lane)) else { return };
        let mut thread = std::mem::take(thread);
        let has_left = thread.handle.is_some() && thread.stack.len() == thread.base;
        if let Some(propagation) = thread.propagation.filter(|_| has_left) {
            self.catches.push(propagation.caught(id, CaughtBy::Loop));
        }
        if let Some(last) = self.catches.get_mut(thread.first_catch..).and_then(<[Catch]>::last_mut) {
            last.said = thread.said;
        }
        thread.stack.truncate(thread.base);
        let below = Thread { stack: thread.stack, ..Thread::default() };
        self.threads.insert(trace.thread_of(event.lane), below);
    }

    /// An exception ended the program: that of the task which was its last hope, or one that arose outside the loop.
    fn end_program(&mut self, trace: &Trace, traceback: &str) {
        let last = EventId(trace.event_count().saturating_sub(1) as u32);
        let kept = self.catches.pop_if(|catch| matches!(catch.by, CaughtBy::Task(_)));
        let propagation = self.threads.values_mut().find_map(|thread| thread.propagation.take());
        let catch = kept.or(propagation.map(|propagation| propagation.caught(last, CaughtBy::Nobody)));
        let of_nobody = |catch| Catch { by: CaughtBy::Nobody, said: traceback.to_owned(), ..catch };
        self.catches.extend(catch.map(of_nobody));
    }

    /// Who saw which.
    pub(super) fn fact(mut self, trace: &Trace) -> Option<Fact> {
        if let Some(Ending::Failed { traceback, .. }) = trace.ending() {
            self.end_program(trace, traceback);
        }
        if self.catches.is_empty() {
            return None;
        }
        let told = self.catches.iter().take(TOLD);
        let mut text: Vec<String> = told.map(|catch| self.sentence(trace, catch)).collect();
        if self.catches.len() > TOLD {
            text.push(format!("{} more are seen later.", self.catches.len() - TOLD));
        }
        let shorts = self.catches.iter().take(TOLD).map(|catch| catch.short(trace));
        Some(Fact {
            topic: Topic::Exceptions,
            short: shorts.collect::<Vec<_>>().join("; "),
            text: text.join(" "),
            events: self.catches.iter().map(|catch| catch.event).collect(),
        })
    }

    fn sentence(&self, trace: &Trace, catch: &Catch) -> String {
        let Origin { function, line, awaited } = catch.origin;
        let arises = match awaited {
            false => format!("An exception arises in `{}`, line {line}", trace.text(function)),
            true => format!("An exception comes to `{}` where it waits, line {line}", trace.text(function)),
        };
        let seen = match &catch.by {
            CaughtBy::Function(by, handler) => {
                let Handler { line, text, .. } = &self.outline.handlers[*handler];
                let own = if *by == function { " itself" } else { "" };
                format!("and `{}`{own} catches it, line {line}: `{text}`", trace.text(*by))
            }
            CaughtBy::Loop => {
                "and no function catches it: the loop's exception handler reports it".to_owned()
            }
            CaughtBy::Task(text) => {
                format!("and its task keeps it for whoever awaits it: `{}`", trace.text(*text))
            }
            CaughtBy::Nobody => "and nobody catches it: the program ends".to_owned(),
        };
        let finals: Vec<&str> = catch.finals.iter().map(|function| trace.text(*function)).collect();
        let finals = match finals.is_empty() {
            true => String::new(),
            false => format!("; on the way the `finally` of {} runs", list(&code(&finals))),
        };
        let traceback = match traceback(&catch.said) {
            Some((frames, error)) => format!(" The traceback of `{error}` names {}.", list(&code(&frames))),
            None => String::new(),
        };
        format!("{arises}, {seen}{finals}.{traceback}")
    }
}

impl Thread {
    /// An exception leaves the innermost frame, in that line.
    fn raise(&mut self, line: u32) {
        let Some(left) = self.stack.pop() else { return };
        let depth = self.stack.len();
        match self.propagation.as_mut().filter(|propagation| propagation.depth == depth + 1) {
            Some(propagation) => propagation.depth = depth,
            None => {
                let origin = Origin { function: left.function, line, awaited: self.resumed };
                self.propagation = Some(Propagation { origin, depth, finals: Vec::new() });
            }
        }
    }
}

impl Propagation {
    fn caught(self, event: EventId, by: CaughtBy) -> Catch {
        Catch { event, by, origin: self.origin, finals: self.finals, said: String::new() }
    }
}

impl Catch {
    /// Who, and which: `main: KeyError`.
    fn short(&self, trace: &Trace) -> String {
        let who = match &self.by {
            CaughtBy::Function(function, _) => trace.text(*function),
            CaughtBy::Loop => "the loop",
            CaughtBy::Task(_) => "a task",
            CaughtBy::Nobody => "nobody",
        };
        match traceback(&self.said) {
            Some((_, error)) => {
                let kind = error.split(':').next().unwrap_or_default();
                format!("{who}: {}", kind.rsplit('.').next().unwrap_or_default())
            }
            None => who.to_owned(),
        }
    }
}

/// The functions that the last traceback in a text names, outermost first, and its last line: the exception.
fn traceback(text: &str) -> Option<(Vec<&str>, &str)> {
    let (_, last) = text.rsplit_once("Traceback (most recent call last):\n")?;
    let frames = last.lines().take_while(|line| line.starts_with("  "));
    let functions = frames.filter_map(|line| line.trim_start().strip_prefix("File ")?.rsplit_once(", in "));
    let error = last.lines().find(|line| !line.starts_with("  "))?;
    Some((functions.map(|(_, function)| function).collect(), error))
}

#[cfg(test)]
mod tests {
    use super::traceback;

    #[test]
    fn the_last_traceback_of_a_text_is_read() {
        let text = "\
Exception in callback f() at x.py:1
Traceback (most recent call last):
  File \"x.py\", line 1, in first
    f()
KeyError: 1

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File \"x.py\", line 2, in <module>
    g()
  File \"x.py\", line 3, in g
    raise
asyncio.exceptions.InvalidStateError: invalid state
";
        let error = "asyncio.exceptions.InvalidStateError: invalid state";
        assert_eq!(traceback(text), Some((vec!["<module>", "g"], error)));
        assert_eq!(traceback("no traceback"), None);
    }
}
