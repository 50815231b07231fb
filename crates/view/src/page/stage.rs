//! Who stands where on the stage, derived from a run, the state at a position in it, and a moment; from nothing else.
//!
//! [`Stage`] says who is in the ready queue, on the call stack, waiting for what, found by the poll, and what each thread does.
//! [`scene`] gives each of them a place in pixels, [`drawing`] turns places into shapes, and [`motion`] leads from the places of
//! one position to those of its neighbor. What it is not: an animation, which only the page has. Begin with [`Stage::new`]; beneath
//! it, `members` has those who stand somewhere, `waiting` finds those who wait, `threads` the stacks and the threads, `request_progress` how
//! far each request is, and `words` has all that is said in text.

#[cfg(test)]
mod at_random;
pub mod drawing;
mod members;
pub mod motion;
mod request_progress;
pub mod scene;
mod threads;
mod waiting;
pub mod words;

pub use self::members::{Group, Look, MOST, Member, MemberList, Members, Note, Reason, Who};
pub use self::request_progress::{Phase, RequestProgress};
pub use self::threads::{Lane, ThreadStatus};
use crate::page::view::View;
use analysis::state::{LoopState, State, TaskPhase, ThreadState};
use trace::{
    Blocker, EventId, HandleId, HandleSource, Kind, LaneId, Name, Naming, Span, TaskId, Time, Trace,
};

/// What is known about a whole run while one of its moments is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// What happened.
    pub trace: &'a Trace,
    /// What tasks are called.
    pub naming: &'a Naming,
    /// How things are at its end, as far as it is known: it says how requests that are under way will go.
    pub end: &'a State,
}

impl<'a> From<&'a View> for Run<'a> {
    fn from(view: &'a View) -> Run<'a> {
        Run { trace: &view.trace, naming: &view.naming, end: view.end() }
    }
}

/// A function on a call stack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its name.
    pub function: Name,
    /// The line that it executes; 0 before its first.
    pub line: u32,
    /// The task that runs it, if one does.
    pub task: Option<TaskId>,
}

/// What the thread does that the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum ThreadActivity {
    /// Nothing yet, or no more.
    #[default]
    Idle,
    /// It runs Python.
    Running,
    /// It is stuck in a call: since when, on what. Nothing else of its loop can run.
    Blocked(Time, Blocker),
    /// Its loop sleeps in a poll that began then, until something is ready, or until then.
    Polling(Time, Option<Time>),
    /// Its loop goes from one callback to the next.
    Looping,
}

/// What a poll finds: who could go on, and whom the loop has not called yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// How long the latest poll may sleep, if there was one: None is until something is ready.
    pub may_sleep: Option<Option<Span>>,
    /// Those whose answers are there.
    pub sockets: Members,
    /// Those whose timers are due.
    pub timers: Members,
    /// What the loop watches while it sleeps in a poll; None while it does not.
    pub watched: Option<Watched>,
}

/// What wakes a loop that sleeps in a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watched {
    /// Sockets: those of the requests of its tasks that are under way.
    pub sockets: usize,
    /// Timers that are set.
    pub timers: usize,
}

/// How many requests there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestCounts {
    /// Answered in full.
    pub answered: usize,
    /// Failed, or given up.
    pub lost: usize,
    /// Sent.
    pub sent: usize,
}

/// Everything on the stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// The moment.
    pub now: Time,
    /// Whether the run has an event loop, now or later. Without one there is no loop to show.
    pub has_loop: bool,
    /// The thread whose loop and call stack are shown.
    pub thread: Option<LaneId>,
    /// The ready queue, the next one first.
    pub queue: Members,
    /// How many of the queue the loop still calls in this turn, once it has begun to.
    pub batch: Option<usize>,
    /// Who runs, if it is a task or a callback.
    pub running: Option<Member>,
    /// The functions that called the loop, outermost first; all of them, if there is no loop.
    pub callers: Vec<Frame>,
    /// The functions that the loop called, outermost first.
    pub called: Vec<Frame>,
    /// What the thread does.
    pub activity: ThreadActivity,
    /// Which turn the loop is in; 0 before the first, or without a loop.
    pub turn: u32,
    /// Who waits.
    pub groups: Vec<Group>,
    /// Who could go on as soon as the loop polls.
    pub found: Found,
    /// Who is finished, in that order.
    pub finished: Members,
    /// How many tasks there are.
    pub task_count: usize,
    /// The requests.
    pub requests: RequestCounts,
    /// What each thread does, if the run has more than one, or no loop.
    pub lanes: Vec<Lane>,
    /// How many threads there are at the end of the run.
    pub thread_count: usize,
    /// How many threads are over.
    pub threads_over: usize,
    /// The next moment at which somebody could go on, if nothing else happens before.
    pub changes_at: Option<Time>,
}

impl Stage {
    /// The stage at a position of a run. `now` is the moment of that position, or one between it and the next.
    pub fn new(run: Run<'_>, state: &State, now: Time) -> Stage {
        let mut stage = Stage {
            now: now.max(state.now),
            has_loop: run.end.threads.values().any(|thread| thread.event_loop.is_some()),
            task_count: state.tasks.len(),
            requests: count_requests(state),
            thread_count: run.end.threads.len().max(state.threads.len()),
            ..Stage::default()
        };
        let shown = shown_thread(state);
        if let Some((lane, thread)) = shown {
            stage.thread = Some(lane);
            stage.set_thread(run, state, lane, thread);
        }
        stage.set_waiting(run, state, shown.and_then(|(_, thread)| thread.event_loop.as_ref()));
        if stage.thread_count > 1 || !stage.has_loop {
            threads::set_lanes(&mut stage, run, state);
        }
        stage
    }

    /// Whether something runs that keeps others from running: they stand in the queue, or nobody polls for them.
    pub fn is_blocked(&self) -> bool {
        matches!(self.activity, ThreadActivity::Blocked(..))
    }

    /// How many wait; timeouts that are far away do not count.
    pub fn waiting_count(&self) -> usize {
        let near = self.groups.iter().filter(|group| group.reason != Reason::Timeout);
        near.map(|group| group.members.count).sum()
    }

    fn set_thread(&mut self, run: Run<'_>, state: &State, lane: LaneId, thread: &ThreadState) {
        let event_loop = thread.event_loop.as_ref();
        let active = event_loop.filter(|event_loop| event_loop.active);
        self.activity = activity(thread, active);
        (self.callers, self.called) = threads::stack(thread, active);
        let ready = event_loop.into_iter().flat_map(|event_loop| &event_loop.ready);
        let queued = ready.filter_map(|&handle| queued_member(run, state, handle));
        self.queue = queued.chain(on_its_way(run, state)).collect();
        let Some(event_loop) = active else { return };
        self.turn = event_loop.turn;
        self.batch = event_loop.batch;
        self.running = self.running_member(run, state, thread, event_loop);
        self.found.may_sleep = event_loop.poll.as_ref().map(|poll| poll.timeout);
        let sleeps = matches!(self.activity, ThreadActivity::Polling(..));
        self.found.watched = sleeps.then(|| watched(run, state, lane, event_loop));
        // What is queued while something runs comes from whoever runs.
        let running = self.running.map(|running| running.who);
        for member in &mut self.queue.shown {
            member.origin = member.origin.or(running);
        }
    }

    fn running_member(
        &self,
        run: Run<'_>,
        state: &State,
        thread: &ThreadState,
        event_loop: &LoopState,
    ) -> Option<Member> {
        let handle = event_loop.running?;
        if thread.task.is_none() && is_over(run, state, handle) {
            return None;
        }
        let stepped = thread.task.or_else(|| about_to_step(state, handle));
        let who = stepped.map_or(Who::Handle(handle), Who::Task);
        let task = stepped.or_else(|| state.handles.get(handle)?.purpose.task());
        let look = if self.is_blocked() { Look::Blocked } else { Look::Running };
        let line = self.called.first().map_or(0, |frame| frame.line);
        Some(Member { who, task, look, note: line_note(line), origin: None })
    }
}

/// Whether a handle stepped its task, which has given way or ended since. Only the loop's own work is left of the call.
fn is_over(run: Run<'_>, state: &State, handle: HandleId) -> bool {
    let handle = state.handles.get(handle);
    let task = handle.and_then(|handle| Some((handle, state.tasks.get(handle.purpose.task()?)?)));
    task.is_some_and(|(handle, task)| {
        let latest = run.trace.event(task.because).map(|event| event.kind);
        let gave_way = matches!(latest, Some(Kind::TaskSuspended { .. } | Kind::TaskFinished { .. }));
        gave_way && task.because > handle.because
    })
}

/// The task that a handle steps which has just been called.
fn about_to_step(state: &State, handle: HandleId) -> Option<TaskId> {
    let task = state.handles.get(handle)?.purpose.stepped()?;
    (state.tasks.get(task)?.phase == TaskPhase::Ready).then_some(task)
}

/// The thread whose loop runs, or else one whose loop has run, or else the first.
fn shown_thread(state: &State) -> Option<(LaneId, &ThreadState)> {
    let rank = |thread: &ThreadState| match &thread.event_loop {
        Some(event_loop) if event_loop.active => 0,
        Some(_) => 1,
        None => 2,
    };
    state.threads.iter().min_by_key(|&(lane, thread)| (rank(thread), lane))
}

fn activity(thread: &ThreadState, event_loop: Option<&LoopState>) -> ThreadActivity {
    if let Some((since, blocker)) = thread.blocked {
        return ThreadActivity::Blocked(since, blocker);
    }
    let Some(event_loop) = event_loop else {
        return if thread.frames.is_empty() { ThreadActivity::Idle } else { ThreadActivity::Running };
    };
    match event_loop.sleeping_poll() {
        Some(poll) => {
            ThreadActivity::Polling(poll.started, poll.timeout.map(|timeout| poll.started + timeout))
        }
        None if thread.task.is_some() || event_loop.running.is_some() => ThreadActivity::Running,
        None => ThreadActivity::Looping,
    }
}

/// What the loop of a thread watches.
fn watched(run: Run<'_>, state: &State, lane: LaneId, event_loop: &LoopState) -> Watched {
    let is_of_loop =
        |task| run.trace.lane_of_task(task).is_some_and(|task| run.trace.thread_of(task) == lane);
    let sockets = state.requests.values().filter(|request| request.ended.is_none());
    let is_set = |handle: &&HandleId| state.handles.get(**handle).is_some_and(|handle| !handle.cancelled);
    Watched {
        sockets: sockets.filter(|request| request.task.is_some_and(is_of_loop)).count(),
        timers: event_loop.timers.iter().filter(is_set).count(),
    }
}

/// A handle that steps a task is that task; one that only wakes it, or does something else, is itself.
fn queued_member(run: Run<'_>, state: &State, handle: HandleId) -> Option<Member> {
    let queued = state.handles.get(handle)?;
    if queued.cancelled {
        return None;
    }
    if let Some(task) = queued.purpose.stepped() {
        return Some(ready_member(state, task));
    }
    let found = matches!(queued.source, Some(HandleSource::Io | HandleSource::Timer));
    let task = queued.purpose.task();
    let origin = task.filter(|_| found && !run.trace.text(queued.label).is_empty()).map(Who::Task);
    let who = Who::Handle(handle);
    Some(Member { who, task, look: Look::Ready, note: Note::Nothing, origin })
}

fn ready_member(state: &State, id: TaskId) -> Member {
    let task = state.tasks.get(id);
    let note = line_note(task.map_or(0, |task| task.line));
    let origin = task.and_then(|task| task.parent).map(Who::Task);
    Member { origin, ..Member::task(id, Look::Ready, note) }
}

/// The task that the latest event made ready: its handle is queued by the next event.
fn on_its_way(run: Run<'_>, state: &State) -> Option<Member> {
    let latest = run.trace.event(EventId(state.position.checked_sub(1)? as u32))?;
    let (Kind::TaskCreated { task, .. } | Kind::TaskWoken { task, .. } | Kind::TaskSuspended { task, .. }) =
        latest.kind
    else {
        return None;
    };
    let ready = state.tasks.get(task).is_some_and(|task| task.phase == TaskPhase::Ready);
    ready.then(|| ready_member(state, task))
}

fn line_note(line: u32) -> Note {
    if line == 0 { Note::Nothing } else { Note::Line(line) }
}

fn count_requests(state: &State) -> RequestCounts {
    let requests = state.request_totals;
    RequestCounts {
        sent: requests.sent(),
        answered: requests.answered,
        lost: requests.failed + requests.aborted,
    }
}

#[cfg(test)]
mod tests;
