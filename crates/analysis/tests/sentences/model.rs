//! What the events say about a moment, told plainly: who runs, who waits for what, which handles are ready, which timers are set.
//!
//! It is made for the conditions in `table` and shares nothing with `analysis`, so that both can be wrong only by themselves. It is
//! slow, and simple: maps, and no snapshot. Begin with [`Model::read`].

use std::collections::{BTreeMap, BTreeSet};
use trace::{
    Awaited, AwaitedKind, Blocker, Event, FrameExit, HandleId, HandleSource, Kind, LaneId, LaneKind, Name,
    Outcome, Purpose, RequestId, Span, TaskId, Time, Trace,
};

/// What a task does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Doing {
    Ready,
    Runs,
    Waits(Awaited),
    Ended(Outcome),
}

#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) doing: Doing,
    pub(crate) parent: Option<TaskId>,
    pub(crate) thread: LaneId,
    /// How many steps of it have begun.
    pub(crate) steps: usize,
    /// What it gave way for, the last time that it did.
    pub(crate) last_wait: Option<AwaitedKind>,
}

/// A handle that is queued, set as a timer, or called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handle {
    pub(crate) purpose: Purpose,
    pub(crate) label: Name,
    pub(crate) due: Option<Time>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Thread {
    pub(crate) ready: Vec<HandleId>,
    pub(crate) timers: Vec<HandleId>,
    pub(crate) called: Option<HandleId>,
    /// How many handles of this turn are still to be taken, cancelled ones too; None until it takes the first.
    pub(crate) batch: Option<usize>,
    pub(crate) poll: Option<(Time, Option<Span>)>,
    pub(crate) looping: bool,
    pub(crate) stepped: Option<TaskId>,
    /// Functions on the stack, outermost first, each with who called it: the task and the handle.
    pub(crate) stack: Vec<(Name, Option<TaskId>, Option<HandleId>)>,
    /// The function that left last.
    pub(crate) left: Option<(Name, FrameExit)>,
    pub(crate) blocked: Option<Blocker>,
}

/// Everything, after so many events.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    pub(crate) threads: BTreeMap<LaneId, Thread>,
    pub(crate) tasks: BTreeMap<TaskId, Task>,
    pub(crate) handles: BTreeMap<HandleId, Handle>,
    pub(crate) cancelled: BTreeSet<HandleId>,
    pub(crate) started: BTreeSet<HandleId>,
    pub(crate) sent: BTreeMap<RequestId, (Time, Option<TaskId>)>,
    pub(crate) in_flight: BTreeSet<RequestId>,
    pub(crate) ended: BTreeSet<RequestId>,
}

impl Model {
    /// The thread of an event, and the task that runs there.
    pub(crate) fn here(&self, trace: &Trace, event: &Event) -> (LaneId, Option<TaskId>) {
        match trace.lane(event.lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, thread }) => (thread, Some(task)),
            _ => (event.lane, self.threads.get(&event.lane).and_then(|thread| thread.stepped)),
        }
    }

    /// The handles that wait in a thread's ready queue and will be called, the next one first.
    pub(crate) fn ready(&self, thread: LaneId) -> Vec<HandleId> {
        let ready = self.threads.get(&thread).map(|thread| thread.ready.as_slice()).unwrap_or_default();
        ready.iter().copied().filter(|handle| !self.cancelled.contains(handle)).collect()
    }

    /// A thread's timers that will be called, the earliest first; among equal ones the one that was set first.
    pub(crate) fn timers(&self, thread: LaneId) -> Vec<(Time, HandleId)> {
        let timers = self.threads.get(&thread).map(|thread| thread.timers.as_slice()).unwrap_or_default();
        let live = timers.iter().filter(|handle| !self.cancelled.contains(handle));
        let mut timers: Vec<_> = live.filter_map(|&id| Some((self.handles.get(&id)?.due?, id))).collect();
        timers.sort_by_key(|(due, _)| *due);
        timers
    }

    /// The tasks that a task made and that are not done.
    pub(crate) fn open_children(&self, parent: TaskId) -> usize {
        let open = |task: &&Task| task.parent == Some(parent) && !matches!(task.doing, Doing::Ended(_));
        self.tasks.values().filter(open).count()
    }

    /// Goes on by an event.
    pub(crate) fn read(&mut self, trace: &Trace, event: &Event) {
        let (lane, task) = self.here(trace, event);
        match event.kind {
            Kind::HandleQueued { handle, label, purpose, source } => {
                let to = if let HandleSource::Thread { to } = source { to } else { lane };
                let due = self.handles.get(&handle).and_then(|known| known.due);
                self.handles.insert(handle, Handle { purpose, label, due });
                let thread = self.threads.entry(to).or_default();
                thread.timers.retain(|known| *known != handle);
                thread.ready.push(handle);
            }
            Kind::TimerSet { handle, label, purpose, due } => {
                self.handles.insert(handle, Handle { purpose, label, due: Some(due) });
                self.threads.entry(lane).or_default().timers.push(handle);
            }
            Kind::HandleCancelled { handle } => {
                self.cancelled.insert(handle);
            }
            Kind::HandleStarted { handle } => self.call(lane, handle),
            Kind::RequestSent { request, task, .. } => {
                self.sent.insert(request, (event.time, task));
                self.in_flight.insert(request);
            }
            Kind::RequestDone { request, .. }
            | Kind::RequestFailed { request, .. }
            | Kind::RequestAborted { request } => {
                self.in_flight.remove(&request);
                self.ended.insert(request);
            }
            _ => self.read_thread(trace, event, lane, task),
        }
    }

    fn call(&mut self, lane: LaneId, handle: HandleId) {
        self.started.insert(handle);
        for (other, thread) in &mut self.threads {
            if *other != lane {
                thread.ready.retain(|known| *known != handle);
            }
        }
        let thread = self.threads.entry(lane).or_default();
        let batch = thread.batch.unwrap_or(thread.ready.len());
        let taken = thread.ready.iter().position(|known| *known == handle).map_or(0, |index| index + 1);
        thread.ready.drain(..taken);
        thread.batch = Some(batch.saturating_sub(taken));
        thread.called = Some(handle);
    }

    fn read_thread(&mut self, trace: &Trace, event: &Event, lane: LaneId, task: Option<TaskId>) {
        let thread = self.threads.entry(lane).or_default();
        match event.kind {
            Kind::LoopStarted => thread.looping = true,
            Kind::LoopStopped => {
                thread.looping = false;
                thread.called = None;
                thread.batch = None;
            }
            Kind::TurnStarted { .. } => {
                thread.batch = None;
            }
            Kind::PollStarted { timeout } => thread.poll = Some((event.time, timeout)),
            Kind::TimerFired { handle } => thread.timers.retain(|known| *known != handle),
            Kind::HandleFinished { handle } => {
                thread.called = None;
                self.handles.remove(&handle);
            }
            Kind::FrameEntered { function, .. } => {
                let called = thread.called.filter(|_| task.is_none());
                thread.stack.push((function, task, called));
            }
            Kind::FrameLeft { exit } => {
                thread.left = thread.stack.pop().map(|(function, ..)| (function, exit));
            }
            Kind::ThreadBlocked { on, .. } => thread.blocked = Some(on),
            Kind::ThreadUnblocked => thread.blocked = None,
            _ => self.read_task(trace, event, lane),
        }
    }

    fn read_task(&mut self, trace: &Trace, event: &Event, lane: LaneId) {
        let (task, doing) = match event.kind {
            Kind::TaskCreated { task, parent, .. } => {
                let own = trace.lane_of_task(task).map_or(lane, |lane| trace.thread_of(lane));
                self.tasks.insert(
                    task,
                    Task { doing: Doing::Ready, parent, thread: own, steps: 0, last_wait: None },
                );
                return;
            }
            Kind::TaskResumed { task } => (task, Doing::Runs),
            Kind::TaskSuspended { task, on, .. } if on.kind == AwaitedKind::NextTurn => (task, Doing::Ready),
            Kind::TaskSuspended { task, on, .. } => (task, Doing::Waits(on)),
            Kind::TaskWoken { task, .. } => (task, Doing::Ready),
            Kind::TaskFinished { task, outcome } => (task, Doing::Ended(outcome)),
            _ => return,
        };
        let thread = self.threads.entry(lane).or_default();
        match doing {
            Doing::Runs => thread.stepped = Some(task),
            _ if thread.stepped == Some(task) => {
                thread.stepped = None;
                while thread.stack.last().is_some_and(|(_, owner, _)| *owner == Some(task)) {
                    thread.stack.pop();
                }
            }
            _ => {}
        }
        if let Some(known) = self.tasks.get_mut(&task) {
            known.doing = doing;
            known.steps += usize::from(doing == Doing::Runs);
            if let Kind::TaskSuspended { on, .. } = event.kind {
                known.last_wait = Some(on.kind);
            }
        }
    }
}
