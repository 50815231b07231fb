//! One event changes the state: which part of it, and how the parts agree.

use super::State;
use trace::event::{Event, EventId, Kind, LaneId, LaneKind, TaskId, Trace};
use trace::time::Time;

/// Where and when an event happens, resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct EventContext {
    /// The event.
    pub(super) id: EventId,
    /// When.
    pub(super) time: Time,
    /// The thread's lane.
    pub(super) thread: LaneId,
    /// The task that it belongs to, if one runs.
    pub(super) task: Option<TaskId>,
    /// The line.
    pub(super) line: u32,
}

impl State {
    /// Goes on by one event of `trace`, which has to be the one at [`State::position`].
    pub fn apply(&mut self, trace: &Trace, event: &Event) {
        let here = self.event_context(trace, event);
        self.position += 1;
        self.now = self.now.max(event.time);
        if event.kind.acts() && self.actor != Some(here.thread) {
            self.actor = Some(here.thread);
            self.actors.insert(trace.process_of(here.thread), here.thread);
        }
        match event.kind {
            Kind::LoopStarted
            | Kind::LoopStopped
            | Kind::TurnStarted { .. }
            | Kind::PollStarted { .. }
            | Kind::PollEnded { .. }
            | Kind::HandleQueued { .. }
            | Kind::TimerSet { .. }
            | Kind::TimerFired { .. }
            | Kind::HandleStarted { .. }
            | Kind::HandleFinished { .. } => self.apply_to_loop(here, event.kind),
            Kind::HandleCancelled { handle } => self.cancel_handle(handle),
            Kind::TaskCreated { .. }
            | Kind::TaskResumed { .. }
            | Kind::TaskSuspended { .. }
            | Kind::TaskWoken { .. }
            | Kind::TaskCancelRequested { .. }
            | Kind::TaskFinished { .. } => self.apply_to_task(trace, here, event.kind),
            Kind::FrameEntered { function, resumed } => self.enter_frame(here, function, resumed),
            Kind::FrameLeft { exit } => self.leave_frame(here, exit),
            Kind::Line => self.execute_line(here),
            Kind::RequestSent { .. }
            | Kind::RequestConnected { .. }
            | Kind::RequestAnswered { .. }
            | Kind::RequestDone { .. }
            | Kind::RequestFailed { .. }
            | Kind::RequestAborted { .. } => self.apply_to_request(here, event.kind),
            Kind::ThreadStarted => self.thread(here).finished = false,
            Kind::ThreadBlocked { on, .. } => self.thread(here).blocked = Some((here.time, on)),
            Kind::ThreadUnblocked => self.thread(here).blocked = None,
            Kind::ThreadFinished => self.finish_thread(here),
            Kind::Output { .. } => self.output_count += 1,
            Kind::Warning { .. } => self.warning_count += 1,
        }
    }

    /// A task's events lie in its lane, or in that of the thread that runs it.
    fn event_context(&self, trace: &Trace, event: &Event) -> EventContext {
        let (thread, task) = match trace.lane(event.lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, thread }) => (thread, Some(task)),
            Some(LaneKind::Thread { .. }) | None => {
                (event.lane, self.threads.get(event.lane).and_then(|thread| thread.task))
            }
        };
        EventContext { id: EventId(self.position as u32), time: event.time, thread, task, line: event.line }
    }

    /// The thread in which it happens.
    pub(super) fn thread(&mut self, here: EventContext) -> &mut super::ThreadState {
        self.threads.get_or_default(here.thread)
    }

    fn finish_thread(&mut self, here: EventContext) {
        let thread = self.thread(here);
        thread.finished = true;
        thread.blocked = None;
        thread.task = None;
        thread.frames.clear();
        thread.passing.clear();
    }
}
