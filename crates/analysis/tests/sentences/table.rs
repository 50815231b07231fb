//! Each kind of sentence, and the condition over events under which it is true.
//!
//! A condition sees the words that are shown and the events, and nothing of what chose the words. A sentence that no row knows is an
//! error: whoever writes a new one says here when it holds. Begin with [`judge`]; rows are in the order of the events that they are
//! said of.

use crate::model::{Doing, Model};
use regex::{Captures, Regex};
use std::cell::RefCell;
use std::sync::LazyLock;
use trace::{
    AwaitedKind, Blocker, Event, EventId, FrameExit, HandleId, HandleSource, Kind, LaneId, Naming,
    ObjectKind, Outcome, Purpose, RequestId, Span, Standing, Stream, TaskId, Trace, WarningKind,
};

/// A sentence, said of the latest event.
pub(crate) struct Claim<'a> {
    pub(crate) trace: &'a Trace,
    pub(crate) naming: &'a Naming,
    pub(crate) id: EventId,
    pub(crate) event: Event,
    /// How things are right after the event.
    pub(crate) model: &'a Model,
}

/// The words of a sentence that a pattern captured.
type Words<'a> = Captures<'a>;
type Condition = fn(&Claim<'_>, &Words<'_>) -> bool;

/// Why a sentence is not true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No row knows it.
    Unknown,
    /// Its condition does not hold: the row's pattern.
    False(&'static str),
}

struct Row {
    pattern: &'static str,
    regex: Regex,
    condition: Condition,
}

fn rows(table: &'static [(&'static str, Condition)], whole: bool) -> Vec<Row> {
    let anchored = |pattern: &str| if whole { format!("^(?:{pattern})$") } else { format!("(?:{pattern})$") };
    let row = |(pattern, condition): &(&'static str, Condition)| Row {
        pattern,
        regex: Regex::new(&anchored(pattern)).unwrap_or_else(|error| panic!("{pattern}: {error}")),
        condition: *condition,
    };
    table.iter().map(row).collect()
}

static SUFFIXES: LazyLock<Vec<Row>> = LazyLock::new(|| rows(ENDS, false));
static SENTENCES: LazyLock<Vec<Row>> = LazyLock::new(|| rows(STARTS, true));

/// So much earlier than it is due a timer fires (`_clock_resolution` in CPython's `base_events.py`; here what a float of seconds rounds).
const CLOCK_RESOLUTION: Span = Span::from_microseconds(1);

type KindOfEvent = std::mem::Discriminant<Kind>;

thread_local! {
    /// The rows that were true of each kind of event before: they are tried first, since patterns are slow to try.
    static LIKELY: RefCell<Vec<(KindOfEvent, Vec<usize>)>> = const { RefCell::new(Vec::new()) };
}

fn remember(kind: KindOfEvent, row: usize) {
    LIKELY.with_borrow_mut(|likely| match likely.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, rows)) if rows.contains(&row) => {}
        Some((_, rows)) => rows.push(row),
        None => likely.push((kind, vec![row])),
    });
}

/// Judges what is said; the rows that it took are told to `used`.
pub(crate) fn judge(said: &str, claim: &Claim<'_>, used: &mut impl FnMut(&'static str)) -> Result<(), Fault> {
    let mut rest = said;
    // Only where there is more than one sentence.
    for row in SUFFIXES.iter().filter(|_| said.contains(". ")) {
        if let Some(words) = row.regex.captures(rest) {
            used(row.pattern);
            if !(row.condition)(claim, &words) {
                return Err(Fault::False(row.pattern));
            }
            // The full stop before it belongs to the sentence that is left.
            rest = &rest[..words.get(0).map_or(rest.len(), |all| all.start() + 1)];
        }
    }
    let mut fault = Fault::Unknown;
    let kind = std::mem::discriminant(&claim.event.kind);
    let known = LIKELY.with(|likely| {
        likely
            .borrow()
            .iter()
            .find(|(known, _)| *known == kind)
            .map_or_else(Vec::new, |(_, rows)| rows.clone())
    });
    let others = (0..SENTENCES.len()).filter(|row| !known.contains(row));
    for number in known.iter().copied().chain(others) {
        let row = &SENTENCES[number];
        if let Some(words) = row.regex.captures(rest) {
            used(row.pattern);
            if (row.condition)(claim, &words) {
                remember(kind, number);
                return Ok(());
            }
            fault = Fault::False(row.pattern);
        }
    }
    Err(fault)
}

/// All patterns: each has to be met by some program.
pub(crate) fn patterns() -> Vec<&'static str> {
    ENDS.iter().chain(STARTS).map(|(pattern, _)| *pattern).collect()
}

impl Claim<'_> {
    fn thread(&self) -> LaneId {
        self.model.here(self.trace, &self.event).0
    }

    fn is_named(&self, task: TaskId, name: &str) -> bool {
        self.naming.task(self.trace, task) == name
    }

    /// Whether somebody of this name acts: a task, or what runs outside of tasks.
    fn acts(&self, name: &str) -> bool {
        let (lane, task) = self.model.here(self.trace, &self.event);
        let called = self.model.threads.get(&lane).and_then(|thread| thread.called).is_some();
        match task {
            Some(task) => self.is_named(task, name),
            None if called => name == "The callback",
            None => name == "The program",
        }
    }

    fn ready(&self) -> usize {
        self.model.ready(self.thread()).len()
    }

    /// Whether some cause of the event satisfies this.
    fn has_cause(&self, id: EventId, is_it: impl Fn(&Event) -> bool) -> bool {
        self.trace.causes(id).any(|(_, event)| is_it(&event))
    }

    fn text_is(&self, name: trace::Name, shown: &str) -> bool {
        let text: String = self.trace.text(name).chars().take(80).collect();
        let text = match text.as_str() {
            "" => "?",
            "<module>" => "the program",
            text => text,
        };
        shown == text
    }

    /// Whether names in a list (`a, b and 3 more`) are all of tasks that satisfy this, and as many as there are.
    fn are(&self, listed: &str, is_it: impl Fn(TaskId) -> bool) -> bool {
        let having: Vec<String> = self
            .model
            .tasks
            .keys()
            .filter(|task| is_it(**task))
            .map(|task| self.naming.task(self.trace, *task))
            .collect();
        let (names, more) = match listed.rsplit_once(" and ") {
            Some((first, more)) if more.ends_with(" more") => {
                (first.to_owned(), more[..more.len() - 5].parse().unwrap_or(0))
            }
            Some((first, last)) => (format!("{first}, {last}"), 0),
            None => (listed.to_owned(), 0),
        };
        let names: Vec<&str> = names.split(", ").collect();
        names.len() + more == having.len()
            && names.iter().all(|name| having.iter().any(|known| known == name))
    }
}

fn number(words: &Words<'_>, group: usize) -> usize {
    words.get(group).map_or(usize::MAX, |word| word.as_str().parse().unwrap_or(usize::MAX))
}

/// What stands at the end of several sentences.
const ENDS: &[(&str, Condition)] = &[
    (
        r"\. ((?:[^.]|\.[^ ])+?) (?:is ready too, and waits its turn|are ready too, and wait their turn)\.",
        |claim, words| {
            let queued = claim.model.ready(claim.thread());
            let task =
                |handle: &HandleId| claim.model.handles.get(handle).and_then(|handle| handle.purpose.task());
            claim.are(&words[1], |wanted| {
                let ready = claim.model.tasks.get(&wanted).is_some_and(|task| task.doing == Doing::Ready);
                ready && queued.iter().filter_map(task).any(|task| task == wanted)
            })
        },
    ),
    (r"\. ([0-9]+) handles? waits? in the queue\.", |claim, words| number(words, 1) == claim.ready()),
    (r"\. ((?:[^.]|\.[^ ])+?) waits for it\.", |claim, words| {
        let Kind::TaskFinished { task, .. } = claim.event.kind else { return false };
        claim.model.tasks.iter().any(|(other, known)| {
            claim.is_named(*other, &words[1])
                && matches!(known.doing, Doing::Waits(on) if on.kind == AwaitedKind::Task && on.id == task.0)
        })
    }),
    (
        r"\. ((?:[^.]|\.[^ ])+?) waited for several, and all the tasks that it made are done now\.",
        |claim, words| waits_for_several(claim, &words[1], 0),
    ),
    (
        r"\. ((?:[^.]|\.[^ ])+?) still waits; ([0-9]+) tasks? that it made (?:is|are) not done yet\.",
        |claim, words| waits_for_several(claim, &words[1], number(words, 2)),
    ),
];

fn waits_for_several(claim: &Claim<'_>, name: &str, open: usize) -> bool {
    claim.model.tasks.iter().any(|(task, known)| {
        claim.is_named(*task, name)
            && matches!(known.doing, Doing::Waits(on) if on.kind == AwaitedKind::Several)
            && claim.model.open_children(*task) == open
    })
}

const STARTS: &[(&str, Condition)] = &[
    // Loops.
    (r"An event loop starts: until it stops, it decides what its thread runs next\.", |claim, _| {
        claim.event.kind == Kind::LoopStarted
    }),
    (r"The loop stops, and returns to the code that started it\.", |claim, _| {
        claim.event.kind == Kind::LoopStopped
    }),
    (
        r"Turn ([0-9]+) of the loop begins: it polls, then calls what is ready by then, and nothing that comes later\.",
        |claim, words| matches!(claim.event.kind, Kind::TurnStarted { turn } if turn as usize == number(words, 1)),
    ),
    (r"A timer is due, so the loop polls without sleeping\.", |claim, _| {
        let due = claim.model.timers(claim.thread()).first().is_some_and(|(due, _)| *due <= claim.event.time);
        polls(claim, "0 ms") && claim.ready() == 0 && due
    }),
    (r"Only cancelled handles are in the queue, so the loop polls without sleeping\.", |claim, _| {
        let queued = claim.model.threads.get(&claim.thread()).map_or(0, |thread| thread.ready.len());
        polls(claim, "0 ms") && claim.ready() == 0 && queued > 0
    }),
    (r"The loop is to stop after this turn, so it polls without sleeping\.", |claim, _| {
        polls(claim, "0 ms") && claim.ready() == 0 && stops_after_this_turn(claim)
    }),
    (
        r"([0-9]+) handles? (?:is|are) ready, so the loop polls without sleeping: it only looks which sockets are ready too\.",
        |claim, words| polls(claim, "0 ms") && claim.ready() == number(words, 1),
    ),
    (
        r"The loop (has nothing ready: it )?polls, and sleeps(?: until a socket is ready, for (.+?))?(?: until something is ready)?; no timer is set\.",
        |claim, words| {
            let nothing = words.get(1).is_none() || claim.ready() == 0;
            polls(claim, "")
                && nothing
                && sockets_are_for(claim, words.get(2))
                && claim.model.timers(claim.thread()).is_empty()
        },
    ),
    (
        r"The loop (has nothing ready: it )?polls, and sleeps(?: until a socket is ready, for (.+?), but)? at most ([^,]+?)(?:, until (.+))?\.",
        |claim, words| {
            let nothing = words.get(1).is_none() || claim.ready() == 0;
            let until = words.get(4).is_none_or(|until| is_next_timer(claim, until.as_str()));
            polls(claim, &words[3]) && nothing && sockets_are_for(claim, words.get(2)) && until
        },
    ),
    (r"No socket is ready\.", |claim, _| {
        claim.event.kind == Kind::PollEnded { ready: 0 } && slept(claim).is_some_and(|slept| slept == "0 ms")
    }),
    (r"Another thread woke the loop(?:, which had slept (.+))?\.", |claim, words| {
        let by_thread =
            claim.trace.cause(claim.id).and_then(|cause| claim.trace.event(cause)).is_some_and(|cause| {
                matches!(cause.kind, Kind::HandleQueued { source: HandleSource::Thread { .. }, .. })
            });
        let long = slept(claim)
            .is_some_and(|slept| words.get(1).map_or(slept == "0 ms", |word| word.as_str() == slept));
        matches!(claim.event.kind, Kind::PollEnded { .. }) && by_thread && long
    }),
    (r"No socket is ready; the loop slept ([^,]+)(, and a timer is due)?\.", |claim, words| {
        let first = claim.model.timers(claim.thread()).first().map(|(due, _)| *due);
        let due = first.is_some_and(|due| due <= claim.event.time) == words.get(2).is_some();
        claim.event.kind == Kind::PollEnded { ready: 0 }
            && slept(claim).is_some_and(|slept| slept == words[1])
            && due
    }),
    (r"The sockets? for (.+) became readable(?: after the loop slept (.+))?\.", |claim, words| {
        let ready = matches!(claim.event.kind, Kind::PollEnded { ready } if ready > 0);
        let long = slept(claim)
            .is_some_and(|slept| words.get(2).map_or(slept == "0 ms", |word| word.as_str() == slept));
        ready && long && arrivals_are_for(claim, &words[1])
    }),
    // Handles.
    (
        r"(?:The socket for (.+) became readable|The request of (.+) came to nothing|A socket became ready): its callback goes to the back of the ready queue\.",
        |claim, words| {
            let Some((purpose, HandleSource::Io)) = queued(claim) else { return false };
            let named = words.get(1).or(words.get(2));
            let task = purpose.task();
            matches!(purpose, Purpose::Arrival { .. })
                && match named {
                    Some(name) => task.is_some_and(|task| claim.is_named(task, name.as_str())),
                    None => task.is_none(),
                }
        },
    ),
    (r"A signal has arrived: what reads it goes to the back of the ready queue\.", |claim, _| {
        matches!(queued(claim), Some((Purpose::Signal, HandleSource::Io)))
    }),
    (
        r"The time of (.+) is up: the callback of its timeout goes to the back of the ready queue\.",
        // A limit of no length is up at once.
        |claim, words| matches!(queued(claim), Some((Purpose::Timeout(Some(task)), HandleSource::Timer | HandleSource::Soon)) if claim.is_named(task, &words[1])),
    ),
    (
        r"The timer of (.+) was due: its callback goes to the back of the ready queue\.",
        |claim, words| matches!(queued(claim), Some((Purpose::Sleep(task), HandleSource::Timer)) if claim.is_named(task, &words[1])),
    ),
    (r"It is time for `(.*)`: it goes to the back of the ready queue\.", |claim, words| {
        label_is(claim, &words[1]) && matches!(queued(claim), Some((_, HandleSource::Timer)))
    }),
    (
        r"Another thread asks the loop to call `(.*)`: it goes to the back of the ready queue\.",
        |claim, words| {
            label_is(claim, &words[1]) && matches!(queued(claim), Some((_, HandleSource::Thread { .. })))
        },
    ),
    (r"(.+) asks the loop to call `(.*)`: it goes to the back of the ready queue\.", |claim, words| {
        label_is(claim, &words[2]) && did(claim, claim.id, &words[1])
    }),
    (r"The loop is to call `(.*)` soon: it goes to the back of the ready queue\.", |claim, words| {
        label_is(claim, &words[1]) && queued(claim).is_some()
    }),
    (r"The loop is to call (.+) because (.+): it goes to the back of the ready queue\.", |claim, words| {
        let Some((purpose, _)) = queued(claim) else { return false };
        calls(claim, purpose, claim.id, &words[1]) && reason_holds(claim, claim.id, purpose.task(), &words[2])
    }),
    (r"(.+) asks the loop to call `(.*)` in (.+)\.", |claim, words| {
        let Kind::TimerSet { label, due, purpose: Purpose::Program(_), .. } = claim.event.kind else {
            return false;
        };
        claim.acts(&words[1])
            && claim.text_is(label, &words[2])
            && due.since(claim.event.time).spoken() == words[3]
    }),
    (r"(.+) sets a timer of (.+)\.", |claim, words| {
        let Kind::TimerSet { due, purpose, .. } = claim.event.kind else { return false };
        claim.acts(&words[1])
            && !matches!(purpose, Purpose::Program(_))
            && due.since(claim.event.time).spoken() == words[2]
    }),
    (
        r"(?:The timer of (.+) is due|The time of (.+) is up: its timeout is due|It is time for `(.*)`|A timer is due)(?:, (.+) late)?\.",
        |claim, words| {
            let Kind::TimerFired { handle } = claim.event.kind else { return false };
            let Some(known) = claim.model.handles.get(&handle) else { return false };
            let late = known.due.map(|due| claim.event.time.since(due).spoken());
            let named = match known.purpose {
                Purpose::Sleep(task) => words.get(1).is_some_and(|name| claim.is_named(task, name.as_str())),
                Purpose::Timeout(Some(task)) => {
                    words.get(2).is_some_and(|name| claim.is_named(task, name.as_str()))
                }
                _ => words.get(3).is_some_and(|label| claim.text_is(known.label, label.as_str())),
            };
            named
                && known.due.is_some_and(|due| due <= claim.event.time + CLOCK_RESOLUTION)
                && words.get(4).is_none_or(|word| Some(word.as_str()) == late.as_deref())
        },
    ),
    (
        r"The loop takes the first handle from its queue(?:, (.+?))?, and calls it(?:; ([0-9]+) waits? behind it)?\.",
        |claim, words| {
            let Kind::HandleStarted { handle } = claim.event.kind else { return false };
            let behind = words.get(2).map_or(0, |_| number(words, 2));
            let what = words.get(1).is_none_or(|what| {
                let Some(known) = claim.model.handles.get(&handle) else { return false };
                claim
                    .trace
                    .cause(claim.id)
                    .is_some_and(|queued| calls(claim, known.purpose, queued, what.as_str()))
            });
            claim.ready() == behind && what
        },
    ),
    (r"The call is over\. Nothing else is ready\.", |claim, _| finished(claim, 0)),
    (r"The call is over\. The turn is complete; ([0-9]+) handles? for the next one\.", |claim, words| {
        finished(claim, number(words, 1)) && batch_left(claim) == 0
    }),
    (r"The call is over\. The loop takes the next handle of this turn\.", |claim, _| {
        matches!(claim.event.kind, Kind::HandleFinished { .. }) && batch_left(claim) > 0
    }),
    (r"(.+) cancels `(.*)`: the loop will pass it over\.", |claim, words| {
        let Kind::HandleCancelled { handle } = claim.event.kind else { return false };
        let started =
            |event: Event| matches!(event.kind, Kind::HandleStarted { handle: other } if other == handle);
        let known =
            claim.model.handles.get(&handle).is_some_and(|known| claim.text_is(known.label, &words[2]));
        claim.acts(&words[1]) && known && !claim.trace.events_from(claim.id.index()).any(started)
    }),
    (r"(.+) cancels a callback that has been called already: nothing changes\.", |claim, words| {
        let Kind::HandleCancelled { handle } = claim.event.kind else { return false };
        claim.acts(&words[1]) && claim.model.started.contains(&handle)
    }),
    // Tasks.
    (
        r"(?:(.+) makes the task (.+)|The task (.+) is made)\. It does not run yet: its first step goes to the back of the ready queue\.",
        |claim, words| {
            let Kind::TaskCreated { task, parent, .. } = claim.event.kind else { return false };
            let follows = claim.trace.event(EventId(claim.id.0 + 1)).is_none_or(|next| {
            matches!(next.kind, Kind::HandleQueued { purpose: Purpose::FirstStep(first), .. } if first == task)
        });
            let name = words.get(2).or(words.get(3)).is_some_and(|name| claim.is_named(task, name.as_str()));
            let by = words.get(1).map(|by| parent.is_some_and(|parent| claim.is_named(parent, by.as_str())));
            name && follows && by.unwrap_or(parent.is_none())
        },
    ),
    (r"It is the turn of (.+), which runs for the first time(?:\.|: (.+) made it\.)", |claim, words| {
        let Some(task) = resumed(claim, &words[1]) else { return false };
        let known = claim.model.tasks.get(&task);
        let maker = words.get(2).is_none_or(|by| {
            let parent = known.and_then(|task| task.parent);
            parent.is_some_and(|parent| claim.is_named(parent, by.as_str()))
        });
        known.is_some_and(|task| task.steps == 1) && maker
    }),
    (r"(.+) had given way for one turn of the loop, and goes on\.", |claim, words| {
        let Some(task) = resumed(claim, &words[1]) else { return false };
        last_wait(claim, task) == Some(AwaitedKind::NextTurn)
    }),
    (r"The socket for (.+) became readable, so the loop called its task back\.", |claim, words| {
        resumed(claim, &words[1]).is_some()
            && claim.has_cause(claim.id, |event| {
                matches!(
                    event.kind,
                    Kind::HandleQueued { purpose: Purpose::Arrival { .. }, source: HandleSource::Io, .. }
                )
            })
    }),
    (r"The timer of (.+) was due, so the loop called its task back\.", |claim, words| {
        let Some(task) = resumed(claim, &words[1]) else { return false };
        claim.has_cause(claim.id, |event| matches!(event.kind, Kind::TimerFired { .. }))
            && last_wait(claim, task) == Some(AwaitedKind::Sleep)
    }),
    (r"The loop called (.+) back because (.+)\.", |claim, words| {
        let Some(task) = resumed(claim, &words[1]) else { return false };
        let woken = claim.trace.causes(claim.id).find(|(_, event)| {
            matches!(event.kind, Kind::TaskWoken { task: other, .. } | Kind::TaskSuspended { task: other, .. } if other == task)
        });
        reason_holds(claim, woken.map_or(claim.id, |(id, _)| id), Some(task), &words[2])
    }),
    (r"(.+) gives way for one turn: it goes to the back of the ready queue\.", |claim, words| {
        suspends(claim, &words[1], AwaitedKind::NextTurn)
    }),
    (r"(.+) sleeps(?: for (.+))?: it gives way until its timer is due\.", |claim, words| {
        let Kind::TaskSuspended { on, .. } = claim.event.kind else { return false };
        let due = claim.model.handles.get(&HandleId(on.id)).and_then(|handle| handle.due);
        let span = due.map(|due| due.since(claim.event.time).spoken());
        suspends(claim, &words[1], AwaitedKind::Sleep)
            && words.get(2).is_none_or(|word| Some(word.as_str()) == span.as_deref())
    }),
    (
        r"(.+) awaits the answer to request ([0-9]+), which is there already: it gives way until the loop has passed it on\.",
        |claim, words| {
            suspends(claim, &words[1], AwaitedKind::Request)
                && claim.model.ended.contains(&RequestId(number(words, 2) as u32))
        },
    ),
    (
        r"(.+) awaits the answer to request ([0-9]+): it gives way, and the loop can run whatever else is ready\.",
        |claim, words| {
            suspends(claim, &words[1], AwaitedKind::Request)
                && claim.model.in_flight.contains(&RequestId(number(words, 2) as u32))
        },
    ),
    (
        r"(.+) awaits several things at once, and gives way until they are done(?:\.|; ([0-9]+) tasks? that it made (?:is|are) not done yet\.)",
        |claim, words| {
            let Kind::TaskSuspended { task, .. } = claim.event.kind else { return false };
            suspends(claim, &words[1], AwaitedKind::Several)
                && claim.model.open_children(task) == words.get(2).map_or(0, |_| number(words, 2))
        },
    ),
    (r"(.+) awaits what another thread does: it gives way until that is done\.", |claim, words| {
        suspends(claim, &words[1], AwaitedKind::Thread)
    }),
    (r"(.+) awaits a future: it gives way until somebody sets its result\.", |claim, words| {
        suspends(claim, &words[1], AwaitedKind::Future)
    }),
    (
        r"(.+) awaits the lock that (.+) holds: it gives way(?:, and ([0-9]+) stands? in line before it)?\.",
        |claim, words| {
            let Some((kind, standing)) = stands(claim, &words[1], words, 3) else { return false };
            let holder = standing.holder().map(|lane| lane_name(claim, lane));
            kind == ObjectKind::Lock && holder.as_deref() == words.get(2).map(|word| word.as_str())
        },
    ),
    (r"(.+) awaits a lock: it gives way(?:, and ([0-9]+) stands? in line before it)?\.", |claim, words| {
        stands(claim, &words[1], words, 2)
            .is_some_and(|(kind, standing)| kind == ObjectKind::Lock && standing.holder().is_none())
    }),
    (
        r"(.+) awaits a (permit of a semaphore|connection of a pool)( that has none left)?: it gives way(?:, and ([0-9]+) stands? in line before it)?\.",
        |claim, words| {
            let Some((kind, standing)) = stands(claim, &words[1], words, 4) else { return false };
            let named = if words[2].starts_with("permit") {
                ObjectKind::Semaphore
            } else {
                ObjectKind::ConnectionPool
            };
            kind == named && (standing.left == 0) == words.get(3).is_some()
        },
    ),
    (
        r"(.+) awaits (a condition, until it is notified|an event, until it is set|a barrier, until enough have come to it): it gives way(?:, and ([0-9]+) stands? in line before it)?\.",
        |claim, words| {
            let Some((kind, _)) = stands(claim, &words[1], words, 3) else { return false };
            kind == match &words[2][..4] {
                "a co" => ObjectKind::Condition,
                "an e" => ObjectKind::Event,
                _ => ObjectKind::Barrier,
            }
        },
    ),
    (
        r"(.+) awaits (an item of an empty queue|room in a queue that is full, with ([0-9]+) items?): it gives way(?:, and ([0-9]+) stands? in line before it)?\.",
        |claim, words| {
            let Some((kind, standing)) = stands(claim, &words[1], words, 4) else { return false };
            kind == ObjectKind::Queue
                && standing.left as usize == words.get(3).map_or(0, |_| number(words, 3))
        },
    ),
    (r"(.+) awaits (.+): it gives way until that is done\.", |claim, words| {
        let Kind::TaskSuspended { on, .. } = claim.event.kind else { return false };
        suspends(claim, &words[1], AwaitedKind::Task) && claim.is_named(TaskId(on.id), &words[2])
    }),
    (r"(.+) is woken because (.+): its next step goes to the back of the ready queue\.", |claim, words| {
        let Kind::TaskWoken { task, .. } = claim.event.kind else { return false };
        claim.is_named(task, &words[1]) && reason_holds(claim, claim.id, Some(task), &words[2])
    }),
    (
        r"(.+) asks (.+) to cancel: (what it awaits is cancelled first|CancelledError will be raised where it waits|CancelledError will be raised where it waits next, if it does|CancelledError will be raised at its next step)\.",
        |claim, words| {
            let Kind::TaskCancelRequested { task } = claim.event.kind else { return false };
            let Some(known) = claim.model.tasks.get(&task) else { return false };
            let as_it_is = match &words[3] {
                "what it awaits is cancelled first" => {
                    matches!(known.doing, Doing::Waits(on) if on.kind == AwaitedKind::Task)
                }
                "CancelledError will be raised where it waits" => matches!(known.doing, Doing::Waits(_)),
                "CancelledError will be raised at its next step" => known.doing == Doing::Ready,
                _ => known.doing == Doing::Runs,
            };
            claim.acts(&words[1]) && claim.is_named(task, &words[2]) && as_it_is
        },
    ),
    (r"(.+) returned, and is done\.", |claim, words| {
        ends(claim, &words[1], |outcome| outcome == Outcome::Returned)
    }),
    (r"(.+) is cancelled\.", |claim, words| ends(claim, &words[1], |outcome| outcome == Outcome::Cancelled)),
    (r"(?s)(.+) ended with an exception: `(.*)`\.", |claim, words| {
        ends(
            claim,
            &words[1],
            |outcome| matches!(outcome, Outcome::Raised(text) if claim.text_is(text, &words[2])),
        )
    }),
    // Frames and lines.
    (
        r"`(.*)` goes on where it gave a value\.",
        |claim, words| matches!(claim.event.kind, Kind::FrameEntered { function, resumed: true } if claim.text_is(function, &words[1])),
    ),
    (r"(.+) calls `(.*)`\.", |claim, words| {
        let Kind::FrameEntered { function, resumed: false } = claim.event.kind else { return false };
        claim.acts(&words[1]) && claim.text_is(function, &words[2])
    }),
    (r"The function returns; it was called in `(.*)`\.", |claim, words| {
        leaves(claim, FrameExit::Returned) && caller_is(claim, &words[1])
    }),
    (r"The coroutine returns: its task is over\.", |claim, _| {
        let (_, Some(task)) = claim.model.here(claim.trace, &claim.event) else { return false };
        let mut own = claim.trace.events_from(claim.id.index() + 1);
        let next = own.find(|event| match event.kind {
            Kind::TaskFinished { task: other, .. } | Kind::TaskSuspended { task: other, .. } => other == task,
            _ => false,
        });
        leaves(claim, FrameExit::Returned)
            && next.is_none_or(|event| matches!(event.kind, Kind::TaskFinished { .. }))
    }),
    (r"The callback returns to the loop\.", |claim, _| {
        let (lane, task) = claim.model.here(claim.trace, &claim.event);
        let thread = claim.model.threads.get(&lane);
        let is_last = thread.is_some_and(|thread| {
            thread.called.is_some()
                && thread.stack.last().is_none_or(|(_, _, called)| *called != thread.called)
        });
        leaves(claim, FrameExit::Returned) && task.is_none() && is_last
    }),
    (r"The outermost function of this thread returns\.", |claim, _| {
        leaves(claim, FrameExit::Returned)
            && claim.model.threads.get(&claim.thread()).is_some_and(|thread| thread.stack.is_empty())
    }),
    (r"An exception leaves the function, which was called in `(.*)`\.", |claim, words| {
        leaves(claim, FrameExit::Raised) && caller_is(claim, &words[1])
    }),
    (r"An exception leaves the function\.", |claim, _| leaves(claim, FrameExit::Raised)),
    (r"(?:`(.*)`|The function) is suspended here\.", |claim, words| {
        let left = claim.model.threads.get(&claim.thread()).and_then(|thread| thread.left);
        leaves(claim, FrameExit::Suspended)
            && words
                .get(1)
                .is_none_or(|name| left.is_some_and(|(function, _)| claim.text_is(function, name.as_str())))
    }),
    (
        r"(.+) runs line ([0-9]+)(?:\.|; nothing waits in the ready queue\.|; ([0-9]+) handles? waits? in the ready queue until this step is over\.)",
        |claim, words| {
            let is_line = claim.event.kind == Kind::Line && claim.event.line as usize == number(words, 2);
            let ready = match words.get(3) {
                Some(_) => number(words, 3) == claim.ready(),
                None if words[0].ends_with("queue.") => claim.ready() == 0,
                None => true,
            };
            is_line && claim.acts(&words[1]) && ready
        },
    ),
    (r"(.+) prints( to stderr)?\.", |claim, words| {
        let to = if words.get(2).is_some() { Stream::Error } else { Stream::Output };
        matches!(claim.event.kind, Kind::Output { stream, .. } if stream == to) && claim.acts(&words[1])
    }),
    (
        r"(?s)(A coroutine was never awaited|An exception was never looked at|A task was dropped before it was done|The loop was blocked|Note): (.*)",
        |claim, words| {
            let Kind::Warning { kind, text } = claim.event.kind else { return false };
            let said = match kind {
                WarningKind::NeverAwaited => "A coroutine was never awaited",
                WarningKind::NeverRetrieved => "An exception was never looked at",
                WarningKind::PendingDestroyed => "A task was dropped before it was done",
                WarningKind::LoopBlocked => "The loop was blocked",
                WarningKind::Other => "Note",
            };
            said == &words[1] && claim.trace.text(text) == &words[2]
        },
    ),
    // Requests and threads.
    (r"(?s)(.+) sends request ([0-9]+), `(.*)`; ([0-9]+) (?:is|are) in flight now\.", |claim, words| {
        let Kind::RequestSent { request, target, .. } = claim.event.kind else { return false };
        claim.acts(&words[1])
            && request.0 as usize == number(words, 2)
            && claim.text_is(target, &words[3])
            && claim.model.in_flight.len() == number(words, 4)
    }),
    (r"Request ([0-9]+)(?: of (.+))? got its connection after (.+) in this computer\.", |claim, words| {
        let Kind::RequestConnected { request, at } = claim.event.kind else { return false };
        is_request(claim, request, words)
            && claim.model.sent.get(&request).is_some_and(|(sent, _)| at.since(*sent).spoken() == words[3])
    }),
    (
        r"The answer to request ([0-9]+)(?: of (.+?))? begins to arrive, with status ([0-9]+)(?:; it waited (.+?) in the server's queue)?(?:; the server worked for (.+))?\.",
        |claim, words| {
            let Kind::RequestAnswered { request, status, queued, worked, .. } = claim.event.kind else {
                return false;
            };
            let spans = [queued, worked].map(|span| span.map(|span| trace::Span::from(span).spoken()));
            let said = [4, 5].map(|group| words.get(group).map(|word| word.as_str().to_owned()));
            is_request(claim, request, words) && status as usize == number(words, 3) && spans == said
        },
    ),
    (
        r"All of the answer to request ([0-9]+)(?: of (.+?))? is there, (.+) after it was sent\.",
        |claim, words| {
            let Kind::RequestDone { request, at, .. } = claim.event.kind else { return false };
            is_request(claim, request, words)
                && claim
                    .model
                    .sent
                    .get(&request)
                    .is_some_and(|(sent, _)| at.since(*sent).spoken() == words[3])
        },
    ),
    (
        r"(?s)Request ([0-9]+)(?: of (.+?))? failed: (.*)",
        |claim, words| matches!(claim.event.kind, Kind::RequestFailed { request, reason } if is_request(claim, request, words) && claim.trace.text(reason) == &words[3]),
    ),
    (
        r"Request ([0-9]+)(?: of (.+?))? was given up: nobody waits for its answer any more\.",
        |claim, words| matches!(claim.event.kind, Kind::RequestAborted { request } if is_request(claim, request, words)),
    ),
    (r"The program starts, in its main thread\.", |claim, _| {
        claim.event.kind == Kind::ThreadStarted && claim.thread() == LaneId(0)
    }),
    (r"A thread starts: it runs beside the others\.", |claim, _| {
        claim.event.kind == Kind::ThreadStarted && claim.thread() != LaneId(0)
    }),
    (r"The main thread is over\.", |claim, _| {
        claim.event.kind == Kind::ThreadFinished && claim.thread() == LaneId(0)
    }),
    (r"The thread is over\.", |claim, _| {
        claim.event.kind == Kind::ThreadFinished && claim.thread() != LaneId(0)
    }),
    (
        r"The thread can go on(?:: (its sleep is over)|: the answer to request ([0-9]+) is there| because of what (.+) did)?\.",
        |claim, words| {
            let cause = claim.trace.cause(claim.id).and_then(|cause| claim.trace.event(cause));
            let said = match (words.get(1), words.get(2), words.get(3), cause) {
                (Some(_), _, _, Some(cause)) => {
                    matches!(cause.kind, Kind::ThreadBlocked { on: Blocker::Sleep(until), .. } if until <= claim.event.time)
                }
                (_, Some(_), _, Some(_)) => claim.model.ended.contains(&RequestId(number(words, 2) as u32)),
                (_, _, Some(name), Some(cause)) => {
                    claim.trace.thread_of(cause.lane) != claim.thread()
                        && lane_name(claim, cause.lane) == name.as_str()
                }
                (None, None, None, _) => true,
                _ => false,
            };
            claim.event.kind == Kind::ThreadUnblocked && said
        },
    ),
    (r"(.+) could run, but another thread holds the interpreter\.", |claim, words| {
        matches!(claim.event.kind, Kind::ThreadBlocked { on: Blocker::Interpreter, .. })
            && claim.acts(&words[1])
    }),
    (
        r"(.+) blocks its thread (for (.+?)|until request ([0-9]+) is answered|on a lock|until another is done)(?:\.|: the loop is blocked with it, and (?:can wake nobody|([0-9]+) handles? waits? behind it)\.)",
        |claim, words| {
            let Kind::ThreadBlocked { on, .. } = claim.event.kind else { return false };
            let so = match on {
                Blocker::Sleep(until) => {
                    words.get(3).is_some_and(|word| word.as_str() == until.since(claim.event.time).spoken())
                }
                Blocker::Request(request) => words.get(4).is_some() && request.0 as usize == number(words, 4),
                Blocker::Lock(_) => &words[2] == "on a lock",
                Blocker::Thread => &words[2] == "until another is done",
                Blocker::Interpreter => false,
            };
            let looping = claim.model.threads.get(&claim.thread()).is_some_and(|thread| thread.looping);
            let said_of_loop = words[0].contains("the loop is blocked with it");
            let count = words.get(5).map_or(0, |_| number(words, 5));
            so && claim.acts(&words[1]) && looping == said_of_loop && (!looping || claim.ready() == count)
        },
    ),
];

fn polls(claim: &Claim<'_>, at_most: &str) -> bool {
    let Kind::PollStarted { timeout } = claim.event.kind else { return false };
    timeout.map_or(String::new(), |timeout| timeout.spoken()) == at_most
}

fn slept(claim: &Claim<'_>) -> Option<String> {
    let (started, _) = claim.model.threads.get(&claim.thread())?.poll?;
    Some(claim.event.time.since(started).spoken())
}

/// Whether the loop of this thread stops before another turn begins.
fn stops_after_this_turn(claim: &Claim<'_>) -> bool {
    let thread = claim.thread();
    let own = claim.trace.events_from(claim.id.index() + 1).filter(|event| event.lane == thread);
    let mut ends = own.filter(|event| matches!(event.kind, Kind::TurnStarted { .. } | Kind::LoopStopped));
    ends.next().is_none_or(|event| event.kind == Kind::LoopStopped)
}

fn sockets_are_for(claim: &Claim<'_>, listed: Option<regex::Match<'_>>) -> bool {
    let waits = |task: TaskId| {
        claim.model.tasks.get(&task).is_some_and(|known| {
            known.thread == claim.thread()
                && matches!(known.doing, Doing::Waits(on) if on.kind == AwaitedKind::Request)
        })
    };
    match listed {
        Some(names) => claim.are(names.as_str(), waits),
        None => !claim.model.tasks.keys().any(|task| waits(*task)),
    }
}

fn is_next_timer(claim: &Claim<'_>, said: &str) -> bool {
    let timers = claim.model.timers(claim.thread());
    let Some((first, _)) = timers.first() else { return false };
    timers.iter().take_while(|(due, _)| due == first).any(|(_, id)| {
        let Some(handle) = claim.model.handles.get(id) else { return false };
        match handle.purpose {
            Purpose::Sleep(task) => {
                said.strip_prefix("the timer of ").is_some_and(|name| claim.is_named(task, name))
            }
            Purpose::Timeout(Some(task)) => {
                said.strip_prefix("the timeout of ").is_some_and(|name| claim.is_named(task, name))
            }
            _ => said
                .strip_prefix("it is time for `")
                .is_some_and(|label| claim.text_is(handle.label, label.trim_end_matches('`'))),
        }
    })
}

fn arrivals_are_for(claim: &Claim<'_>, listed: &str) -> bool {
    let thread = claim.thread();
    let own = claim
        .trace
        .events_from(claim.id.index() + 1)
        .filter(|event| claim.trace.thread_of(event.lane) == thread);
    let queued =
        own.take_while(|event| !matches!(event.kind, Kind::TimerFired { .. } | Kind::HandleStarted { .. }));
    let tasks: Vec<TaskId> = queued
        .filter_map(|event| match event.kind {
            Kind::HandleQueued { purpose, source: HandleSource::Io, .. } => purpose.task(),
            _ => None,
        })
        .collect();
    match listed {
        "a callback" | "callbacks" => tasks.is_empty(),
        listed => claim.are(listed, |task| tasks.contains(&task)),
    }
}

fn queued(claim: &Claim<'_>) -> Option<(Purpose, HandleSource)> {
    match claim.event.kind {
        Kind::HandleQueued { purpose, source, .. } => Some((purpose, source)),
        _ => None,
    }
}

fn label_is(claim: &Claim<'_>, shown: &str) -> bool {
    let own = matches!(claim.event.kind, Kind::HandleQueued { label, .. } if claim.text_is(label, shown));
    // A callback that passes on another one is called what that is called.
    own || claim.trace.causes(claim.id).any(|(_, event)| {
        matches!(event.kind, Kind::HandleQueued { label, .. } | Kind::TimerSet { label, .. } if claim.text_is(label, shown))
    })
}

/// Whether a handle of this purpose, queued by that event, is what these words call.
fn calls(claim: &Claim<'_>, purpose: Purpose, queued: EventId, words: &str) -> bool {
    let named =
        |task: TaskId, start: &str| words.strip_prefix(start).is_some_and(|name| claim.is_named(task, name));
    match purpose {
        Purpose::FirstStep(task) => named(task, "the first step of "),
        Purpose::NextStep(task) | Purpose::WakeUp { task, .. } => named(task, "the next step of "),
        Purpose::Arrival { .. } => match purpose.task() {
            Some(task) => named(task, "the callback of the socket for "),
            None => words == "the callback of a socket",
        },
        Purpose::Signal => words == "what reads the signals that have arrived",
        Purpose::Sleep(task) => named(task, "the callback of the timer of "),
        Purpose::Timeout(Some(task)) => named(task, "the callback of the timeout of "),
        Purpose::Timeout(None) | Purpose::Program(_) | Purpose::Library(_) => {
            let shown = words.trim_matches('`');
            let is_it = |event: &Event| matches!(event.kind, Kind::HandleQueued { label, .. } | Kind::TimerSet { label, .. } if claim.text_is(label, shown));
            claim.trace.event(queued).is_some_and(|event| is_it(&event)) || claim.has_cause(queued, is_it)
        }
    }
}

/// Whether a task of this name is the nearest one behind an event.
fn did(claim: &Claim<'_>, id: EventId, name: &str) -> bool {
    let own = claim.trace.event(id).map(|event| (id, event));
    let mut chain = own.into_iter().chain(claim.trace.causes(id));
    let nearest = chain.find_map(|(_, event)| match event.kind {
        Kind::TaskFinished { .. } => None,
        Kind::HandleQueued { purpose, .. } => claim.trace.task_of(event.lane).or(purpose.stepped()),
        _ => claim.trace.task_of(event.lane),
    });
    nearest.is_some_and(|task| claim.is_named(task, name))
}

/// Whether the reason that is given for a wake-up, or for a call, lies among the causes of its event.
fn reason_holds(claim: &Claim<'_>, id: EventId, woken: Option<TaskId>, words: &str) -> bool {
    let caused = |is_it: &dyn Fn(&Kind) -> bool| claim.has_cause(id, |event| is_it(&event.kind));
    let thread = |event: &Event| claim.trace.thread_of(event.lane);
    let own = woken
        .and_then(|task| claim.trace.lane_of_task(task))
        .map_or(claim.thread(), |lane| claim.trace.thread_of(lane));
    let by_thread = || {
        let event = claim.trace.event(id);
        event.is_some_and(|event| thread(&event) != own)
            || claim.has_cause(id, |event| thread(event) != own)
            || caused(&|kind| matches!(kind, Kind::HandleQueued { source: HandleSource::Thread { .. }, .. }))
            || matches!(
                event.map(|event| event.kind),
                Some(Kind::HandleQueued { source: HandleSource::Thread { .. }, .. })
            )
    };
    let cancels = |kind: &Kind| matches!(kind, Kind::TaskCancelRequested { .. });
    let is_function = |label: trace::Name, name: &str| {
        name.starts_with('`') && claim.text_is(label, name.trim_matches('`'))
    };
    let by = |name: &str| {
        did(claim, id, name)
            || caused(
                &|kind| matches!(kind, Kind::HandleQueued { label, .. } | Kind::TimerSet { label, .. } if is_function(*label, name)),
            )
    };
    if let Some(name) = words.strip_suffix(" asked it to cancel") {
        // Whoever asked may have been asked itself, and hands it on.
        let among = |(_, event): (EventId, Event)| {
            let task = match event.kind {
                Kind::HandleQueued { purpose, .. } => claim.trace.task_of(event.lane).or(purpose.stepped()),
                _ => claim.trace.task_of(event.lane),
            };
            task.is_some_and(|task| claim.is_named(task, name))
        };
        return caused(&cancels) && (by(name) || claim.trace.causes(id).any(among));
    }
    if let Some(name) = words.strip_suffix(" did what it waited for").filter(|name| *name != "another thread")
    {
        return by(name);
    }
    if let Some(name) = words.strip_suffix(" made it") {
        return caused(
            &|kind| matches!(kind, Kind::TaskCreated { parent: Some(parent), .. } if claim.is_named(*parent, name)),
        );
    }
    if let Some(name) = words.strip_suffix(" is done").filter(|name| *name != "what it waited for") {
        return caused(
            &|kind| matches!(kind, Kind::TaskFinished { task, .. } if claim.is_named(*task, name)),
        );
    }
    if let Some(request) = words.strip_prefix("the answer to request ") {
        let request = RequestId(request.trim_end_matches(" is there").parse().unwrap_or(0));
        return claim.model.sent.contains_key(&request)
            && caused(
                &|kind| matches!(kind, Kind::RequestDone { request: other, .. } | Kind::RequestAnswered { request: other, .. } if *other == request),
            );
    }
    if let Some(request) = words.strip_prefix("request ") {
        let request = RequestId(request.trim_end_matches(" came to nothing").parse().unwrap_or(0));
        return caused(
            &|kind| matches!(kind, Kind::RequestFailed { request: other, .. } | Kind::RequestAborted { request: other } if *other == request),
        );
    }
    match words {
        "it is new" => caused(&|kind| matches!(kind, Kind::TaskCreated { .. })),
        "it had only given way for a turn" => {
            woken.is_some_and(|task| last_wait(claim, task) == Some(AwaitedKind::NextTurn))
        }
        "its socket became ready" => caused(&|kind| {
            matches!(kind, Kind::HandleQueued { source: HandleSource::Io, .. } | Kind::RequestSent { .. })
        }),
        "a signal has arrived" => {
            caused(&|kind| matches!(kind, Kind::HandleQueued { purpose: Purpose::Signal, .. }))
        }
        "its timer was due" => caused(&|kind| matches!(kind, Kind::TimerFired { .. })),
        "the time for what it waited for is up" => caused(&|kind| matches!(kind, Kind::TimerFired { .. })),
        "another thread asked for it" | "another thread did what it waited for" => by_thread(),
        "what it waited for is done" => true,
        _ => false,
    }
}

fn finished(claim: &Claim<'_>, ready: usize) -> bool {
    matches!(claim.event.kind, Kind::HandleFinished { .. }) && claim.ready() == ready
}

fn batch_left(claim: &Claim<'_>) -> usize {
    claim.model.threads.get(&claim.thread()).and_then(|thread| thread.batch).unwrap_or(0)
}

/// The task of this name that goes on with this event, or with that which made its frames go on.
fn resumed(claim: &Claim<'_>, name: &str) -> Option<TaskId> {
    let own = std::iter::once(claim.event).chain(claim.trace.causes(claim.id).map(|(_, event)| event));
    let task = own.take(2).find_map(|event| match event.kind {
        Kind::TaskResumed { task } => Some(task),
        _ => None,
    })?;
    claim.is_named(task, name).then_some(task)
}

/// What a task waited for, the last time that it did.
fn last_wait(claim: &Claim<'_>, task: TaskId) -> Option<AwaitedKind> {
    claim.model.tasks.get(&task)?.last_wait
}

fn suspends(claim: &Claim<'_>, name: &str, kind: AwaitedKind) -> bool {
    matches!(claim.event.kind, Kind::TaskSuspended { task, on, .. } if on.kind == kind && claim.is_named(task, name))
}

/// What a task of this name stands in line for, if as many stand before it as the words say.
fn stands(claim: &Claim<'_>, name: &str, words: &Words<'_>, before: usize) -> Option<(ObjectKind, Standing)> {
    let Kind::TaskSuspended { task, on, standing: Some(standing) } = claim.event.kind else { return None };
    let object = claim.trace.object(on.object()?)?;
    let count = words.get(before).map_or(0, |_| number(words, before));
    (claim.is_named(task, name) && standing.place.get() as usize == count + 1)
        .then_some((object.kind, standing))
}

fn lane_name(claim: &Claim<'_>, lane: LaneId) -> String {
    match claim.trace.task_of(lane) {
        Some(task) => claim.naming.task(claim.trace, task),
        None if lane == LaneId(0) => "the program".to_owned(),
        None => format!("the thread {}", claim.naming.lane(claim.trace, lane)),
    }
}

fn ends(claim: &Claim<'_>, name: &str, is_it: impl Fn(Outcome) -> bool) -> bool {
    matches!(claim.event.kind, Kind::TaskFinished { task, outcome } if claim.is_named(task, name) && is_it(outcome))
}

fn leaves(claim: &Claim<'_>, how: FrameExit) -> bool {
    claim.event.kind == Kind::FrameLeft { exit: how }
}

/// Whether the function that just left was called in this one.
fn caller_is(claim: &Claim<'_>, shown: &str) -> bool {
    let (lane, task) = claim.model.here(claim.trace, &claim.event);
    let Some(thread) = claim.model.threads.get(&lane) else { return false };
    let called = thread.called.filter(|_| task.is_none());
    thread.stack.last().is_some_and(|(name, owner, handle)| {
        claim.text_is(*name, shown) && *owner == task && *handle == called
    })
}

fn is_request(claim: &Claim<'_>, request: RequestId, words: &Words<'_>) -> bool {
    let task = claim.model.sent.get(&request).and_then(|(_, task)| *task);
    let named = match (words.get(2), task) {
        (Some(name), Some(task)) => claim.is_named(task, name.as_str()),
        (None, None) => true,
        _ => false,
    };
    request.0 as usize == number(words, 1) && named
}
