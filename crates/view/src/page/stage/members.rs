//! Somebody on the stage: who, what they do, and what is said beside their name; and those who stand together.
//!
//! Not where they stand, which [`Stage`](super::Stage) says, nor where that is in pixels. Begin with [`Member`].

use super::RequestProgress;
use trace::{AwaitedKind, HandleId, TaskId, Time};

/// How many of a list are known one by one. Nobody looks at more dots than these, or reads a longer list.
pub const MOST: usize = 500;

/// Who stands somewhere; also what keeps a token the same while it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A task.
    Task(TaskId),
    /// A callback that is not a task's step.
    Handle(HandleId),
    /// The interpreter lock of the process of this number, which lies with its thread that runs.
    Interpreter(u32),
}

/// What somebody does: a pattern, so that color need not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Solid.
    Running,
    /// Outlined.
    Ready,
    /// Dashed.
    Waiting,
    /// Hatched.
    Blocked,
    /// Crossed.
    Failed,
    /// Faded.
    Done,
}

/// What a token says beside its name, or shows as a bar.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Note {
    /// Nothing.
    #[default]
    Nothing,
    /// The line where it is.
    Line(u32),
    /// A timer that was set then, and is due then.
    Timer(Time, Time),
    /// Since when it waits.
    Since(Time),
    /// How far its request is.
    Request(RequestProgress),
    /// How many of those that it waits for are done, and how many there are.
    Progress(usize, usize),
    /// Its place in a line, from 1.
    Place(usize),
    /// The task that it waits for.
    Task(TaskId),
}

/// Somebody in a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Who.
    pub who: Who,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// What it does.
    pub look: Look,
    /// What it says beside its name.
    pub note: Note,
    /// From whom it comes, if it was not there before: the task that made it, or for which it was called.
    pub origin: Option<Who>,
}

impl Member {
    pub(super) fn task(id: TaskId, look: Look, note: Note) -> Member {
        Member { who: Who::Task(id), task: Some(id), look, note, origin: None }
    }
}

/// Some who stand together: the first [`MOST`] of them, and how many there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Members {
    /// The first of them.
    pub shown: Vec<Member>,
    /// How many there are.
    pub count: usize,
}

impl Members {
    pub(super) fn add(&mut self, member: Member) {
        self.count += 1;
        if self.shown.len() < MOST {
            self.shown.push(member);
        }
    }
}

impl FromIterator<Member> for Members {
    fn from_iter<T: IntoIterator<Item = Member>>(members: T) -> Members {
        let mut all = Members::default();
        members.into_iter().for_each(|member| all.add(member));
        all
    }
}

/// What a group waits for. The order is that of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Timers.
    Timer,
    /// Answers to requests.
    Request,
    /// Other tasks.
    Task,
    /// A lock.
    Lock,
    /// A semaphore.
    Semaphore,
    /// An event, a condition, a barrier.
    Event,
    /// A queue.
    Queue,
    /// Other threads.
    Thread,
    /// Bare futures.
    Future,
    /// Nothing that the rest of the run lives to see: timeouts that are far away.
    Timeout,
}

/// Whose members a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberList {
    /// The ready queue.
    Queue,
    /// Those whose answers are there.
    Sockets,
    /// Those whose timers are due.
    Timers,
    /// Those who wait for this.
    Waiting(Reason),
    /// The threads.
    Threads,
}

impl From<AwaitedKind> for Reason {
    fn from(kind: AwaitedKind) -> Reason {
        match kind {
            AwaitedKind::Sleep => Reason::Timer,
            AwaitedKind::Request => Reason::Request,
            AwaitedKind::Task | AwaitedKind::Several => Reason::Task,
            AwaitedKind::Lock => Reason::Lock,
            AwaitedKind::Semaphore => Reason::Semaphore,
            AwaitedKind::Event => Reason::Event,
            AwaitedKind::Queue => Reason::Queue,
            AwaitedKind::Thread => Reason::Thread,
            AwaitedKind::NextTurn | AwaitedKind::Future => Reason::Future,
        }
    }
}

/// Some who wait for the same kind of thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// For what.
    pub reason: Reason,
    /// Who: those that began to wait first come first; of timers those that are due first.
    pub members: Members,
}
