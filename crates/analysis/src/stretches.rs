//! Stretches: from when to when each lane did what. What timelines draw and statistics add up.
//!
//! Computed once per trace, in one pass; a growing trace is taken in bit by bit. The stretches of a lane follow each other in
//! time and do not overlap, so that a view finds its first by binary search. What it is not: a state; it forgets all but times.

use trace::event::{
    Awaited, AwaitedKind, Blocker, Event, EventId, Kind, LaneId, LaneKind, Outcome, TaskId, Trace,
};
use trace::time::{Span, Time};

/// How many stretches lie between two sums that are kept.
const SUM_EVERY: usize = 64;

/// What each lane of a trace did, and when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretches {
    /// By lane.
    lanes: Vec<LaneStretches>,
    seen: usize,
}

/// What one lane did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LaneStretches {
    /// In order, without overlap; there can be gaps.
    pub stretches: Vec<Stretch>,
    /// Whether the last one still goes on.
    pub open: bool,
    /// When its task ended, and how.
    pub finished: Option<(Time, Outcome)>,
    /// What those before every 64th come to, so that any range is added up by looking at a few.
    sums: Vec<Sums>,
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

    /// Its kind, below [`Activity::KINDS`]: of several the greatest matters most. Blocking must not go unseen, and running says
    /// more than waiting.
    pub fn kind(self) -> usize {
        match self {
            Activity::Waiting(_) => 0,
            Activity::Polling => 1,
            Activity::Ready => 2,
            Activity::Running => 3,
            Activity::Blocked(_) => 4,
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
    fn add(mut self, stretch: &Stretch) -> Sums {
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

impl LaneStretches {
    /// What the first `count` stretches come to. Its cost does not depend on how many they are.
    pub fn sums_of_first(&self, count: usize) -> Sums {
        let count = count.min(self.stretches.len());
        let block = (count / SUM_EVERY).min(self.sums.len());
        let known = block.checked_sub(1).map_or(Sums::default(), |last| self.sums[last]);
        self.stretches[block * SUM_EVERY..count].iter().fold(known, Sums::add)
    }

    /// The first stretch that is not over before that moment.
    pub fn first_from(&self, time: Time) -> usize {
        self.stretches.partition_point(|stretch| stretch.end < time)
    }

    /// How long the lane did what between two moments.
    pub fn times_between(&self, from: Time, to: Time) -> [Span; Activity::KINDS] {
        let first = self.first_from(from);
        let beyond = self.stretches.partition_point(|stretch| stretch.start < to).max(first);
        let mut times = self.sums_of_first(beyond).since(self.sums_of_first(first)).time;
        // The first and the last of them can reach beyond the two moments.
        let cut = |times: &mut [Span; Activity::KINDS], stretch: &Stretch, beyond: Span| {
            let kind = stretch.activity.kind();
            times[kind] = times[kind] - beyond;
        };
        if let [first, ..] = &self.stretches[first..beyond] {
            cut(&mut times, first, from.since(first.start));
        }
        if let [.., last] = &self.stretches[first..beyond] {
            cut(&mut times, last, last.end.since(to));
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
        self.lanes.resize_with(trace.lanes().len(), LaneStretches::default);
        for (id, event) in trace.numbered().skip(self.seen) {
            self.add(trace, &event, id);
        }
        self.seen = trace.event_count();
        let latest = trace.latest();
        for lane in self.lanes.iter_mut().filter(|lane| lane.open) {
            if let Some(last) = lane.stretches.last_mut() {
                last.end = last.end.max(latest);
            }
        }
    }

    /// The stretches of a lane; none, if there is no such lane.
    pub fn lane(&self, lane: LaneId) -> Option<&LaneStretches> {
        self.lanes.get(lane.index())
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
                if let Some(lane) = trace.lane_of_task(task).and_then(|lane| self.lanes.get_mut(lane.index()))
                {
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
        if let Some(thread) = self.lanes.get_mut(trace.thread_of(event.lane).index()) {
            thread.task = task;
        }
    }

    /// Events that concern a thread alone; those of a task do not.
    fn add_to_thread(&mut self, trace: &Trace, event: &Event, id: EventId, kind: Kind) {
        if !matches!(trace.lane(event.lane).map(|lane| lane.kind), Some(LaneKind::Thread { .. })) {
            return;
        }
        let Some(lane) = self.lanes.get_mut(event.lane.index()) else { return };
        let runs_program = |lane: &LaneStretches| !lane.in_loop && lane.depth > 0;
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
        let Some(lane) = self.lanes.get_mut(lane.index()) else { return };
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
                lane.sums.push(lane.sums_of_first(lane.stretches.len()));
            }
            lane.stretches.push(Stretch { start: now, end: now, activity, event: id });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;

    #[test]
    fn a_task_that_waits_for_its_request_runs_waits_and_runs() {
        let trace = fan_out(1, 1);
        let stretches = Stretches::new(&trace);
        let lane = trace.lane_of_task(TaskId(2)).expect("the task has a lane");
        let lane = stretches.lane(lane).expect("and stretches");
        let spans: Vec<_> =
            lane.stretches.iter().map(|stretch| (stretch.activity, stretch.span().0 / 1000)).collect();
        let request = Awaited { kind: AwaitedKind::Request, id: 1 };
        // Lines 4 and 5, the request of 125 ms (sent at 8 µs, answered at 125.9 ms), lines 6 to 8. It never has to wait its turn.
        let expected =
            [(Activity::Running, 2), (Activity::Waiting(request), 125_892), (Activity::Running, 3)];
        assert_eq!(spans, expected);
        assert_eq!(lane.finished, Some((Time(125_903_000), Outcome::Returned)));
    }

    #[test]
    fn a_loop_polls_between_callbacks() {
        let trace = fan_out(1, 1);
        let stretches = Stretches::new(&trace);
        let lane = stretches.lane(LaneId(0)).expect("the main thread has stretches");
        let polls = lane.stretches.iter().filter(|stretch| stretch.activity == Activity::Polling);
        assert_eq!(polls.map(|stretch| stretch.span().0 / 1000).collect::<Vec<_>>(), [125_892]);
    }

    #[test]
    fn sums_stay_right_where_a_stretch_without_length_comes_and_goes() {
        let mut stretches = Stretches { lanes: vec![LaneStretches::default()], ..Stretches::default() };
        let mut go = |time: u64, activity| {
            let event = Event { time: Time(time), ..fan_out(1, 1).event(EventId(0)).expect("it begins") };
            stretches.turn(LaneId(0), &event, EventId(0), Some(activity));
        };
        let (running, polling) = (Activity::Running, Activity::Polling);
        (0..64).for_each(|time| go(time, if time % 2 == 0 { running } else { polling }));
        // The 65th stretch has no length, and gives way to another one; no other does.
        go(64, Activity::Ready);
        (64..200).for_each(|time| go(time, if time % 2 == 0 { running } else { polling }));
        let lane = &stretches.lanes[0];
        for count in 0..=lane.stretches.len() {
            let sums = lane.stretches[..count].iter().fold(Sums::default(), Sums::add);
            assert_eq!(lane.sums_of_first(count), sums, "the first {count}");
        }
    }

    proptest! {
        #[test]
        fn any_range_adds_up_to_what_its_stretches_do(rounds in 1u32..150, from in 0u64..20_000_000, length in 0u64..20_000_000) {
            let trace = fan_out(2, rounds);
            let stretches = Stretches::new(&trace);
            let (from, to) = (Time(from * 1000), Time((from + length) * 1000));
            for lane in &stretches.lanes {
                let mut expected = [Span::ZERO; Activity::KINDS];
                for stretch in &lane.stretches {
                    let part = stretch.end.min(to).since(stretch.start.max(from));
                    expected[stretch.activity.kind()] += part;
                }
                prop_assert_eq!(lane.times_between(from, to), expected);
                let count = lane.stretches.len();
                let all = lane.stretches.iter().fold(Sums::default(), Sums::add);
                prop_assert_eq!(lane.sums_of_first(count), all);
            }
        }

        #[test]
        fn stretches_follow_each_other(trace in nonsense(200)) {
            let stretches = Stretches::new(&trace);
            for lane in &stretches.lanes {
                prop_assert!(lane.stretches.iter().all(|stretch| stretch.start <= stretch.end));
                prop_assert!(lane.stretches.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }

        #[test]
        fn a_growing_trace_has_the_stretches_of_the_whole(tasks in 1u32..4, part in 0usize..200) {
            let trace = fan_out(tasks, 2);
            let mut growing = trace.beginning(part);
            let latest = growing.events().next_back().map_or(Time::ZERO, |event| event.time);
            growing.set_end(latest);
            let mut stretches = Stretches::new(&growing);
            stretches.extend(&trace);
            prop_assert_eq!(stretches, Stretches::new(&trace));
        }
    }
}
