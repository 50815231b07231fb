//! Frames: a thread's stack, and what a suspended task remembers of it.
//!
//! A suspended coroutine leaves frame by frame, innermost first, and a resumed one comes back outermost first. In between, the
//! frames lie in [`ThreadState::passing`](super::ThreadState::passing), so that they keep their lines. A generator that yields
//! leaves in the same way, and its caller goes on: the caller's next line tells the two apart.

use super::fold::EventContext;
use super::{FrameState, State, TaskPhase, TaskState};
use trace::event::{FrameExit, Name};

impl State {
    pub(super) fn enter_frame(&mut self, here: EventContext, function: Name, resumed: bool) {
        let thread = self.thread(here);
        let remembered =
            if resumed { thread.passing.pop().filter(|frame| frame.function == function) } else { None };
        if remembered.is_none() {
            thread.passing.clear();
        }
        // A new frame executes no line yet: the event's is that of its `def`.
        let line = remembered.map_or(if resumed { here.line } else { 0 }, |frame| frame.line);
        let callback = thread.event_loop.as_ref().and_then(|event_loop| event_loop.running);
        let callback = callback.filter(|_| here.task.is_none());
        let frame = FrameState { function, line, task: here.task, callback };
        thread.frames.push(frame);
        if let Some(task) = self.running_task(here) {
            task.frames.push(frame);
            task.line = frame.line;
        }
    }

    pub(super) fn leave_frame(&mut self, here: EventContext, exit: FrameExit) {
        let thread = self.thread(here);
        let left = thread.frames.pop();
        match (exit, left) {
            (FrameExit::Suspended, Some(frame)) => thread.passing.push(frame),
            _ => thread.passing.clear(),
        }
        if let Some(task) = self.running_task(here) {
            task.frames.pop();
            // The last frame to leave keeps the task at its line: there it is until it goes on, or there it ended.
            if let Some(frame) = task.frames.last() {
                task.line = frame.line;
            }
        }
    }

    pub(super) fn execute_line(&mut self, here: EventContext) {
        let thread = self.thread(here);
        thread.passing.clear();
        if let Some(frame) = thread.frames.last_mut() {
            frame.line = here.line;
        }
        if let Some(task) = self.running_task(here) {
            task.line = here.line;
            if let Some(frame) = task.frames.last_mut() {
                frame.line = here.line;
            }
        }
    }

    fn running_task(&mut self, here: EventContext) -> Option<&mut TaskState> {
        self.tasks.get_mut(here.task?).filter(|task| task.phase == TaskPhase::Running)
    }
}
