//! Stretches: from when to when each lane did what. What timelines draw and statistics add up.
//!
//! Computed once per trace, in one pass; a growing trace is taken in bit by bit, and copies share what they have in common. The
//! stretches of a lane follow each other in time and do not overlap, so that a view finds its first by binary search. What it is
//! not: a state; it forgets all but times.

use std::sync::Arc;
use trace::event::{
    Awaited, AwaitedKind, Blocker, Event, EventId, Kind, LaneId, LaneKind, Outcome, TaskId, Trace,
};
use trace::log::{Log, partition_point};
use trace::time::{Span, Time};

/// How many stretches lie between two sums that are kept.
const SUM_EVERY: usize = 64;

/// What each lane of a trace did, and when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretches {
    /// By lane.
    lanes: Log<Arc<Lane>>,
    seen: usize,
    /// The latest moment known: until then lasts what goes on.
    latest: Time,
}

/// What one lane did.
#[derive(Debug, Clone, Copy)]
pub struct LaneStretches<'a> {
    lane: &'a Lane,
    latest: Time,
}

/// The same, as it is kept.
#[derive(Debug, Clone, PartialEq, Default)]
struct Lane {
    /// In order, without overlap; there can be gaps.
    stretches: Log<Stretch>,
    /// Whether the last one still goes on; then its end is not known here.
    open: bool,
    /// When its task ended, and how.
    finished: Option<(Time, Outcome)>,
    /// What those before every 64th come to, so that any range is added up by looking at a few.
    sums: Log<Sums>,
    /// How many frames of the thread itself are on its stack.
    depth: usize,
    /// Whether a loop runs in the thread.
    in_loop: bool,
    /// The lane of the task that runs in the thread.
    task: Option<LaneId>,
}

/// One thing done without a break.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// From when.
    pub start: Time,
    /// To when; if it goes on, the latest moment known.
    pub end: Time,
    /// What.
    pub activity: Activity,
    /// The event that began it.
    pub event: EventId,
}

/// What a lane does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Activity {
    /// A task runs; a thread runs the program, or its loop a callback.
    Running,
    /// A task is on the ready queue.
    Ready,
    /// A task waits.
    Waiting(Awaited),
    /// A loop sleeps in a poll.
    Polling,
    /// A thread blocks, and with it the task that runs in it.
    Blocked(Blocker),
}

impl Activity {
    /// How many kinds there are.
    pub const KINDS: usize = 5;
    /// The kind of [`Activity::Blocked`].
    pub const BLOCKED: usize = 4;

    /// Its kind, below [`Activity::KINDS`]: of several the greatest matters most. Blocking must not go unseen, and running says
    /// more than waiting.
    pub fn kind(self) -> usize {
        match self {
            Activity::Waiting(_) => 0,
            Activity::Polling => 1,
            Activity::Ready => 2,
            Activity::Running => 3,
            Activity::Blocked(_) => Activity::BLOCKED,
        }
    }
}

/// What stretches come to, by the [kind](Activity::kind) of their activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many there are.
    pub count: [u32; Activity::KINDS],
    /// How long they are together.
    pub time: [Span; Activity::KINDS],
}

impl Sums {
    fn add(mut self, stretch: Stretch) -> Sums {
        let kind = stretch.activity.kind();
        self.count[kind] += 1;
        self.time[kind] += stretch.span();
        self
    }

    /// What is left of these without those that came earlier.
    pub fn since(mut self, earlier: Sums) -> Sums {
        for kind in 0..Activity::KINDS {
            self.count[kind] = self.count[kind].saturating_sub(earlier.count[kind]);
            self.time[kind] = self.time[kind] - earlier.time[kind];
        }
        self
    }
}

impl<'a> LaneStretches<'a> {
    /// How many stretches there are.
    pub fn len(self) -> usize {
        self.lane.stretches.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the last one still goes on.
    pub fn open(self) -> bool {
        self.lane.open
    }

    /// When its task ended, and how.
    pub fn finished(self) -> Option<(Time, Outcome)> {
        self.lane.finished
    }

    /// The stretch at a place, counted from 0.
    pub fn get(self, index: usize) -> Option<Stretch> {
        self.lane.stretches.get(index).map(|stretch| self.until_now(index, *stretch))
    }

    /// All of them: in order, without overlap; there can be gaps.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Stretch> + 'a {
        self.range(0, self.len())
    }

    /// Those from one place until before another, which is no greater than [`len`](LaneStretches::len).
    pub fn range(self, from: usize, until: usize) -> impl DoubleEndedIterator<Item = Stretch> + 'a {
        let stretches = (from..until).zip(self.lane.stretches.range(from, until));
        stretches.map(move |(index, stretch)| self.until_now(index, *stretch))
    }

    /// What goes on has lasted until now.
    fn until_now(self, index: usize, stretch: Stretch) -> Stretch {
        let goes_on = self.lane.open && index + 1 == self.len();
        Stretch { end: if goes_on { stretch.end.max(self.latest) } else { stretch.end }, ..stretch }
    }

    /// How many come first for which `is_before` holds.
    pub fn partition_point(self, is_before: impl Fn(Stretch) -> bool) -> usize {
        partition_point(self.len(), |index| self.get(index).is_some_and(&is_before))
    }

    /// What the first `count` stretches come to. Its cost does not depend on how many they are.
    pub fn sums_of_first(self, count: usize) -> Sums {
        let count = count.min(self.len());
        let block = (count / SUM_EVERY).min(self.lane.sums.len());
        let known = block.checked_sub(1).and_then(|last| self.lane.sums.get(last));
        self.range(block * SUM_EVERY, count).fold(known.copied().unwrap_or_default(), Sums::add)
    }

    /// The first stretch that is not over before that moment.
    pub fn first_from(self, time: Time) -> usize {
        self.partition_point(|stretch| stretch.end < time)
    }

    /// How long the lane did what between two moments.
    pub fn times_between(self, from: Time, to: Time) -> [Span; Activity::KINDS] {
        let first = self.first_from(from);
        let beyond = self.partition_point(|stretch| stretch.start < to).max(first);
        let mut times = self.sums_of_first(beyond).since(self.sums_of_first(first)).time;
        // The first and the last of them can reach beyond the two moments.
        let mut cut = |stretch: Stretch, beyond: Span| {
            let kind = stretch.activity.kind();
            times[kind] = times[kind] - beyond;
        };
        if first < beyond
            && let (Some(first), Some(last)) = (self.get(first), self.get(beyond - 1))
        {
            cut(first, from.since(first.start));
            cut(last, last.end.since(to));
        }
        times
    }
}

impl Stretch {
    /// How long it is.
    pub fn span(&self) -> Span {
        self.end.since(self.start)
    }
}

impl Stretches {
    /// The stretches of a trace.
    pub fn new(trace: &Trace) -> Stretches {
        let mut stretches = Stretches::default();
        stretches.extend(trace);
        stretches
    }

    /// Takes in what has been added to the trace since.
    pub fn extend(&mut self, trace: &Trace) {
        while self.lanes.len() < trace.lanes().len() {
            self.lanes.push(Arc::default());
        }
        for (id, event) in trace.numbered_from(self.seen) {
            self.add(trace, &event, id);
        }
        self.seen = trace.event_count();
        self.latest = trace.latest();
    }

    /// The stretches of a lane; none, if there is no such lane.
    pub fn lane(&self, lane: LaneId) -> Option<LaneStretches<'_>> {
        let lane = self.lanes.get(lane.index())?;
        Some(LaneStretches { lane, latest: self.latest })
    }

    /// A lane, to be changed.
    fn lane_mut(&mut self, lane: LaneId) -> Option<&mut Lane> {
        self.lanes.get_mut(lane.index()).map(Arc::make_mut)
    }

    fn add(&mut self, trace: &Trace, event: &Event, id: EventId) {
        match event.kind {
            Kind::TaskCreated { task, .. } => self.turn_task(trace, task, event, id, Some(Activity::Ready)),
            Kind::TaskResumed { task } => {
                self.turn_task(trace, task, event, id, Some(Activity::Running));
                self.set_running(trace, event, trace.lane_of_task(task));
            }
            Kind::TaskSuspended { task, on, .. } => {
                let gives_way = on.kind == AwaitedKind::NextTurn;
                let activity = if gives_way { Activity::Ready } else { Activity::Waiting(on) };
                self.turn_task(trace, task, event, id, Some(activity));
                self.set_running(trace, event, None);
            }
            Kind::TaskWoken { task, .. } => self.turn_task(trace, task, event, id, Some(Activity::Ready)),
            Kind::TaskFinished { task, outcome } => {
                self.turn_task(trace, task, event, id, None);
                self.set_running(trace, event, None);
                if let Some(lane) = trace.lane_of_task(task).and_then(|lane| self.lane_mut(lane)) {
                    lane.finished = Some((event.time, outcome));
                }
            }
            Kind::ThreadBlocked { on, .. } => {
                self.turn_thread_and_task(trace, event, id, Activity::Blocked(on))
            }
            Kind::ThreadUnblocked => self.turn_thread_and_task(trace, event, id, Activity::Running),
            kind => self.add_to_thread(trace, event, id, kind),
        }
    }

    /// A thread blocks with the task that runs in it, and goes on with it.
    fn turn_thread_and_task(&mut self, trace: &Trace, event: &Event, id: EventId, activity: Activity) {
        let thread = trace.thread_of(event.lane);
        self.turn(thread, event, id, Some(activity));
        if let Some(task) = self.lanes.get(thread.index()).and_then(|lane| lane.task) {
            self.turn(task, event, id, Some(activity));
        }
    }

    fn set_running(&mut self, trace: &Trace, event: &Event, task: Option<LaneId>) {
        if let Some(thread) = self.lane_mut(trace.thread_of(event.lane)) {
            thread.task = task;
        }
    }

    /// Events that concern a thread alone; those of a task do not.
    fn add_to_thread(&mut self, trace: &Trace, event: &Event, id: EventId, kind: Kind) {
        if !matches!(trace.lane(event.lane).map(|lane| lane.kind), Some(LaneKind::Thread { .. })) {
            return;
        }
        let Some(lane) = self.lane_mut(event.lane) else { return };
        let runs_program = |lane: &Lane| !lane.in_loop && lane.depth > 0;
        let activity = match kind {
            Kind::ThreadStarted | Kind::HandleStarted { .. } => Some(Activity::Running),
            Kind::ThreadFinished | Kind::HandleFinished { .. } | Kind::PollEnded { .. } => None,
            Kind::PollStarted { .. } => Some(Activity::Polling),
            Kind::LoopStarted => {
                lane.in_loop = true;
                None
            }
            Kind::LoopStopped => {
                lane.in_loop = false;
                runs_program(lane).then_some(Activity::Running)
            }
            Kind::FrameEntered { .. } | Kind::FrameLeft { .. } if lane.task.is_some() => return,
            Kind::FrameEntered { .. } => {
                lane.depth += 1;
                if !runs_program(lane) || lane.open {
                    return;
                }
                Some(Activity::Running)
            }
            Kind::FrameLeft { .. } => {
                lane.depth = lane.depth.saturating_sub(1);
                if lane.in_loop || lane.depth > 0 {
                    return;
                }
                None
            }
            _ => return,
        };
        self.turn(event.lane, event, id, activity);
    }

    fn turn_task(
        &mut self,
        trace: &Trace,
        task: TaskId,
        event: &Event,
        id: EventId,
        activity: Option<Activity>,
    ) {
        if let Some(lane) = trace.lane_of_task(task) {
            self.turn(lane, event, id, activity);
        }
    }

    /// Ends what the lane did, and begins something else.
    fn turn(&mut self, lane: LaneId, event: &Event, id: EventId, activity: Option<Activity>) {
        let Some(lane) = self.lane_mut(lane) else { return };
        let mut now = event.time;
        if let Some(last) = lane.stretches.last_mut() {
            // Times of a wrong trace can go back.
            now = now.max(last.start);
            if lane.open {
                last.end = now;
            } else {
                now = now.max(last.end);
            }
            let is_nothing = last.span() == Span::ZERO && last.activity != Activity::Running;
            if lane.open && is_nothing {
                lane.stretches.pop();
            }
        }
        lane.open = activity.is_some();
        if let Some(activity) = activity {
            if lane.stretches.len() / SUM_EVERY > lane.sums.len() {
                // All of these are over, and stay: only what goes on can be taken back.
                let all = LaneStretches { lane, latest: Time::ZERO };
                let sums = all.sums_of_first(all.len());
                lane.sums.push(sums);
            }
            lane.stretches.push(Stretch { start: now, end: now, activity, event: id });
        }
    }
}

#[cfg(test)]
mod tests;
