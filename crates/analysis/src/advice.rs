//! Advice: for mistakes that nearly everyone makes with asyncio, one sentence that says what happened and what to write instead.
//!
//! A pure function of the trace, so that the command line and the page say the same. What it is not: a linter. It speaks only of
//! what did go wrong in this run, beside Python's own message and never in its place. Begin with [`advice`].

mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use protocol::Advice;
use trace::event::{
    Awaited, AwaitedKind, Blocker, Ending, Event, EventId, Kind, LaneKind, Outcome, TaskId, Trace,
    WarningKind,
};

/// How many mistakes are spoken of: who makes more will mend these first.
const MOST: usize = 5;

/// What to say about a run, in the order in which it went wrong. Empty for most.
pub fn advice(trace: &Trace) -> Vec<Advice> {
    let of_ending = trace.ending().and_then(|ending| of_ending(trace, ending));
    let mut reader = Reader {
        trace,
        found: Vec::new(),
        said: BTreeSet::new(),
        asked: BTreeSet::new(),
        loop_runs: false,
        made: BTreeMap::new(),
    };
    for (id, event) in trace.numbered() {
        reader.read(id, &event);
    }
    let mut found = reader.found;
    if matches!(trace.ending(), Some(&Ending::Failed { .. })) {
        // That main ended early is what the traceback says.
        found.retain(|found| found.topic != Topic::LeftOver);
    }
    if let Some(last) = of_ending {
        // A program that failed drops coroutines on its way down: that is no second mistake.
        found.retain(|found| found.topic != Topic::NeverAwaited);
        found.push(Found { topic: Topic::Ending, advice: last });
    }
    found.truncate(MOST);
    found.into_iter().map(|found| found.advice).collect()
}

/// What a piece of advice is about; the same is said once for a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    NeverAwaited,
    NeverRetrieved,
    Destroyed,
    LoopBlocked,
    CancelledItself,
    LeftOver,
    Ending,
}

struct Found {
    topic: Topic,
    advice: Advice,
}

struct Reader<'a> {
    trace: &'a Trace,
    found: Vec<Found>,
    said: BTreeSet<(Topic, u32)>,
    /// Tasks that were asked to cancel and may yet do so: by whom, and where.
    asked: BTreeSet<(TaskId, Topic, u32)>,
    /// What `asyncio.run` cancels at its end it cancels between two runs of the loop.
    loop_runs: bool,
    /// Where each task was made.
    made: BTreeMap<TaskId, u32>,
}

impl Reader<'_> {
    fn read(&mut self, id: EventId, event: &Event) {
        match event.kind {
            Kind::LoopStarted => self.loop_runs = true,
            Kind::LoopStopped => self.loop_runs = false,
            Kind::TaskCreated { task, .. } => {
                self.made.insert(task, event.line);
            }
            Kind::Warning { kind, text } => self.warned(id, event, kind, self.trace.text(text)),
            Kind::TaskCancelRequested { task } => {
                if self.trace.lane_of_task(task) == Some(event.lane) {
                    self.asked.insert((task, Topic::CancelledItself, event.line));
                } else if !self.loop_runs && event.line == 0 {
                    self.asked.insert((task, Topic::LeftOver, event.line));
                }
            }
            Kind::TaskFinished { task, outcome: Outcome::Cancelled } => self.cancelled(id, task),
            _ => {}
        }
    }

    fn warned(&mut self, id: EventId, event: &Event, kind: WarningKind, text: &str) {
        match kind {
            WarningKind::NeverAwaited => {
                let name = text.split('\'').nth(1).unwrap_or("it");
                let name = spelling::of_call(self.trace.source(), event.line, name);
                let text = format!(
                    "{name}() was called, which only makes a coroutine: nothing of it ran. Write `await {name}(…)`, or \
                     `asyncio.create_task({name}(…))` to let it run beside."
                );
                self.say(Topic::NeverAwaited, id, event.line, text);
            }
            WarningKind::NeverRetrieved => {
                let text = "An exception ended a task, and nobody looked: it shows only now that the task is gone. Await every \
                            task, with gather or a TaskGroup if there are several.";
                self.say(Topic::NeverRetrieved, id, event.line, text.to_owned());
            }
            WarningKind::PendingDestroyed => {
                let text = "A task was dropped before its end, since nothing held it any more. Keep what create_task gives, and \
                            await it before the loop ends.";
                self.say(Topic::Destroyed, id, event.line, text.to_owned());
            }
            WarningKind::LoopBlocked => self.blocked(id),
            WarningKind::Other => {}
        }
    }

    /// A callback took long: what was it that blocked?
    fn blocked(&mut self, id: EventId) {
        let Some(started) = self.trace.cause(id) else { return };
        let thread = |event: &Event| self.trace.thread_of(event.lane);
        let own = self.trace.event(started).as_ref().map(thread);
        let during = self.trace.events_from(started.index()).take(id.index() - started.index());
        let callback: Vec<Event> = during.filter(|event| Some(thread(event)) == own).collect();
        let blocker = callback.iter().find_map(|event| match event.kind {
            Kind::ThreadBlocked { on, .. } => Some((on, event.line)),
            _ => None,
        });
        let (what, line) = match blocker {
            Some((Blocker::Sleep(_), line)) => {
                ("time.sleep blocks the whole loop: no other task ran. Write `await asyncio.sleep(…)`.", line)
            }
            Some((Blocker::Interpreter, line)) => (
                "Another thread held the interpreter while a callback was to run: the loop could not go on. Threads that \
                 compute take turns with the loop; a process does not.",
                line,
            ),
            Some((Blocker::Request(_), line)) => (
                "A blocking request stops the whole loop: no other task ran. Use aiohttp, or \
                 `await asyncio.to_thread(…)`.",
                line,
            ),
            Some((_, line)) => (
                "This blocks the whole loop: no other task ran. Use what asyncio has of that kind, or \
                 `await asyncio.to_thread(…)`.",
                line,
            ),
            None => (
                "This computes for so long that no other task ran. Give way now and then with \
                 `await asyncio.sleep(0)`, or move it to a thread.",
                longest_line(&callback),
            ),
        };
        self.say(Topic::LoopBlocked, id, line, what.to_owned());
    }

    fn cancelled(&mut self, id: EventId, task: TaskId) {
        let asked = self.asked.iter().find(|(asked, ..)| *asked == task).copied();
        match asked {
            Some((_, Topic::CancelledItself, line)) => {
                let text = "A task cancelled itself: CancelledError is thrown at its next await. To end a task, return.";
                self.say(Topic::CancelledItself, id, line, text.to_owned());
            }
            Some((_, Topic::LeftOver, _)) => {
                let text = "The task that is made here was cancelled because main had ended: asyncio.run waits for nobody else. Await the task in \
                            main, or start it in a TaskGroup.";
                let line = self.made.get(&task).copied().unwrap_or(0);
                self.say(Topic::LeftOver, id, line, text.to_owned());
            }
            _ => {}
        }
    }

    fn say(&mut self, topic: Topic, event: EventId, line: u32, text: String) {
        if self.said.insert((topic, line)) {
            self.found.push(Found { topic, advice: Advice { event: Some(event), line, text } });
        }
    }
}

/// The line that was executing for longest.
fn longest_line(events: &[Event]) -> u32 {
    let pairs = events.windows(2).filter(|pair| pair[0].line != 0);
    let longest = pairs.max_by_key(|pair| pair[1].time.since(pair[0].time));
    longest.map_or(0, |pair| pair[0].line)
}

fn of_ending(trace: &Trace, ending: &Ending) -> Option<Advice> {
    match ending {
        Ending::Failed { traceback, .. } => {
            let line = last_line_of_program(trace, traceback);
            let source = trace.source().lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
            let text = of_exception(traceback.trim_end().lines().last()?, source)?;
            Some(Advice { event: None, line, text })
        }
        Ending::Deadlock { .. } => of_deadlock(trace),
        Ending::Finished | Ending::Unsupported { .. } | Ending::Limit { .. } | Ending::Stopped => None,
    }
}

/// The line of the program in which the exception was raised, as the traceback has it.
fn last_line_of_program(trace: &Trace, traceback: &str) -> u32 {
    let start = format!("File \"{}\", line ", trace.file());
    let place = traceback.rfind(&start).map(|at| &traceback[at + start.len()..]);
    let digits = place.and_then(|place| place.split(|c: char| !c.is_ascii_digit()).next());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Advice about an exception that ended the program, by what Python says and the line that raised it.
fn of_exception(message: &str, source: &str) -> Option<String> {
    let text = if message
        .starts_with("RuntimeError: asyncio.run() cannot be called from a running event loop")
    {
        "A loop is running already, the one that runs this line: write `await` in place of asyncio.run."
            .to_owned()
    } else if message.starts_with("TypeError: unhashable type: 'list'") && source.contains("gather(") {
        "gather takes its awaitables one by one, and this is a list of them: put a * before it, gather(*jobs).".to_owned()
    } else if message.contains("an awaitable is required")
        || message.ends_with("can't be used in 'await' expression")
    {
        let what = message.split_whitespace().nth(2).filter(|_| message.contains("can't be used"));
        let what = what.map_or("this is none of them".to_owned(), |what| format!("this is of type {what}"));
        format!(
            "Only coroutines, tasks and futures can be awaited, and {what}: take the await away, or make the function \
             that gives it `async def`."
        )
    } else if message == "RuntimeError: cannot reuse already awaited coroutine" {
        "A coroutine runs once: call the function again for another run, or make a task of it, which can be awaited as often \
         as you like."
            .to_owned()
    } else {
        return None;
    };
    Some(text)
}

/// Advice about the first task that waits for what a program itself has to give back.
fn of_deadlock(trace: &Trace) -> Option<Advice> {
    let mut waiting: Vec<(TaskId, Awaited, EventId)> = Vec::new();
    for (id, event) in trace.numbered() {
        match event.kind {
            Kind::TaskSuspended { task, on, .. } => waiting.push((task, on, id)),
            Kind::TaskResumed { task } => waiting.retain(|(other, ..)| *other != task),
            _ => {}
        }
    }
    waiting.into_iter().find_map(|(_, on, event)| {
        let text = match on.kind {
            AwaitedKind::Lock => {
                "The lock is never released, so this waits for ever. Take it with `async with lock:`, which releases it in any \
                 case."
            }
            AwaitedKind::Semaphore => {
                "The semaphore is never released, so this waits for ever. Take it with `async with semaphore:`, which releases \
                 it in any case."
            }
            AwaitedKind::Queue => {
                "Nothing will be put into the queue, or taken from it, so this waits for ever. Cancel the workers after \
                 `await queue.join()`, or put something that tells them to stop."
            }
            AwaitedKind::Event => "Nobody is left who could set the event or notify the condition, so this waits for ever.",
            AwaitedKind::NextTurn
            | AwaitedKind::Sleep
            | AwaitedKind::Request
            | AwaitedKind::Task
            | AwaitedKind::Several
            | AwaitedKind::Thread
            | AwaitedKind::Future => return None,
        };
        Some(Advice { event: Some(event), line: line_of_wait(trace, event), text: text.to_owned() })
    })
}

/// The line at which a task waits. The event itself has it, unless only the library was on the stack: then it is the line that led
/// there.
fn line_of_wait(trace: &Trace, id: EventId) -> u32 {
    let Some(event) = trace.event(id) else { return 0 };
    let in_lane = |(_, other): &(EventId, Event)| other.lane == event.lane && other.line != 0;
    let is_task = trace.lane(event.lane).is_some_and(|lane| matches!(lane.kind, LaneKind::Task { .. }));
    match event.line {
        0 if is_task => trace.causes(id).find(in_lane).map_or(0, |(_, other)| other.line),
        line => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;

    #[test]
    fn a_run_in_which_all_went_well_needs_no_advice() {
        assert_eq!(advice(&fan_out(3, 2)), []);
    }

    #[test]
    fn the_line_is_that_of_the_innermost_frame_of_the_program() {
        let trace = Trace::new("program.py", "");
        let traceback = "  File \"program.py\", line 9, in <module>\n  File \"program.py\", line 12, in main\nTypeError: no";
        assert_eq!(last_line_of_program(&trace, traceback), 12);
        assert_eq!(last_line_of_program(&trace, ""), 0);
    }

    proptest! {
        #[test]
        fn any_trace_can_be_read(trace in nonsense(200)) {
            prop_assert!(advice(&trace).len() <= MOST);
        }
    }
}
