//! What each task does.

use super::fold::EventContext;
use super::{State, TaskPhase, TaskState, ThreadState};
use trace::event::{Awaited, AwaitedKind, Kind, Name, TaskId, Trace};

impl State {
    pub(super) fn apply_to_task(&mut self, trace: &Trace, here: EventContext, kind: Kind) {
        match kind {
            Kind::TaskCreated { task, coroutine, parent } => {
                self.create_task(trace, here, task, coroutine, parent)
            }
            Kind::TaskResumed { task } => self.resume_task(here, task),
            Kind::TaskSuspended { task, on, .. } => self.suspend_task(here, task, on),
            Kind::TaskWoken { task, .. } => {
                if let Some(task) = self.tasks.get_mut(task)
                    && let TaskPhase::Waiting(_) = task.phase
                {
                    task.turn_to(TaskPhase::Ready, here);
                }
            }
            Kind::TaskCancelRequested { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.cancel_requested = true;
                }
            }
            Kind::TaskFinished { task, outcome } => {
                self.take_from_thread(here, task);
                if let Some(state) = self.tasks.get_mut(task) {
                    state.turn_to(TaskPhase::Finished(outcome), here);
                    state.frames.clear();
                    self.unfinished.remove(task);
                    self.finished.push((task, here.id));
                }
            }
            _ => {}
        }
    }

    fn create_task(
        &mut self,
        trace: &Trace,
        here: EventContext,
        task: TaskId,
        coroutine: Name,
        parent: Option<TaskId>,
    ) {
        let state = TaskState {
            lane: trace.lane_of_task(task),
            coroutine,
            parent,
            created: here.time,
            line: 0,
            frames: Vec::new(),
            phase: TaskPhase::Ready,
            since: here.time,
            because: here.id,
            cancel_requested: false,
        };
        self.tasks.insert(task, state);
        self.unfinished.insert(task, ());
    }

    fn resume_task(&mut self, here: EventContext, task: TaskId) {
        let Some(state) = self.tasks.get_mut(task) else { return };
        state.turn_to(TaskPhase::Running, here);
        self.unfinished.insert(task, ());
        let mut frames = std::mem::take(&mut state.frames);
        frames.reverse();
        let thread = self.thread(here);
        thread.passing = frames;
        thread.task = Some(task);
    }

    fn suspend_task(&mut self, here: EventContext, task: TaskId, on: Awaited) {
        let thread = self.take_from_thread(here, task);
        let mut frames = std::mem::take(&mut thread.passing);
        frames.reverse();
        let Some(state) = self.tasks.get_mut(task) else { return };
        // Whoever only gives way for a turn is on the queue at once.
        let phase = if on.kind == AwaitedKind::NextTurn { TaskPhase::Ready } else { TaskPhase::Waiting(on) };
        state.turn_to(phase, here);
        self.unfinished.insert(task, ());
        state.line = frames.last().map_or(state.line, |frame| frame.line);
        state.frames = frames;
    }

    /// The task runs no more, nor do the frames that it may have left on the stack.
    fn take_from_thread(&mut self, here: EventContext, task: TaskId) -> &mut ThreadState {
        let thread = self.thread(here);
        thread.task = None;
        while thread.frames.last().is_some_and(|frame| frame.task == Some(task)) {
            thread.frames.pop();
        }
        thread
    }
}

impl TaskState {
    fn turn_to(&mut self, phase: TaskPhase, here: EventContext) {
        self.phase = phase;
        self.since = here.time;
        self.because = here.id;
    }
}
