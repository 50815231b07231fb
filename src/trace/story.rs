//! Traces told by hand: for tests, benchmarks and examples.
//!
//! A [`Story`] writes the events that a run would record, in the order in which it records them, so that what is derived from
//! traces can be tested without running anything. What it is not: a simulation. Whoever tells the story decides what happens
//! next; [`fan_out`] tells the one that Loopscope shows most.

use super::clock::Clock;
use super::event::{
    Awaited, AwaitedKind, Ending, EventId, FrameExit, HandleId, HandleSource, Kind, LaneId, LaneKind,
    MicroSpan, Outcome, Purpose, RequestId, Standing, Stream, TaskId, Trace,
};
use super::recorder::Recorder;
use super::time::{Span, Time};
use std::collections::{BTreeMap, VecDeque};

/// Tells a trace, sentence by sentence.
#[derive(Debug)]
pub struct Story {
    /// Makes the events.
    pub recorder: Recorder,
    /// The main thread's lane.
    pub thread: LaneId,
    queue: VecDeque<(HandleId, EventId)>,
    /// Where each timer was set, and what it calls.
    timers: BTreeMap<HandleId, (EventId, String, Purpose)>,
    lanes: BTreeMap<TaskId, LaneId>,
    coroutines: BTreeMap<TaskId, String>,
    stacks: BTreeMap<TaskId, Vec<String>>,
    /// The handle that is called, the task that it steps, and the event that says so.
    running: Option<(HandleId, Option<TaskId>, EventId)>,
    /// What each task waited for last.
    awaited: BTreeMap<TaskId, Awaited>,
    sent: BTreeMap<RequestId, EventId>,
    /// What did something last in the callback before.
    last_cause: Option<EventId>,
    turn: u32,
    handles: u32,
    requests: u32,
}

impl Story {
    /// Begins in the main thread, at time zero.
    pub fn new(source: &str) -> Story {
        let mut recorder = Recorder::new(Clock::default(), "program.py", source);
        let thread = recorder.add_lane(LaneKind::Thread { process: 0 }, "MainThread");
        Story {
            recorder,
            thread,
            queue: VecDeque::new(),
            timers: BTreeMap::new(),
            lanes: BTreeMap::new(),
            coroutines: BTreeMap::new(),
            stacks: BTreeMap::new(),
            running: None,
            awaited: BTreeMap::new(),
            sent: BTreeMap::new(),
            last_cause: None,
            turn: 0,
            handles: 0,
            requests: 0,
        }
    }

    /// So far.
    pub fn trace(&self) -> &Trace {
        self.recorder.trace()
    }

    /// The end: everything went well.
    pub fn end(mut self) -> Trace {
        self.recorder.set_ending(Ending::Finished);
        self.recorder.finish()
    }

    /// The loop stops, and the program goes on.
    pub fn stop_loop(&mut self) {
        let stopped = self.recorder.record_because(self.last_cause, Kind::LoopStopped);
        self.recorder.activate(Some(stopped));
    }

    /// Time passes until so many microseconds after the beginning.
    pub fn at(&mut self, microseconds: u64) {
        self.recorder.clock.advance_to(Time::ZERO + Span::from_microseconds(microseconds));
    }

    /// Something happens, because of what happens now.
    pub fn happen(&mut self, kind: Kind) -> EventId {
        self.recorder.record(kind)
    }

    /// These lines are executed.
    pub fn lines(&mut self, lines: &[u32]) {
        for &line in lines {
            self.recorder.record_line(line);
        }
    }

    /// A new function is entered.
    pub fn enter(&mut self, function: &str) {
        let name = self.recorder.name(function);
        self.happen(Kind::FrameEntered { function: name, resumed: false });
        if let Some((_, Some(task), _)) = self.running {
            self.stacks.entry(task).or_default().push(function.to_owned());
        }
    }

    /// It is left.
    pub fn leave(&mut self, exit: FrameExit) {
        self.happen(Kind::FrameLeft { exit });
        if let Some((_, Some(task), _)) = self.running {
            self.stacks.entry(task).or_default().pop();
        }
    }

    /// It prints.
    pub fn print(&mut self, text: &str) {
        self.recorder.record_output(Stream::Output, text);
    }

    /// A turn of the loop begins with a poll that returns at once.
    pub fn turn(&mut self) {
        self.turn_that_sleeps(Some(Span::ZERO));
        self.wake_up(0);
    }

    /// A turn begins with a poll that sleeps; [`wake_up`](Story::wake_up) ends it.
    pub fn turn_that_sleeps(&mut self, timeout: Option<Span>) {
        self.turn += 1;
        self.recorder.set_line(0);
        self.recorder.activate(None);
        self.happen(Kind::TurnStarted { turn: self.turn });
        self.happen(Kind::PollStarted { timeout });
    }

    /// The poll returns with so many sockets that are ready.
    pub fn wake_up(&mut self, ready: u32) {
        self.happen(Kind::PollEnded { ready });
    }

    /// The poll returns because one socket is ready: of a request that was answered, or because a signal was sent.
    pub fn wake_up_because(&mut self, arrived: EventId) {
        self.recorder.record_because(Some(arrived), Kind::PollEnded { ready: 1 });
    }

    /// A handle goes to the end of the queue, because of `cause`, or else of what happens now.
    pub fn queue(
        &mut self,
        label: &str,
        purpose: Purpose,
        source: HandleSource,
        cause: Option<EventId>,
    ) -> HandleId {
        self.handles += 1;
        let handle = HandleId(self.handles);
        self.requeue(handle, label, purpose, source, cause);
        handle
    }

    /// A timer starts; [`fire`](Story::fire) ends it.
    pub fn set_timer(&mut self, label: &str, purpose: Purpose, due: Time) -> HandleId {
        self.handles += 1;
        let handle = HandleId(self.handles);
        let name = self.recorder.name(label);
        let set = self.happen(Kind::TimerSet { handle, label: name, purpose, due });
        self.timers.insert(handle, (set, label.to_owned(), purpose));
        handle
    }

    /// A timer is due.
    pub fn fire(&mut self, handle: HandleId) {
        let Some((set, label, purpose)) = self.timers.remove(&handle) else { return };
        let fired = self.recorder.record_because(Some(set), Kind::TimerFired { handle });
        self.requeue(handle, &label, purpose, HandleSource::Timer, Some(fired));
    }

    /// A task is made, and its first step queued.
    pub fn create_task(&mut self, coroutine: &str) -> TaskId {
        let task = TaskId(self.lanes.len() as u32 + 1);
        let lane =
            self.recorder.add_lane(LaneKind::Task { task, thread: self.thread }, &format!("Task-{}", task.0));
        self.lanes.insert(task, lane);
        self.stacks.insert(task, vec![coroutine.to_owned()]);
        let name = self.recorder.name(coroutine);
        let parent = self.running.and_then(|(_, task, _)| task);
        self.coroutines.insert(task, coroutine.to_owned());
        let created = self.happen(Kind::TaskCreated { task, coroutine: name, parent });
        self.queue(coroutine, Purpose::FirstStep(task), HandleSource::Soon, Some(created));
        task
    }

    /// The loop calls the first handle of the queue, which is a plain callback.
    pub fn start_callback(&mut self) {
        self.start_handle(None);
    }

    /// The callback is over.
    pub fn finish_callback(&mut self) {
        self.finish_handle();
    }

    /// The loop calls the first handle of the queue, which steps this task for the first time.
    pub fn start(&mut self, task: TaskId) {
        self.step(task, false);
    }

    /// The loop calls the first handle of the queue, which steps this task once more.
    pub fn resume(&mut self, task: TaskId) {
        self.step(task, true);
    }

    /// The running task gives way.
    pub fn suspend(&mut self, kind: AwaitedKind, id: u32) {
        let Some((_, Some(task), _)) = self.running else { return };
        self.leave_frames(task, FrameExit::Suspended);
        self.suspend_in_line(task, Awaited { kind, id }, None);
    }

    /// The running task gives way to wait for an object, which stands like this.
    pub fn suspend_at(&mut self, on: Awaited, standing: Standing) {
        let Some((_, Some(task), _)) = self.running else { return };
        self.leave_frames(task, FrameExit::Suspended);
        self.suspend_in_line(task, on, Some(standing));
    }

    /// The running task is over, and these callbacks are to be called for that.
    pub fn finish(&mut self, outcome: Outcome, callbacks: &[&str]) {
        let Some((_, Some(task), _)) = self.running else { return };
        let exit = if outcome == Outcome::Returned { FrameExit::Returned } else { FrameExit::Raised };
        self.leave_frames(task, exit);
        self.stacks.insert(task, Vec::new());
        let finished = self.happen(Kind::TaskFinished { task, outcome });
        for callback in callbacks {
            self.queue(callback, Purpose::Library(None), HandleSource::Soon, Some(finished));
        }
        self.finish_handle();
    }

    /// What the task waited for is done.
    pub fn wake(&mut self, task: TaskId) {
        let nothing = Awaited { kind: AwaitedKind::Future, id: 0 };
        let from = self.awaited.get(&task).copied().unwrap_or(nothing);
        let woken = self.happen(Kind::TaskWoken { task, from });
        self.queue_step(task, Purpose::WakeUp { task, from }, woken);
    }

    /// The running task sends a request.
    pub fn send(&mut self, target: &str) -> RequestId {
        self.requests += 1;
        let request = RequestId(self.requests);
        let target = self.recorder.name(target);
        let task = self.running.and_then(|(_, task, _)| task);
        let sent = self.happen(Kind::RequestSent { request, target, task });
        self.sent.insert(request, sent);
        request
    }

    /// All of its answer is there: it waited `queued` in the server, which worked for `worked` microseconds.
    pub fn answer(&mut self, request: RequestId, queued: u32, worked: u32) -> EventId {
        let at = self.recorder.now();
        let (queued, worked) = (Some(MicroSpan(queued)), Some(MicroSpan(worked)));
        let sent = self.sent.get(&request).copied();
        let answered = Kind::RequestAnswered { request, status: 200, queued, worked, at };
        self.recorder.record_because(sent, answered);
        self.recorder.record_because(sent, Kind::RequestDone { request, bytes: 16, at })
    }

    fn queue_step(&mut self, task: TaskId, purpose: Purpose, cause: EventId) {
        let coroutine = self.coroutines.get(&task).cloned().unwrap_or_default();
        self.queue(&coroutine, purpose, HandleSource::Soon, Some(cause));
    }

    fn leave_frames(&mut self, task: TaskId, exit: FrameExit) {
        for _ in 0..self.stacks.get(&task).map_or(0, Vec::len) {
            self.happen(Kind::FrameLeft { exit });
        }
    }

    fn suspend_in_line(&mut self, task: TaskId, on: Awaited, standing: Option<Standing>) {
        let suspended = self.happen(Kind::TaskSuspended { task, on, standing });
        self.awaited.insert(task, on);
        if on.kind == AwaitedKind::NextTurn {
            self.queue_step(task, Purpose::NextStep(task), suspended);
        }
        self.finish_handle();
    }

    fn requeue(
        &mut self,
        handle: HandleId,
        label: &str,
        purpose: Purpose,
        source: HandleSource,
        cause: Option<EventId>,
    ) {
        let label = self.recorder.name(label);
        let kind = Kind::HandleQueued { handle, label, purpose, source };
        let queued = match cause {
            Some(_) => self.recorder.record_because(cause, kind),
            None => self.recorder.record(kind),
        };
        self.queue.push_back((handle, queued));
    }

    fn start_handle(&mut self, task: Option<TaskId>) {
        let Some((handle, queued)) = self.queue.pop_front() else { return };
        let started = self.recorder.record_because(Some(queued), Kind::HandleStarted { handle });
        self.running = Some((handle, task, started));
        self.recorder.activate(Some(started));
    }

    fn finish_handle(&mut self) {
        let Some((handle, _, started)) = self.running.take() else { return };
        self.recorder.enter_lane(self.thread);
        self.recorder.set_line(0);
        self.last_cause = self.recorder.cause();
        self.recorder.record_because(Some(started), Kind::HandleFinished { handle });
        self.recorder.activate(None);
    }

    fn step(&mut self, task: TaskId, resumed: bool) {
        self.start_handle(Some(task));
        self.recorder.enter_lane(self.lanes.get(&task).copied().unwrap_or(self.thread));
        let resumed_now = self.happen(Kind::TaskResumed { task });
        self.recorder.activate(Some(resumed_now));
        for function in self.stacks.get(&task).cloned().unwrap_or_default() {
            let function = self.recorder.name(&function);
            self.happen(Kind::FrameEntered { function, resumed });
        }
    }
}

/// What the stories of [`fan_out`] run.
pub const FAN_OUT: &str = "\
import asyncio, aiohttp

async def get(session, part):
    url = f\"http://localhost:7001/delay?duration={part/8}\"
    async with session.get(url) as response:
        data = await response.json()
    print(part, data[\"slept\"])
    return data

async def main():
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[get(session, i) for i in range(1, 5)])

asyncio.run(main())
";

/// `main` gathers so many tasks, each of which sends `rounds` requests of 1/8, 2/8, 3/8 … seconds, one after the other.
pub fn fan_out(tasks: u32, rounds: u32) -> Trace {
    let mut story = Story::new(FAN_OUT);
    story.enter("<module>");
    story.lines(&[1, 3, 10, 14]);
    story.happen(Kind::LoopStarted);
    let main = story.create_task("main");
    story.turn();
    story.start(main);
    story.lines(&[11, 12]);
    let gets: Vec<TaskId> = (0..tasks).map(|_| story.create_task("get")).collect();
    story.suspend(AwaitedKind::Several, 1);
    story.turn();
    for &task in &gets {
        story.start(task);
        story.lines(&[4, 5]);
        send_request(&mut story, task);
    }
    for round in 0..rounds {
        for (index, &task) in (0u32..).zip(&gets) {
            receive_answer(&mut story, task, round * tasks + index, tasks);
            if round + 1 < rounds {
                send_request(&mut story, task);
                continue;
            }
            print_and_return(&mut story, index + 1);
            story.turn();
            story.start_callback();
            if index + 1 == tasks {
                story.wake(main);
            }
            story.finish_callback();
        }
    }
    story.turn();
    story.resume(main);
    story.finish(Outcome::Returned, &[]);
    story.stop_loop();
    story.leave(FrameExit::Returned);
    story.end()
}

fn send_request(story: &mut Story, task: TaskId) {
    let request = story.send(&format!("GET http://localhost:7001/delay?task={}", task.0));
    story.suspend(AwaitedKind::Request, request.0);
}

/// The loop sleeps until the answer to the request is there, and calls its task back. Answers come 1/8 second apart.
fn receive_answer(story: &mut Story, task: TaskId, place: u32, tasks: u32) {
    story.turn_that_sleeps(None);
    story.at(125_000 * u64::from(place + 1) + 900);
    let done = story.answer(RequestId(place + 1), 0, 125_000 * (place % tasks + 1));
    story.wake_up_because(done);
    let arrival = Purpose::Arrival { request: RequestId(place + 1), task: Some(task).into() };
    story.queue("socket is readable", arrival, HandleSource::Io, Some(done));
    story.start_callback();
    story.wake(task);
    story.finish_callback();
    story.turn();
    story.resume(task);
}

fn print_and_return(story: &mut Story, part: u32) {
    story.lines(&[6, 7]);
    story.print(&format!("{part} {}\n", f64::from(part) / 8.0));
    story.lines(&[8]);
    story.finish(Outcome::Returned, &["_done_callback"]);
}
