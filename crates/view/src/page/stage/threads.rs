//! Call stacks, and what each thread does: who has the interpreter, who waits for it, who is stuck in a call.

use super::{Frame, Note, RequestProgress, Run, Stage};
use analysis::state::{FrameState, LoopState, State, ThreadState};
use trace::{Blocker, LaneId, TaskId, Time};

/// What a thread does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ThreadStatus {
    /// It runs Python, and so holds the interpreter of its process.
    Runs,
    /// It could run, but another thread does.
    WaitsForInterpreter,
    /// It is stuck in a call, since then.
    Blocked(Time, Blocker),
    /// Its loop sleeps in a poll.
    Polls,
    /// Nothing was given to it yet.
    Idle,
    /// It is over.
    Over,
}

/// So many threads have a place of their own for the whole run; of more, only those that are not over are shown.
pub(super) const FEW: usize = 9;

/// A thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Which.
    pub id: LaneId,
    /// The number of its process.
    pub process: u32,
    /// Its place among the threads of the run, if these are few; or else among those that are shown.
    pub slot: usize,
    /// What it does.
    pub status: ThreadStatus,
    /// Its call stack, outermost first.
    pub frames: Vec<Frame>,
    /// The task that runs in it.
    pub task: Option<TaskId>,
    /// How long its call takes, where that is known.
    pub note: Note,
}

/// Fills in the threads.
pub(super) fn set_lanes(stage: &mut Stage, run: Run<'_>, state: &State) {
    let holders = holders(run, state);
    let few = stage.thread_count <= FEW;
    for (id, thread) in state.threads.iter() {
        stage.threads_over += usize::from(thread.finished);
        if thread.finished && !few {
            continue;
        }
        let slot = if few { slot(run, state, id) } else { stage.lanes.len() };
        let process = run.trace.process_of(id);
        let status = status(thread, holders.contains(&id));
        let note = match status {
            ThreadStatus::Blocked(since, blocker) => block_note(run, state, since, blocker),
            ThreadStatus::Runs
            | ThreadStatus::WaitsForInterpreter
            | ThreadStatus::Polls
            | ThreadStatus::Idle
            | ThreadStatus::Over => Note::Nothing,
        };
        let frames = thread.frames.iter().map(Frame::from).collect();
        stage.lanes.push(Lane { id, process, slot, status, frames, task: thread.task, note });
    }
}

/// How long a call that blocks takes, as far as that is known.
pub(super) fn block_note(run: Run<'_>, state: &State, since: Time, blocker: Blocker) -> Note {
    match blocker {
        Blocker::Sleep(until) => Note::Timer(since, until),
        Blocker::Request(request) => {
            RequestProgress::new(run, state, request).map_or(Note::Since(since), Note::Request)
        }
        Blocker::Lock(_) | Blocker::Thread | Blocker::Interpreter => Note::Since(since),
    }
}

/// The place of a thread among all of the run.
fn slot(run: Run<'_>, state: &State, id: LaneId) -> usize {
    let known = if run.end.threads.len() >= state.threads.len() { &run.end.threads } else { &state.threads };
    known.keys().take_while(|&other| other < id).count()
}

fn status(thread: &ThreadState, holds: bool) -> ThreadStatus {
    if thread.finished {
        return ThreadStatus::Over;
    }
    match thread.blocked {
        Some((_, Blocker::Interpreter)) => ThreadStatus::WaitsForInterpreter,
        // A worker of a pool takes its work from a queue; until there is some it runs nothing of the program.
        Some((_, Blocker::Lock(_))) if thread.frames.is_empty() => ThreadStatus::Idle,
        Some((since, blocker)) => ThreadStatus::Blocked(since, blocker),
        None if polls(thread) => ThreadStatus::Polls,
        None if holds => ThreadStatus::Runs,
        None if can_run(thread) => ThreadStatus::WaitsForInterpreter,
        None => ThreadStatus::Idle,
    }
}

/// Whether its loop sleeps in a poll.
fn polls(thread: &ThreadState) -> bool {
    thread.event_loop.as_ref().is_some_and(|event_loop| event_loop.sleeping_poll().is_some())
}

fn can_run(thread: &ThreadState) -> bool {
    let active = thread.event_loop.as_ref().is_some_and(|event_loop| event_loop.active);
    !thread.finished && thread.blocked.is_none() && (active || !thread.frames.is_empty())
}

/// The threads that have the interpreters of their processes.
fn holders(run: Run<'_>, state: &State) -> Vec<LaneId> {
    let (mut processes, mut holders) = (Vec::new(), Vec::new());
    for process in state.threads.keys().map(|lane| run.trace.process_of(lane)) {
        if !processes.contains(&process) {
            processes.push(process);
            holders.extend(holder(run, state, process));
        }
    }
    holders
}

/// The thread that has the interpreter of a process: the one that did something last, if it still can; or else the only one that can.
fn holder(run: Run<'_>, state: &State, process: u32) -> Option<LaneId> {
    let is_candidate = |lane: LaneId, thread: &ThreadState| {
        can_run(thread) && !polls(thread) && run.trace.process_of(lane) == process
    };
    let candidates = || state.threads.iter().filter(|(lane, thread)| is_candidate(*lane, thread));
    let latest = state.actors.get(process);
    let still = latest.copied().filter(|latest| candidates().any(|(lane, _)| lane == *latest));
    still.or_else(|| {
        let mut candidates = candidates();
        let first = candidates.next().map(|(lane, _)| lane);
        first.filter(|_| candidates.next().is_none())
    })
}

impl From<&FrameState> for Frame {
    fn from(frame: &FrameState) -> Frame {
        Frame { function: frame.function, line: frame.line, task: frame.task }
    }
}

/// The functions that called the loop, and those that the loop called. Without a loop all are of the first kind.
pub(super) fn stack(thread: &ThreadState, event_loop: Option<&LoopState>) -> (Vec<Frame>, Vec<Frame>) {
    let mut callers: Vec<Frame> = thread.frames.iter().map(Frame::from).collect();
    let Some(event_loop) = event_loop else { return (callers, Vec::new()) };
    let first = match event_loop.running {
        // What a plain callback runs cannot be told from what called the loop, but that is one frame nearly always.
        Some(_) => callers.iter().position(|frame| frame.task.is_some()).unwrap_or(1),
        None => callers.len(),
    };
    let called = callers.split_off(first.min(callers.len()));
    (callers, called)
}
