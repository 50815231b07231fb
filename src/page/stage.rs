//! What stands where on the stage, derived from the state at a position and from nothing else.
//!
//! [`Stage`] says who is in the ready queue, on the call stack, waiting for what, and found by the poll. [`scene`] gives each
//! of them a place. What it is not: an animation; the page moves tokens between the places of two neighbouring positions.

pub mod scene;

use crate::trace::state::{FrameState, LoopState, RequestEnd, RequestState, State, TaskPhase, ThreadState};
use crate::trace::{
    Awaited, AwaitedKind, Blocker, HandleId, HandleSource, Name, Outcome, Span, TaskId, Time,
};

/// Who stands somewhere; also what keeps a token the same while it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A task.
    Task(TaskId),
    /// A callback that is not a task's step.
    Handle(HandleId),
}

/// What somebody does: a pattern, so that color need not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Solid.
    Running,
    /// Outlined.
    Ready,
    /// Dashed.
    Waiting,
    /// Hatched.
    Blocked,
    /// Crossed.
    Failed,
    /// Faded.
    Done,
}

/// What a token says beside its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Note {
    /// Nothing.
    Nothing,
    /// The line where it is.
    Line(u32),
    /// How long until it can go on.
    Until(Span),
    /// How long it has been waiting.
    Since(Span),
    /// How many of those that it waits for are done.
    Progress {
        /// These.
        done: usize,
        /// Of so many.
        of: usize,
    },
    /// Its place in a line, from 1.
    Place(usize),
}

/// Somebody in a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Who.
    pub who: Who,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// What it does.
    pub look: Look,
    /// What it says beside its name.
    pub note: Note,
}

/// What a group of tasks waits for. The order is that of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Timers.
    Timer,
    /// Answers to requests.
    Request,
    /// Other tasks.
    Task,
    /// Locks, semaphores, events, queues.
    Line,
    /// Other threads.
    Thread,
    /// Bare futures.
    Future,
}

impl Reason {
    /// What people read above the group.
    pub fn title(self) -> &'static str {
        match self {
            Reason::Timer => "on a timer",
            Reason::Request => "on an answer",
            Reason::Task => "on other tasks",
            Reason::Line => "in line for a lock",
            Reason::Thread => "on a thread",
            Reason::Future => "on a future",
        }
    }
}

impl From<AwaitedKind> for Reason {
    fn from(kind: AwaitedKind) -> Reason {
        match kind {
            AwaitedKind::Sleep => Reason::Timer,
            AwaitedKind::Request => Reason::Request,
            AwaitedKind::Task | AwaitedKind::Several => Reason::Task,
            AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue => {
                Reason::Line
            }
            AwaitedKind::Thread => Reason::Thread,
            AwaitedKind::NextTurn | AwaitedKind::Future => Reason::Future,
        }
    }
}

/// Tasks that wait for the same kind of thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// For what.
    pub reason: Reason,
    /// Who: those that began to wait first come first.
    pub members: Vec<Member>,
}

/// A function on the call stack, or the loop that called it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StackRow {
    /// A function.
    Frame {
        /// Its name.
        function: Name,
        /// The line that it executes.
        line: u32,
        /// The task that runs it.
        task: Option<TaskId>,
    },
    /// The event loop, in this turn.
    Loop(u32),
}

/// What the thread does that the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Activity {
    /// Nothing yet, or no more.
    #[default]
    Idle,
    /// It runs Python.
    Running,
    /// It is stuck in a call: since when, on what. Nothing else of its loop can run.
    Blocked(Time, Blocker),
    /// Its loop sleeps until something is ready, or until then.
    Polling(Option<Time>),
    /// Its loop goes from one callback to the next.
    Looping,
}

/// Everything on the stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// The moment.
    pub now: Time,
    /// The ready queue, the next one first.
    pub queue: Vec<Member>,
    /// Who runs, if it is a task or a callback.
    pub running: Option<Member>,
    /// What runs, innermost first.
    pub stack: Vec<StackRow>,
    /// What the thread does.
    pub activity: Activity,
    /// Which turn the loop is in; 0 before the first, or without a loop.
    pub turn: u32,
    /// Who waits.
    pub groups: Vec<Group>,
    /// How long the latest poll may sleep, if there was one: None is until something is ready.
    pub may_sleep: Option<Option<Span>>,
    /// Whose sockets the latest poll found ready.
    pub sockets_ready: Vec<Member>,
    /// Whose timers it found due.
    pub timers_due: Vec<Member>,
    /// Who is finished, in the order of creation.
    pub finished: Vec<Member>,
    /// How many tasks there are.
    pub task_count: usize,
    /// How many requests have been answered in full.
    pub requests_answered: usize,
    /// How many have failed, or were given up.
    pub requests_lost: usize,
    /// How many requests were sent.
    pub requests_sent: usize,
}

impl Stage {
    /// The stage at a position. Of several threads it shows the one whose loop runs, or else the first.
    pub fn new(state: &State) -> Stage {
        let mut stage = Stage { now: state.now, task_count: state.tasks.len(), ..Stage::default() };
        stage.requests_sent = state.requests.len();
        let answered = |request: &&RequestState| matches!(request.ended, Some((_, RequestEnd::Done(_))));
        stage.requests_answered = state.requests.values().filter(answered).count();
        stage.requests_lost =
            stage.requests_sent.saturating_sub(state.in_flight).saturating_sub(stage.requests_answered);
        stage.set_waiting(state);
        if let Some(thread) = shown_thread(state) {
            stage.set_thread(state, thread);
        }
        stage
    }

    fn set_waiting(&mut self, state: &State) {
        let mut waiting: Vec<(Reason, Time, TaskId, Awaited)> = Vec::new();
        for (id, task) in state.tasks.iter() {
            match task.phase {
                TaskPhase::Ready | TaskPhase::Running => {}
                TaskPhase::Waiting(awaited) => waiting.push((awaited.kind.into(), task.since, id, awaited)),
                TaskPhase::Finished(outcome) => self.finished.push(finished_member(id, outcome)),
            }
        }
        waiting.sort_unstable_by_key(|&(reason, since, id, _)| (reason, since, id));
        for (reason, since, id, awaited) in waiting {
            if self.groups.last().is_none_or(|group| group.reason != reason) {
                self.groups.push(Group { reason, members: Vec::new() });
            }
            if let Some(group) = self.groups.last_mut() {
                let note = waiting_note(state, id, awaited, since, group.members.len() + 1);
                group.members.push(Member { who: Who::Task(id), task: Some(id), look: Look::Waiting, note });
            }
        }
    }

    fn set_thread(&mut self, state: &State, thread: &ThreadState) {
        let event_loop = thread.event_loop.as_ref().filter(|event_loop| event_loop.active);
        self.activity = activity(thread, event_loop);
        self.stack = stack(thread, event_loop);
        let Some(event_loop) = event_loop else { return };
        self.turn = event_loop.turn;
        self.queue = event_loop.ready.iter().filter_map(|&handle| queued_member(state, handle)).collect();
        self.running = self.running_member(state, thread, event_loop);
        self.may_sleep = event_loop.poll.as_ref().map(|poll| poll.timeout);
        for found in event_loop.poll.iter().flat_map(|poll| &poll.found) {
            let who = found.task.map_or(Who::Handle(found.handle), Who::Task);
            let member = Member { who, task: found.task, look: Look::Ready, note: Note::Nothing };
            match found.source {
                HandleSource::Timer => self.timers_due.push(member),
                HandleSource::Io | HandleSource::Soon | HandleSource::Thread => {
                    self.sockets_ready.push(member)
                }
            }
        }
    }

    fn running_member(&self, state: &State, thread: &ThreadState, event_loop: &LoopState) -> Option<Member> {
        let handle = event_loop.running?;
        if thread.task.is_none() && is_over(state, handle) {
            return None;
        }
        let who = thread.task.map_or(Who::Handle(handle), Who::Task);
        let task = thread.task.or_else(|| state.handles.get(handle)?.task);
        let look = match self.activity {
            Activity::Blocked(..) => Look::Blocked,
            Activity::Idle | Activity::Running | Activity::Polling(_) | Activity::Looping => Look::Running,
        };
        Some(Member { who, task, look, note: line_note(thread.frames.last().map_or(0, |frame| frame.line)) })
    }
}

/// Whether a handle stepped its task, which has given way or ended since. Only the loop's own work is left of the call.
fn is_over(state: &State, handle: HandleId) -> bool {
    let handle = state.handles.get(handle);
    let task = handle.and_then(|handle| Some((handle, state.tasks.get(handle.task?)?)));
    task.is_some_and(|(handle, task)| task.because > handle.because)
}

fn shown_thread(state: &State) -> Option<&ThreadState> {
    let looping =
        |thread: &&ThreadState| thread.event_loop.as_ref().is_some_and(|event_loop| event_loop.active);
    state.threads.values().find(looping).or_else(|| state.threads.values().next())
}

fn activity(thread: &ThreadState, event_loop: Option<&LoopState>) -> Activity {
    if let Some((since, blocker)) = thread.blocked {
        return Activity::Blocked(since, blocker);
    }
    let Some(event_loop) = event_loop else {
        return if thread.frames.is_empty() { Activity::Idle } else { Activity::Running };
    };
    match event_loop.sleeping_poll() {
        Some(poll) => Activity::Polling(poll.timeout.map(|timeout| poll.started + timeout)),
        None if thread.task.is_some() || event_loop.running.is_some() => Activity::Running,
        None => Activity::Looping,
    }
}

/// The frames, with the loop between those that it called and the one that called it.
fn stack(thread: &ThreadState, event_loop: Option<&LoopState>) -> Vec<StackRow> {
    let row =
        |frame: &FrameState| StackRow::Frame { function: frame.function, line: frame.line, task: frame.task };
    let mut rows: Vec<StackRow> = thread.frames.iter().map(row).collect();
    if let Some(event_loop) = event_loop {
        let of_task = thread.frames.iter().position(|frame| frame.task.is_some());
        let called = match event_loop.running {
            // What a plain callback runs cannot be told from what called the loop, but that is one frame nearly always.
            Some(_) => of_task.unwrap_or(1),
            None => rows.len(),
        };
        rows.insert(called.min(rows.len()), StackRow::Loop(event_loop.turn));
    }
    rows.reverse();
    rows
}

/// A handle that steps a task is that task; one that only wakes it, or does something else, is itself.
fn queued_member(state: &State, handle: HandleId) -> Option<Member> {
    let queued = state.handles.get(handle)?;
    if queued.cancelled {
        return None;
    }
    let task = queued.task.and_then(|id| Some((id, state.tasks.get(id)?)));
    Some(match task {
        Some((id, task)) if task.phase == TaskPhase::Ready => {
            Member { who: Who::Task(id), task: Some(id), look: Look::Ready, note: line_note(task.line) }
        }
        _ => Member { who: Who::Handle(handle), task: queued.task, look: Look::Ready, note: Note::Nothing },
    })
}

fn finished_member(id: TaskId, outcome: Outcome) -> Member {
    let look = match outcome {
        Outcome::Returned => Look::Done,
        Outcome::Raised(_) | Outcome::Cancelled => Look::Failed,
    };
    Member { who: Who::Task(id), task: Some(id), look, note: Note::Nothing }
}

fn waiting_note(state: &State, task: TaskId, awaited: Awaited, since: Time, place: usize) -> Note {
    match Reason::from(awaited.kind) {
        Reason::Timer => match state.due(awaited) {
            Some(due) => Note::Until(due.since(state.now)),
            None => Note::Since(state.now.since(since)),
        },
        Reason::Line => Note::Place(place),
        Reason::Task if awaited.kind == AwaitedKind::Several => {
            let of = state.tasks.values().filter(|child| child.parent == Some(task)).count();
            Note::Progress { done: of - state.unfinished_children(task).count().min(of), of }
        }
        Reason::Request | Reason::Task | Reason::Thread | Reason::Future => {
            Note::Since(state.now.since(since))
        }
    }
}

fn line_note(line: u32) -> Note {
    if line == 0 { Note::Nothing } else { Note::Line(line) }
}

#[cfg(test)]
mod tests;
