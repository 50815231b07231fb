//! The requests of a run, as far as it has come.

use analysis::State;
use analysis::state::{RequestEnd, RequestState};
use analysis::statistics::RequestTimes;
use trace::{Naming, RequestId, TaskShape, Time, Trace};

/// A request, as the waterfall shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Which.
    pub request: RequestId,
    /// Whose: the task's name, or what was asked for, if no task sent it.
    pub label: String,
    /// How its task is marked, if a task sent it: the place of its color, and a shape.
    pub mark: Option<(usize, TaskShape)>,
    /// When it was where.
    pub times: RequestTimes,
    /// How it ended.
    pub end: BarEnd,
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq)]
pub enum BarEnd {
    /// It is under way.
    Open,
    /// With an answer: its status, where it is known, and its bytes.
    Done(Option<u16>, u32),
    /// Without, and why.
    Failed(String),
    /// Given up.
    Aborted,
}

/// The requests that have been sent at a state of a run, by number; those under way last until `now`.
///
/// `naming` and `state` have to be the run's; `now` is the state's own time or later.
pub fn bars(trace: &Trace, naming: &Naming, state: &State, now: Time) -> Vec<Bar> {
    state.requests.iter().map(|request| bar(trace, naming, now, request)).collect()
}

/// The bar of one of them.
pub(super) fn bar(
    trace: &Trace,
    naming: &Naming,
    now: Time,
    (request, known): (RequestId, &RequestState),
) -> Bar {
    Bar {
        request,
        label: match known.task {
            Some(task) => naming.task(trace, task),
            None => trace.text(known.target).to_owned(),
        },
        mark: known.task.map(|task| (Naming::color(task), Naming::shape(task))),
        times: RequestTimes::of(known, now),
        end: match known.ended {
            None => BarEnd::Open,
            Some((_, RequestEnd::Done(bytes))) => {
                BarEnd::Done(known.answered.map(|(_, status)| status), bytes)
            }
            Some((_, RequestEnd::Failed(reason))) => BarEnd::Failed(trace.text(reason).to_owned()),
            Some((_, RequestEnd::Aborted)) => BarEnd::Aborted,
        },
    }
}

impl BarEnd {
    /// In a few words.
    pub fn label(&self) -> String {
        match self {
            BarEnd::Open => "under way".to_owned(),
            BarEnd::Done(Some(status), bytes) => format!("status {status}, {bytes} bytes"),
            BarEnd::Done(None, bytes) => format!("{bytes} bytes"),
            BarEnd::Failed(reason) => format!("failed: {reason}"),
            BarEnd::Aborted => "given up".to_owned(),
        }
    }
}
