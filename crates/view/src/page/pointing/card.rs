//! What is said about a subject, in a few lines: what it is, what it does and since when, and for whom.
//!
//! What it is not: why it does so; that is the caption's, for the step that is looked at.

use super::Subject;
use crate::chart::timeline::{ActivitySpan, wordings};
use crate::page::stage::words::Names;
use crate::page::stage::{Run, Who};
use crate::page::timeline::activity_text;
use crate::page::wording::{count_text, duration_text};
use analysis::state::{HandleState, RequestEnd, RequestState, State, TaskPhase, TaskState};
use analysis::stretches::Activity;
use trace::{HandleId, HandleSource, LaneId, Outcome, RequestId, Span, TaskId, Time};

/// So many of those that wait for a task are named.
const MOST_NAMED: usize = 3;

/// What is said about a subject.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// What it is.
    pub title: String,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// What is said about it: each a line.
    pub lines: Vec<String>,
}

/// What is said about a subject at a position of a run, at a moment. None if there is no such subject then.
pub fn card(run: Run<'_>, state: &State, now: Time, subject: Subject) -> Option<Card> {
    let about = About { run, state, now: now.max(state.now), names: Names { run, state } };
    match subject {
        Subject::Task(task) => Some(about.task(task, state.tasks.get(task)?)),
        Subject::Handle(handle) => Some(about.handle(handle, state.handles.get(handle)?)),
        Subject::Request(request) => Some(about.request(request, state.requests.get(request)?)),
        Subject::Line(line) => about.line(line),
        Subject::Thread(lane) => about.thread(lane),
    }
}

/// What is asked about.
struct About<'a> {
    run: Run<'a>,
    state: &'a State,
    now: Time,
    names: Names<'a>,
}

impl About<'_> {
    fn task(&self, id: TaskId, task: &TaskState) -> Card {
        let mut lines = vec![self.doing(task)];
        if !matches!(task.phase, TaskPhase::Finished(_)) {
            lines.extend(place(task.line));
            lines.extend(self.waiting_for(id));
        }
        lines.extend(task.parent.map(|parent| format!("made by {}", self.name(parent))));
        Card { title: format!("task {}", self.name(id)), task: Some(id), lines }
    }

    /// `waiting for a lock, 200 ms so far: lock of fetch-1, no. 2 in line`
    fn doing(&self, task: &TaskState) -> String {
        let ago = self.passed(task.since, " ago");
        let so_far = self.so_far(task.since);
        match task.phase {
            TaskPhase::Ready => format!("ready{so_far}: its next step is in the ready queue"),
            TaskPhase::Running => "running".to_owned(),
            TaskPhase::Finished(outcome) => {
                let (how, with) = match outcome {
                    Outcome::Returned => ("finished", None),
                    Outcome::Cancelled => ("cancelled; ended", None),
                    Outcome::Raised(text) => ("failed", Some(self.run.trace.text(text))),
                };
                let with = with.map(|text| format!(" with {}", first_line(text))).unwrap_or_default();
                format!("{how}{}{with}", ago.unwrap_or_default())
            }
            TaskPhase::Waiting(awaited) => {
                let activity = Activity::Waiting(awaited);
                let event = task.because;
                let what = ActivitySpan { activity, count: 1, start: task.since, end: self.now, event };
                let said = wordings(self.run.trace, self.run.naming, &what);
                let all = said.first().map(|all| format!(": {all}")).unwrap_or_default();
                format!("{}{so_far}{all}", activity_text(activity))
            }
        }
    }

    /// `main waits for it`
    fn waiting_for(&self, wanted: TaskId) -> Option<String> {
        let waits = |task: &TaskState| match task.phase {
            TaskPhase::Waiting(awaited) => awaited.task() == Some(wanted),
            _ => false,
        };
        let mut waiting = self.state.unfinished_tasks().filter(|(_, task)| waits(task)).map(|(id, _)| id);
        let named: Vec<String> = waiting.by_ref().take(MOST_NAMED).map(|id| self.name(id)).collect();
        match (named.as_slice(), waiting.count()) {
            ([], _) => None,
            ([one], 0) => Some(format!("{one} waits for it")),
            (some, 0) => Some(format!("{} wait for it", some.join(", "))),
            (some, more) => Some(format!("{} and {more} more wait for it", some.join(", "))),
        }
    }

    fn handle(&self, id: HandleId, handle: &HandleState) -> Card {
        let title = format!("callback {}", self.names.of(Who::Handle(id)));
        let line = match (handle.source, handle.due) {
            _ if handle.cancelled => "cancelled: it will not be called".to_owned(),
            (None, Some(due)) if due > self.now => {
                format!("timer, due in {}", duration_text(due.since(self.now)))
            }
            (None, Some(_)) => "timer, due now".to_owned(),
            (Some(HandleSource::Timer), _) => "its timer was due".to_owned(),
            (Some(HandleSource::Io), _) => "its socket was ready".to_owned(),
            (Some(HandleSource::Thread { .. }), _) => "handed over by another thread".to_owned(),
            (Some(HandleSource::Soon) | None, _) => "queued by code that ran on the loop".to_owned(),
        };
        Card { title, task: handle.purpose.task(), lines: vec![line] }
    }

    fn request(&self, id: RequestId, request: &RequestState) -> Card {
        let mut lines = vec![first_line(self.run.trace.text(request.target)), self.progress(request)];
        let sender = request.task.map(|task| self.name(task)).unwrap_or_else(|| "the program".to_owned());
        let line = if request.line > 0 { format!(" at line {}", request.line) } else { String::new() };
        lines.push(format!("sent by {sender}{line}"));
        Card { title: format!("request {}", id.0), task: request.task, lines }
    }

    fn progress(&self, request: &RequestState) -> String {
        let took = |end: Time| duration_text(end.since(request.sent));
        match (request.ended, request.answered) {
            (Some((end, RequestEnd::Done(bytes))), answered) => {
                let status = answered.map(|(_, status)| format!(" with status {status}")).unwrap_or_default();
                format!("answered in {}{status}, {}", took(end), count_text(bytes as usize, "byte"))
            }
            (Some((end, RequestEnd::Failed(reason))), _) => {
                format!("failed after {}: {}", took(end), first_line(self.run.trace.text(reason)))
            }
            (Some((end, RequestEnd::Aborted)), _) => format!("given up after {}", took(end)),
            (None, Some((_, status))) => format!("its answer, of status {status}, is arriving"),
            (None, None) => format!("on its way{}", self.so_far(request.sent)),
        }
    }

    fn line(&self, line: u32) -> Option<Card> {
        let mut here = self.state.unfinished_tasks().filter(|(_, task)| task.line == line);
        let said = |(id, task): (TaskId, &TaskState)| format!("{}: {}", self.name(id), self.doing(task));
        let lines: Vec<String> = here.by_ref().take(MOST_NAMED).map(said).collect();
        let more = here.count();
        let more = (more > 0).then(|| format!("and {more} more"));
        let lines: Vec<String> = lines.into_iter().chain(more).collect();
        (!lines.is_empty()).then(|| Card { title: format!("line {line}"), task: None, lines })
    }

    fn thread(&self, lane: LaneId) -> Option<Card> {
        let thread = self.state.threads.get(lane)?;
        let line = match thread.blocked {
            Some((since, _)) => format!("blocked{}", self.so_far(since)),
            None if thread.finished => "over".to_owned(),
            None => place(thread.frames.last().map_or(0, |frame| frame.line))?,
        };
        Some(Card { title: format!("thread {}", self.names.thread(lane)), task: None, lines: vec![line] })
    }

    fn name(&self, task: TaskId) -> String {
        self.names.of(Who::Task(task))
    }

    /// `, 200 ms so far`, if any time has passed.
    fn so_far(&self, since: Time) -> String {
        self.passed(since, " so far").map(|so_far| format!(",{so_far}")).unwrap_or_default()
    }

    /// How much time has passed since something, and a word; None if none has.
    fn passed(&self, since: Time, word: &str) -> Option<String> {
        let span = self.now.since(since);
        (span > Span::ZERO).then(|| format!(" {}{word}", duration_text(span)))
    }
}

fn place(line: u32) -> Option<String> {
    (line > 0).then(|| format!("at line {line}"))
}

/// A text of the program on one line, and not too long.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
