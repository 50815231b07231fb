//! All that is said on the stage in text: names, notes, what a thread is stuck in, and the whole stage for those who do not see it.

use super::request_progress::thousandths;
use super::{
    Frame, Lane, Member, MemberList, Members, Note, Reason, Run, Stage, ThreadActivity, ThreadStatus, Who,
};
use crate::page::wording::{count_text, duration_text, frame_text};
use analysis::state::{State, TaskPhase};
use trace::{Blocker, HandleSource, LaneId, Purpose, Span, TaskId, Time};

/// Gives names: what somebody is called at a position of a run.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The run.
    pub run: Run<'a>,
    /// The state at the position.
    pub state: &'a State,
}

impl Names<'_> {
    /// What somebody is called.
    pub fn of(&self, who: Who) -> String {
        let Run { trace, naming, .. } = self.run;
        let handle = match who {
            Who::Task(task) => return naming.task(trace, task),
            Who::Interpreter(_) => return "GIL".to_owned(),
            Who::Handle(handle) => self.state.handles.get(handle),
        };
        let Some(handle) = handle else { return "callback".to_owned() };
        let called = trace.text(handle.label);
        let is_over = |task| {
            let state = self.state.tasks.get(task);
            state.is_some_and(|state| matches!(state.phase, TaskPhase::Finished(_)))
        };
        match (handle.purpose, handle.purpose.task()) {
            (Purpose::Program(_), _) if !called.is_empty() => called.to_owned(),
            (Purpose::Arrival { .. }, Some(task)) => format!("wake {}", naming.task(trace, task)),
            (_, Some(task)) if is_over(task) => format!("done: {}", naming.task(trace, task)),
            (Purpose::Timeout(_), Some(task)) => format!("timeout {}", naming.task(trace, task)),
            (_, Some(task)) => format!("wake {}", naming.task(trace, task)),
            (Purpose::Timeout(None), None) => "timeout".to_owned(),
            (Purpose::Signal | Purpose::Arrival { .. }, None) => called.to_owned(),
            (_, None) => match handle.source {
                Some(HandleSource::Thread { .. }) => "from a thread".to_owned(),
                _ => "callback".to_owned(),
            },
        }
    }

    /// What a thread is called.
    pub fn thread(&self, lane: LaneId) -> String {
        self.run.naming.lane(self.run.trace, lane)
    }

    /// A function's name, as on a stack.
    pub fn function(&self, frame: &Frame) -> String {
        let name = frame_text(self.run.trace.text(frame.function));
        name.chars()
            .map(|character| if character.is_control() { '\u{fffd}' } else { character })
            .take(60)
            .collect()
    }

    /// What a note says at a moment: in full, and in short.
    pub fn note(&self, note: Note, now: Time) -> [String; 2] {
        let both = |text: String| [text.clone(), text];
        match note {
            Note::Nothing => both(String::new()),
            Note::Line(line) => both(line_text(line)),
            Note::Timer(_, due) if due <= now => match now.since(due) {
                late if late < Span::from_milliseconds(1) => both("due".to_owned()),
                late => [format!("{} late", span_text(late)), "late".to_owned()],
            },
            Note::Timer(_, due) => {
                let left = span_text(due.since(now));
                [format!("in {left}"), left]
            }
            Note::Since(since) => both(span_text(now.since(since))),
            Note::Request(course) => {
                let (phase, since) = course.phase_since(now);
                let full = format!("{} {}", phase.word(), span_text(now.since(since)));
                [full.trim_start().to_owned(), span_text(now.since(course.sent))]
            }
            Note::Progress(done, of) => both(format!("{done} of {of}")),
            Note::Place(place) => both(format!("no. {place}")),
            Note::Task(task) => both(self.of(Who::Task(task))),
        }
    }
}

/// The columns that a note may take as time goes by, in full and in short; None if it stays as it is.
pub(super) fn note_columns(note: Note) -> Option<[usize; 2]> {
    match note {
        Note::Timer(..) => Some([12, 7]),
        Note::Since(_) => Some([7, 7]),
        Note::Request(_) => Some([18, 7]),
        Note::Nothing | Note::Line(_) | Note::Progress(..) | Note::Place(_) | Note::Task(_) => None,
    }
}

/// How full a note's bar is at a moment, in thousandths: what is left of a timer, what is done of a request or of several tasks.
pub(super) fn note_share(note: Note, now: Time) -> Option<u32> {
    match note {
        Note::Timer(set, due) => Some(1000 - thousandths(set, due, now)),
        Note::Request(course) => course.done(now),
        Note::Progress(done, of) => Some((done * 1000 / of.max(1)) as u32),
        Note::Nothing | Note::Line(_) | Note::Since(_) | Note::Place(_) | Note::Task(_) => None,
    }
}

/// `line 12`
pub(super) fn line_text(line: u32) -> String {
    if line == 0 { String::new() } else { format!("line {line}") }
}

/// A length of time in no more than seven characters: what takes hours needs no seconds.
pub(super) fn span_text(span: Span) -> String {
    const SECOND: u64 = 1_000_000_000;
    match span.0 / SECOND {
        0..999 => duration_text(span),
        seconds @ 999..36_000 => format!("{} min", seconds / 60),
        seconds @ 36_000..360_000 => format!("{} h", seconds / 3600),
        _ => "> 99 h".to_owned(),
    }
}

/// The moment in milliseconds, or in seconds after ten of them.
pub(super) fn clock_text(now: Time) -> String {
    match now.0 / 100_000 {
        tenths @ 0..100_000 => format!("{}.{} ms", tenths / 10, tenths % 10),
        tenths @ 100_000..100_000_000 => format!("{}.{:03} s", tenths / 10_000, tenths % 10_000 / 10),
        _ => span_text(Span(now.0)),
    }
}

impl Reason {
    /// What people read above the group.
    pub fn title(self) -> &'static str {
        match self {
            Reason::Timer => "on a timer",
            Reason::Request => "on an answer",
            Reason::Task => "on other tasks",
            Reason::Lock => "in line for a lock",
            Reason::Semaphore => "in line for a semaphore",
            Reason::Event => "on an event",
            Reason::Queue => "in line at a queue",
            Reason::Thread => "on a thread",
            Reason::Future => "on a future",
            Reason::Timeout => "timeouts, far away",
        }
    }
}

impl Reason {
    /// The same in a word, before the first of the group.
    pub(super) fn short_title(self) -> &'static str {
        match self {
            Reason::Timer => "timer",
            Reason::Request => "answer",
            Reason::Task => "task",
            Reason::Lock => "lock",
            Reason::Semaphore => "semaphore",
            Reason::Event => "event",
            Reason::Queue => "queue",
            Reason::Thread => "thread",
            Reason::Future => "future",
            Reason::Timeout => "timeouts",
        }
    }
}

/// What a thread is stuck in.
pub(super) fn blocker_text(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::Sleep(_) => "time.sleep",
        Blocker::Request(_) => "a request",
        Blocker::Lock(_) => "a lock",
        Blocker::Thread => "another thread",
        Blocker::Interpreter => "the interpreter lock",
    }
}

/// The same before a length of time: in full, and in short.
pub(super) fn blocks_text(blocker: Blocker) -> [&'static str; 2] {
    match blocker {
        Blocker::Sleep(_) => ["time.sleep blocks for ", "blocks "],
        Blocker::Request(_) => ["a request blocks for ", "blocks "],
        Blocker::Lock(_) => ["a lock blocks for ", "blocks "],
        Blocker::Thread => ["another thread blocks for ", "blocks "],
        Blocker::Interpreter => ["waits for the GIL for ", "waits "],
    }
}

/// What a thread does, in a few words, and in fewer.
pub(super) fn doing_text(names: Names<'_>, stage: &Stage, lane: &Lane) -> [String; 2] {
    let looping = stage.turn > 0 && stage.thread == Some(lane.id) && stage.called.is_empty();
    let at = lane.frames.last().map(|frame| (names.function(frame), line_text(frame.line)));
    let both = |text: &str| [text.to_owned(), text.to_owned()];
    match (lane.status, at) {
        (ThreadStatus::Runs, _) if looping => both("runs the loop"),
        (ThreadStatus::Runs, Some((function, line))) => [format!("{function} {line}"), function],
        (ThreadStatus::Runs, None) => both("runs"),
        (ThreadStatus::WaitsForInterpreter, _) => ["waits for the GIL".to_owned(), "waits".to_owned()],
        (ThreadStatus::Blocked(_, blocker), at) => {
            let on = blocker_text(blocker);
            [at.map_or_else(|| on.to_owned(), |(function, _)| format!("{function}: {on}")), on.to_owned()]
        }
        (ThreadStatus::Polls, _) => both("polls"),
        (ThreadStatus::Idle, _) => both("idle"),
        (ThreadStatus::Over, _) => both("is over"),
    }
}

/// A line of a list of members: somebody's name and color, and what is said beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// What is said beside it.
    pub note: String,
}

/// Those of a list whom the stage knows one by one, and how many there are.
pub fn rows(stage: &Stage, names: Names<'_>, member_list: MemberList) -> (Vec<Row>, usize) {
    let row = |member: &Member| {
        let [note, _] = names.note(member.note, stage.now);
        Row { name: names.of(member.who), task: member.task, note }
    };
    let of = |members: &Members| (members.shown.iter().map(row).collect(), members.count);
    match member_list {
        MemberList::Queue => of(&stage.queue),
        MemberList::Sockets => of(&stage.found.sockets),
        MemberList::Timers => of(&stage.found.timers),
        MemberList::Waiting(reason) => {
            let group = stage.groups.iter().find(|group| group.reason == reason);
            group.map_or_else(Default::default, |group| of(&group.members))
        }
        MemberList::Threads => {
            let row = |lane: &Lane| {
                let [note, _] = doing_text(names, stage, lane);
                Row { name: names.thread(lane.id), task: lane.task, note }
            };
            (stage.lanes.iter().map(row).collect(), stage.lanes.len())
        }
    }
}

/// What a list of members is called.
pub fn member_list_title(member_list: MemberList) -> String {
    match member_list {
        MemberList::Queue => "In the ready queue".to_owned(),
        MemberList::Sockets => "Sockets ready".to_owned(),
        MemberList::Timers => "Timers due".to_owned(),
        MemberList::Waiting(reason) => format!("Waiting {}", reason.title()),
        MemberList::Threads => "Threads".to_owned(),
    }
}

/// The stage for those who do not see it: what each text is about, and the text.
pub fn described(stage: &Stage, names: Names<'_>) -> Vec<(&'static str, String)> {
    let listed = |members: &Members| listed(members, names);
    let mut texts = vec![("running", running_words(stage, names))];
    if stage.has_loop {
        texts.push(("ready", format!("In the ready queue: {}", listed(&stage.queue))));
        let found = stage.found.sockets.count + stage.found.timers.count;
        if found > 0 {
            let all = [listed(&stage.found.sockets), listed(&stage.found.timers)];
            texts.push((
                "found",
                format!("Could go on when the loop polls: {} on answers, {} on timers", all[0], all[1]),
            ));
        }
        let groups: Vec<String> = stage
            .groups
            .iter()
            .map(|group| format!("{}: {}", group.reason.title(), listed(&group.members)))
            .collect();
        texts.push(("waiting", format!("Waiting: {}. {}", stage.waiting_count(), groups.join("; "))));
        texts.push(("finished", finished_text(stage)));
    }
    if stage.thread_count > 1 {
        let lanes: Vec<String> = stage
            .lanes
            .iter()
            .take(FEW)
            .map(|lane| format!("{}: {}", names.thread(lane.id), doing_text(names, stage, lane)[0]))
            .collect();
        texts.push(("threads", format!("{}. {}", count_text(stage.lanes.len(), "thread"), lanes.join("; "))));
    }
    texts
}

/// So many names are read out; the others are a number.
const FEW: usize = 6;

fn listed(members: &Members, names: Names<'_>) -> String {
    let mut text = members.count.to_string();
    for (place, member) in members.shown.iter().take(FEW).enumerate() {
        text.push_str(if place == 0 { ", " } else { " and " });
        text.push_str(&names.of(member.who));
    }
    if members.count > FEW {
        text.push_str(" and others");
    }
    text
}

fn running_words(stage: &Stage, names: Names<'_>) -> String {
    let now = stage.now;
    match (stage.activity, stage.running) {
        (ThreadActivity::Blocked(since, blocker), _) => {
            let held = stage.queue.count + stage.found.sockets.count + stage.found.timers.count;
            let behind = if held > 0 { format!("; {held} could go on, and cannot") } else { String::new() };
            let passed = span_text(now.since(since));
            format!("Blocked on {} for {passed} so far{behind}", blocker_text(blocker))
        }
        (_, Some(running)) => {
            let [line, _] = names.note(running.note, now);
            format!("Running: {} {line}", names.of(running.who)).trim_end().to_owned()
        }
        (ThreadActivity::Polling(..), None) => {
            let watched = stage.found.watched.unwrap_or_default();
            let [sockets, timers] = [(watched.sockets, "socket"), (watched.timers, "timer")]
                .map(|(count, what)| count_text(count, what));
            format!("The loop polls, and watches {sockets} and {timers}. {}", sleep_text(stage)[0])
        }
        (ThreadActivity::Looping, None) => "The loop goes on to the next".to_owned(),
        (ThreadActivity::Running, None) => match stage.callers.last() {
            Some(frame) => format!("Running: {} {}", names.function(frame), line_text(frame.line)),
            None => "Running".to_owned(),
        },
        (ThreadActivity::Idle, None) => "Nothing runs".to_owned(),
    }
}

/// `1 of 5 tasks finished`
pub(super) fn finished_text(stage: &Stage) -> String {
    match (stage.finished.count, stage.task_count) {
        (_, 0) => "no tasks yet".to_owned(),
        (finished, count) => format!("{finished} of {} finished", count_text(count, "task")),
    }
}

/// `3 of 4 requests answered`, if there are any: in full, and in short.
pub(super) fn requests_text(stage: &Stage) -> [String; 2] {
    let counts = stage.requests;
    if counts.sent == 0 {
        return Default::default();
    }
    let lost = if counts.lost > 0 { format!(", {} not", counts.lost) } else { String::new() };
    let requests = count_text(counts.sent, "request");
    [
        format!("{} of {requests} answered{lost}", counts.answered),
        format!("{} of {} answered", counts.answered, counts.sent),
    ]
}

/// What stands in the place of those whom a poll has found while there are none, of so many that it watches: in full, and in short.
pub(super) fn none_text(watched: Option<usize>) -> [String; 2] {
    match watched {
        None | Some(0) => ["none".to_owned(), "none".to_owned()],
        Some(count) => [format!("none of {count} yet"), format!("0 of {count}")],
    }
}

/// How long the poll may sleep: in full, and in short.
pub(super) fn sleep_text(stage: &Stage) -> [String; 2] {
    let texts = |full: &str, short: &str| [full.to_owned(), short.to_owned()];
    match (stage.found.may_sleep, stage.activity) {
        (_, ThreadActivity::Polling(_, Some(until))) => {
            let left = span_text(until.since(stage.now));
            [format!("at most {left} more"), left]
        }
        (Some(None), _) | (_, ThreadActivity::Polling(_, None)) => {
            texts("until something is ready", "open end")
        }
        (None, _) => texts("not yet", "–"),
        (Some(Some(Span::ZERO)), _) => texts("no: work was ready", "no"),
        (Some(Some(span)), _) => {
            let span = span_text(span);
            [format!("at most {span}"), span]
        }
    }
}
