//! The trace in Chrome's Trace Event Format, which Perfetto opens: for looking at a run beside other tools' traces.
//!
//! Each lane is a thread, and what it does is a slice. An arrow leads from where a task's step was queued to that step; requests
//! are asynchronous slices; output and warnings are instants. What it is not: complete. Lines and frames are left out, since a
//! slice of a microsecond cannot be seen; [`json`](super::json) has everything.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::event::{Event, EventId, Kind, LaneId, RequestId, Stream, Trace};
use super::naming::Naming;
use super::stretches::{Activity, Stretches};
use super::text;
use super::time::Time;

/// Everything is in one process.
const PROCESS: u32 = 1;

/// The trace as a document in the Trace Event Format.
pub fn to_chrome(trace: &Trace) -> String {
    let mut writer = Writer { trace, naming: Naming::new(trace), events: Vec::new(), arrows: 0 };
    writer.lanes();
    writer.slices();
    writer.happenings();
    let mut document = String::from("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    for (index, event) in writer.events.iter().enumerate() {
        document.push_str(if index == 0 { "\n" } else { ",\n" });
        document.push_str(&event.to_string());
    }
    document.push_str("\n]}\n");
    document
}

struct Writer<'a> {
    trace: &'a Trace,
    naming: Naming,
    events: Vec<Value>,
    arrows: u32,
}

impl Writer<'_> {
    /// Names and order of the lanes.
    fn lanes(&mut self) {
        self.metadata(0, "process_name", json!({"name": self.trace.file}));
        for index in 0..self.trace.lanes.len() as u32 {
            let name = self.naming.lane(self.trace, LaneId(index));
            self.metadata(thread(LaneId(index)), "thread_name", json!({"name": name}));
            self.metadata(thread(LaneId(index)), "thread_sort_index", json!({"sort_index": index}));
        }
    }

    fn metadata(&mut self, thread: u32, name: &str, args: Value) {
        self.events.push(json!({"ph": "M", "pid": PROCESS, "tid": thread, "name": name, "args": args}));
    }

    /// What each lane does.
    fn slices(&mut self) {
        let stretches = Stretches::new(self.trace);
        for index in 0..self.trace.lanes.len() as u32 {
            let lane = LaneId(index);
            for stretch in stretches.lane(lane).into_iter().flat_map(|lane| &lane.stretches) {
                let (category, name) = self.named(lane, stretch.activity);
                let line = self.trace.event(stretch.event).map_or(0, |event| event.line);
                self.events.push(json!({
                    "ph": "X", "pid": PROCESS, "tid": thread(lane), "ts": microseconds(stretch.start),
                    "dur": microseconds(Time(stretch.span().0)), "cat": category, "name": name,
                    "args": {"line": line, "event": stretch.event.0},
                }));
            }
        }
    }

    fn named(&self, lane: LaneId, activity: Activity) -> (&'static str, String) {
        match activity {
            Activity::Running => ("running", self.naming.lane(self.trace, lane)),
            Activity::Ready => ("ready", "ready".to_owned()),
            Activity::Waiting(on) => ("waiting", format!("waits for {}", text::awaited(on))),
            Activity::Polling => ("polling", "poll".to_owned()),
            Activity::Blocked(on) => ("blocked", format!("blocked on {}", text::blocker(on))),
        }
    }

    /// Arrows, requests and instants, in the order of time.
    fn happenings(&mut self) {
        let trace = self.trace;
        let mut queued_by: BTreeMap<EventId, &Event> = BTreeMap::new();
        let mut open: BTreeMap<RequestId, String> = BTreeMap::new();
        for (index, event) in trace.events.iter().enumerate() {
            let cause = event.cause.map(EventId::from);
            match event.kind {
                Kind::HandleStarted { .. } => {
                    if let Some(queued) = cause.and_then(|cause| trace.event(cause)) {
                        queued_by.insert(EventId(index as u32), queued);
                    }
                }
                Kind::TaskResumed { .. } => {
                    if let Some(&queued) = cause.and_then(|cause| queued_by.get(&cause)) {
                        let origin = *self.origin(queued);
                        self.arrow(&origin, event);
                    }
                }
                Kind::RequestSent { request, target, .. } => {
                    let target = trace.text(target).to_owned();
                    self.asynchronous("b", request, event, &target);
                    open.insert(request, target);
                }
                Kind::RequestDone { request, .. }
                | Kind::RequestFailed { request, .. }
                | Kind::RequestAborted { request } => {
                    if let Some(target) = open.remove(&request) {
                        self.asynchronous("e", request, event, &target);
                    }
                }
                Kind::Output { stream, text } => {
                    let category = match stream {
                        Stream::Output => "stdout",
                        Stream::Error => "stderr",
                    };
                    self.instant(category, event, trace.text(text).trim_end());
                }
                Kind::Warning { text, .. } => self.instant("warning", event, trace.text(text)),
                _ => {}
            }
        }
    }

    /// Where an arrow begins. What a timer queues was set in motion by whoever set the timer.
    fn origin<'e>(&'e self, queued: &'e Event) -> &'e Event {
        let cause_of = |event: &Event| event.cause.and_then(|cause| self.trace.event(cause.into()));
        match cause_of(queued) {
            Some(fired) if matches!(fired.kind, Kind::TimerFired { .. }) => {
                cause_of(fired).filter(|set| matches!(set.kind, Kind::TimerSet { .. })).unwrap_or(queued)
            }
            _ => queued,
        }
    }

    fn arrow(&mut self, from: &Event, to: &Event) {
        // An arrow within a lane would only hide what it says already.
        if from.lane == to.lane {
            return;
        }
        self.arrows += 1;
        for (phase, event) in [("s", from), ("f", to)] {
            self.events.push(json!({
                "ph": phase, "bp": "e", "pid": PROCESS, "tid": thread(event.lane), "ts": microseconds(event.time),
                "id": self.arrows, "cat": "cause", "name": "queues",
            }));
        }
    }

    fn asynchronous(&mut self, phase: &str, request: RequestId, event: &Event, name: &str) {
        self.events.push(json!({
            "ph": phase, "pid": PROCESS, "tid": thread(event.lane), "ts": microseconds(event.time),
            "id": request.0, "cat": "request", "name": name,
        }));
    }

    fn instant(&mut self, category: &str, event: &Event, name: &str) {
        self.events.push(json!({
            "ph": "i", "s": "t", "pid": PROCESS, "tid": thread(event.lane), "ts": microseconds(event.time),
            "cat": category, "name": name, "args": {"line": event.line},
        }));
    }
}

/// Threads are numbered from 1: 0 is the kernel's idle thread.
fn thread(lane: LaneId) -> u32 {
    lane.0.saturating_add(1)
}

/// The format's unit; three decimals are nanoseconds.
fn microseconds(time: Time) -> f64 {
    time.0 as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::arbitrary::nonsense;
    use crate::trace::story::fan_out;
    use proptest::prelude::*;

    fn events(trace: &Trace) -> Vec<Value> {
        let document: Value = serde_json::from_str(&to_chrome(trace)).expect("it is JSON");
        document["traceEvents"].as_array().expect("it has a list of events").clone()
    }

    #[test]
    fn a_fan_out_is_written_like_this() {
        crate::trace::golden::check("trace/fan_out.chrome.json", &to_chrome(&fan_out(2, 1)));
    }

    #[test]
    fn each_request_begins_and_ends_once() {
        let events = events(&fan_out(3, 1));
        let count = |phase: &str| events.iter().filter(|event| event["ph"] == phase).count();
        assert_eq!((count("b"), count("e")), (3, 3));
    }

    #[test]
    fn each_arrow_has_a_beginning_and_a_later_end() {
        let events = events(&fan_out(3, 1));
        let ends = |phase: &str| -> Vec<(u64, f64)> {
            let with_phase = events.iter().filter(|event| event["ph"] == phase);
            with_phase.filter_map(|event| Some((event["id"].as_u64()?, event["ts"].as_f64()?))).collect()
        };
        let (starts, finishes) = (ends("s"), ends("f"));
        assert!(!starts.is_empty(), "main starts the others");
        assert_eq!(starts.len(), finishes.len());
        assert!(starts.iter().zip(&finishes).all(|(start, end)| start.0 == end.0 && start.1 <= end.1));
    }

    proptest! {
        #[test]
        fn any_trace_can_be_written(trace in nonsense(100)) {
            prop_assert!(events(&trace).len() >= trace.lanes.len());
        }
    }
}
