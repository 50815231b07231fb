//! Who waits, and for what; and who could go on already, if only the loop polled.

use super::request_progress::RequestProgress;
use super::{Group, Look, MOST, Member, Members, Note, Reason, Run, Stage, Who};
use crate::page::wording::FAR;
use analysis::state::{HandleState, LoopState, State, TaskPhase, TaskState};
use trace::order::sorted_places;
use trace::small_map::SmallMap;
use trace::{Awaited, AwaitedKind, EventId, HandleId, Outcome, RequestId, TaskId, Time};

/// Where somebody stands who waits, or would go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    /// The answer is there: a poll would find it.
    Sockets,
    /// The timer is due: a poll would find it.
    Timers,
    /// It waits.
    Group(Reason),
}

/// Where somebody stands, in which order there, and who.
type Standing = (Spot, u64, Member);

impl Stage {
    /// Sorts all who wait into groups, and those who could go on into what a poll would find.
    pub(super) fn set_waiting(&mut self, run: Run<'_>, state: &State, event_loop: Option<&LoopState>) {
        let mut standing: Vec<Standing> = Vec::new();
        let mut children = None;
        for (id, task) in state.unfinished_tasks() {
            if let TaskPhase::Waiting(on) = task.phase {
                standing.push(self.place_task(run, state, (id, task, on), &mut children));
            }
        }
        let finished = state.finished_tasks().filter_map(|(id, task)| finished_member(id, task));
        self.finished = Members { shown: finished.take(MOST).collect(), count: state.finished_count() };
        for &handle in event_loop.into_iter().flat_map(|event_loop| &event_loop.timers) {
            standing.extend(self.place_timer(run, state, handle));
        }
        let key = |place: usize| {
            let (spot, order, member) = standing[place];
            (spot, order, member.who)
        };
        let places = sorted_places(standing.len(), &|a, b| key(a).cmp(&key(b)));
        let mut lines = Lines::default();
        for (spot, _, mut member) in places.into_iter().map(|place| standing[place]) {
            lines.number(state, &mut member);
            match spot {
                Spot::Sockets => self.found.sockets.add(member),
                Spot::Timers => self.found.timers.add(member),
                Spot::Group(reason) => self.group(reason).members.add(member),
            }
        }
    }

    /// The last group, which is that of a reason, or becomes it.
    fn group(&mut self, reason: Reason) -> &mut Group {
        match self.groups.iter().position(|group| group.reason == reason) {
            Some(place) => &mut self.groups[place],
            None => {
                self.groups.push(Group { reason, members: Members::default() });
                let last = self.groups.len() - 1;
                &mut self.groups[last]
            }
        }
    }

    /// Where a task that waits stands: with those who could go on, if what it waits for is there already.
    fn place_task(
        &mut self,
        run: Run<'_>,
        state: &State,
        (id, task, on): (TaskId, &TaskState, Awaited),
        children: &mut Option<Children>,
    ) -> Standing {
        let reason = Reason::from(on.kind);
        let course =
            (reason == Reason::Request).then(|| RequestProgress::new(run, state, RequestId(on.id))).flatten();
        let due = state.due(on);
        let (note, comes) = match (reason, due, course) {
            (Reason::Timer, Some(due), _) => (Note::Timer(task.since, due), Some((due, Spot::Timers))),
            (Reason::Request, _, Some(course)) => {
                let arrival = course.arrival(task.since);
                (Note::Request(course), arrival.map(|at| (at, Spot::Sockets)))
            }
            (Reason::Task, ..) if on.kind == AwaitedKind::Several => {
                let children = children.get_or_insert_with(|| Children::of(state));
                match children.since(id, task.because) {
                    (_, 0) => (Note::Since(task.since), None),
                    (done, of) => (Note::Progress(done, of), None),
                }
            }
            (Reason::Task, ..) => (Note::Task(TaskId(on.id)), None),
            (Reason::Lock | Reason::Semaphore | Reason::Event | Reason::Queue, ..) => (Note::Place(0), None),
            (Reason::Timer | Reason::Request | Reason::Thread | Reason::Future | Reason::Timeout, ..) => {
                (Note::Since(task.since), None)
            }
        };
        let member = Member::task(id, Look::Waiting, note);
        if let Some((at, spot)) = comes.filter(|&(at, _)| self.is_there(at)) {
            return (spot, at.0, Member { look: Look::Ready, ..member });
        }
        // Those whose time comes first stand first; others as they came.
        let order = due.map_or(u64::from(task.because.0), |due| due.0);
        (Spot::Group(reason), order, member)
    }

    /// A timer of its own: one on which no task sleeps, since that one is shown as the task.
    fn place_timer(&mut self, run: Run<'_>, state: &State, id: HandleId) -> Option<Standing> {
        let handle = state.handles.get(id).filter(|handle| !handle.cancelled)?;
        let due = handle.due?;
        if is_slept_on(state, id, handle) {
            return None;
        }
        let set = run.trace.event(handle.because).map_or(state.now, |event| event.time);
        let (who, note, origin) =
            (Who::Handle(id), Note::Timer(set, due), handle.purpose.task().map(Who::Task));
        let member = Member { who, task: handle.purpose.task(), look: Look::Waiting, note, origin };
        if self.is_there(due) {
            return Some((Spot::Timers, due.0, Member { look: Look::Ready, ..member }));
        }
        let unseen = due > run.end.now && due.since(self.now) > FAR;
        let reason = if unseen { Reason::Timeout } else { Reason::Timer };
        Some((Spot::Group(reason), due.0, member))
    }

    /// Whether a moment has come; if not, it will change the stage.
    fn is_there(&mut self, moment: Time) -> bool {
        let there = moment <= self.now;
        if !there && self.changes_at.is_none_or(|other| moment < other) {
            self.changes_at = Some(moment);
        }
        there
    }
}

fn finished_member(id: TaskId, task: &TaskState) -> Option<Member> {
    let look = match task.phase {
        TaskPhase::Finished(Outcome::Returned) => Look::Done,
        TaskPhase::Finished(Outcome::Raised(_) | Outcome::Cancelled) => Look::Failed,
        TaskPhase::Ready | TaskPhase::Running | TaskPhase::Waiting(_) => return None,
    };
    Some(Member::task(id, look, Note::Nothing))
}

/// Whether a task sleeps until this timer is due.
fn is_slept_on(state: &State, id: HandleId, handle: &HandleState) -> bool {
    let task = handle.purpose.task().and_then(|task| state.tasks.get(task));
    let waits =
        |phase| matches!(phase, TaskPhase::Waiting(on) if on.kind == AwaitedKind::Sleep && on.id == id.0);
    task.is_some_and(|task| waits(task.phase))
}

/// How long the lines are in which tasks wait for a lock, a semaphore, an event or a queue.
#[derive(Debug, Default)]
struct Lines {
    lengths: SmallMap<(Reason, u32), usize>,
}

impl Lines {
    /// Says in its note which place in its line a task has, if it stands in one. Those before it have been numbered.
    fn number(&mut self, state: &State, member: &mut Member) {
        let (Note::Place(place), Who::Task(task)) = (&mut member.note, member.who) else { return };
        let Some(TaskPhase::Waiting(on)) = state.tasks.get(task).map(|task| task.phase) else { return };
        let length = self.lengths.get_or_default((on.kind.into(), on.id));
        *length += 1;
        *place = *length;
    }
}

/// For each task the tasks that it made and that are not over, or have ended since the first that waits for several began to: when
/// each ended, if it has.
#[derive(Debug)]
struct Children {
    ends: SmallMap<TaskId, Vec<Option<EventId>>>,
}

impl Children {
    fn of(state: &State) -> Children {
        let mut ends: SmallMap<TaskId, Vec<Option<EventId>>> = SmallMap::default();
        let mut first = None;
        for (_, task) in state.unfinished_tasks() {
            if matches!(task.phase, TaskPhase::Waiting(on) if on.kind == AwaitedKind::Several) {
                first = Some(first.map_or(task.because, |first: EventId| first.min(task.because)));
            }
            if let Some(parent) = task.parent {
                ends.get_or_default(parent).push(None);
            }
        }
        let is_since = |(_, task): &(TaskId, &TaskState)| first.is_some_and(|first| task.because > first);
        for (_, task) in state.finished_tasks().rev().take_while(is_since) {
            if let Some(parent) = task.parent {
                ends.get_or_default(parent).push(Some(task.because));
            }
        }
        Children { ends }
    }

    /// How many have ended since an event, of how many that had not by then.
    fn since(&self, parent: TaskId, event: EventId) -> (usize, usize) {
        let ends = self.ends.get(parent).map_or(&[][..], Vec::as_slice);
        let done = ends.iter().filter(|end| end.is_some_and(|end| end > event)).count();
        (done, done + ends.iter().filter(|end| end.is_none()).count())
    }
}
