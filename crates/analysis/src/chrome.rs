//! The trace in Chrome's Trace Event Format, which Perfetto opens: for looking at a run beside other tools' traces.
//!
//! Each lane is a thread, and what it does is a slice. An arrow leads from where a task's step was queued to that step; requests
//! are asynchronous slices; output and warnings are instants. All of it in the order in which it happened: where several things
//! happen at one moment, viewers tie an arrow to the slice that was written last before it. What it is not: complete. Lines and frames are left out, since a
//! slice of a microsecond cannot be seen; [`json`](trace::json) has everything.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::stretches::{Activity, Stretches};
use trace::event::{EventId, Kind, LaneId, RequestId, Stream, Trace};
use trace::naming::Naming;
use trace::text;
use trace::time::Time;

/// The trace as a document in the Trace Event Format.
pub fn to_chrome(trace: &Trace) -> String {
    let mut writer = Writer { trace, naming: Naming::new(trace), events: Vec::new(), arrows: 0 };
    writer.lanes();
    writer.slices();
    writer.happenings();
    writer.events.sort_by_key(|(time, id, _)| (*time, *id));
    let mut document = String::from("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    for (index, (_, _, event)) in writer.events.iter().enumerate() {
        document.push_str(if index == 0 { "\n" } else { ",\n" });
        document.push_str(&event.to_string());
    }
    document.push_str("\n]}\n");
    document
}

struct Writer<'a> {
    trace: &'a Trace,
    naming: Naming,
    /// With the moment, and the trace's event that began it.
    events: Vec<(Time, EventId, Value)>,
    arrows: u32,
}

impl Writer<'_> {
    /// Names and order of the lanes.
    fn lanes(&mut self) {
        self.metadata(1, 0, "process_name", json!({"name": self.trace.file()}));
        let mut named = 1;
        for index in 0..self.trace.lanes().len() as u32 {
            let name = self.naming.lane(self.trace, LaneId(index));
            let (process, thread) = (self.process(LaneId(index)), thread(LaneId(index)));
            if process > named {
                named = process;
                // A child's first thread has its name.
                self.metadata(process, 0, "process_name", json!({"name": name}));
            }
            self.metadata(process, thread, "thread_name", json!({"name": name}));
            self.metadata(process, thread, "thread_sort_index", json!({"sort_index": index}));
        }
    }

    /// Processes are numbered from 1, as `os.getpid()` does it here.
    fn process(&self, lane: LaneId) -> u32 {
        self.trace.process_of(lane).saturating_add(1)
    }

    fn metadata(&mut self, process: u32, thread: u32, name: &str, args: Value) {
        let event = json!({"ph": "M", "pid": process, "tid": thread, "name": name, "args": args});
        self.events.push((Time::ZERO, EventId(0), event));
    }

    /// What each lane does.
    fn slices(&mut self) {
        let stretches = Stretches::new(self.trace);
        for index in 0..self.trace.lanes().len() as u32 {
            let lane = LaneId(index);
            for stretch in stretches.lane(lane).into_iter().flat_map(|lane| lane.iter()) {
                let (category, name) = self.named(lane, stretch.activity);
                let line = self.trace.event(stretch.event).map_or(0, |event| event.line);
                let slice = json!({
                    "ph": "X", "pid": self.process(lane), "tid": thread(lane), "ts": microseconds(stretch.start),
                    "dur": microseconds(Time(stretch.span().0)), "cat": category, "name": name,
                    "args": {"line": line, "event": stretch.event.0},
                });
                self.events.push((stretch.start, stretch.event, slice));
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
        let mut open: BTreeMap<RequestId, String> = BTreeMap::new();
        for (id, event) in trace.numbered() {
            match event.kind {
                Kind::TaskResumed { .. } => {
                    if let Some(queued) = trace.cause(id).and_then(|started| trace.cause(started)) {
                        self.arrow(self.origin(queued), id);
                    }
                }
                Kind::RequestSent { request, target, .. } => {
                    let target = trace.text(target).to_owned();
                    self.asynchronous("b", request, id, &target);
                    open.insert(request, target);
                }
                Kind::RequestDone { request, .. }
                | Kind::RequestFailed { request, .. }
                | Kind::RequestAborted { request } => {
                    if let Some(target) = open.remove(&request) {
                        self.asynchronous("e", request, id, &target);
                    }
                }
                Kind::Output { stream, text } => {
                    let category = match stream {
                        Stream::Output => "stdout",
                        Stream::Error => "stderr",
                    };
                    self.instant(category, id, trace.text(text).trim_end());
                }
                Kind::Warning { text, .. } => self.instant("warning", id, trace.text(text)),
                _ => {}
            }
        }
    }

    /// Where an arrow begins. What a timer queues was set in motion by whoever set the timer.
    fn origin(&self, queued: EventId) -> EventId {
        let cause_of = |id: EventId| self.trace.cause(id);
        let kind_of = |id: EventId| self.trace.event(id).map(|event| event.kind);
        let fired = cause_of(queued).filter(|id| matches!(kind_of(*id), Some(Kind::TimerFired { .. })));
        let set = fired.and_then(cause_of).filter(|id| matches!(kind_of(*id), Some(Kind::TimerSet { .. })));
        set.unwrap_or(queued)
    }

    fn arrow(&mut self, from: EventId, to: EventId) {
        let lane_of = |id: EventId| self.trace.event(id).map(|event| event.lane);
        // An arrow within a lane would only hide what it says already.
        if lane_of(from) == lane_of(to) {
            return;
        }
        self.arrows += 1;
        let arrow = self.arrows;
        self.add_event(from, json!({"ph": "s", "id": arrow, "cat": "cause", "name": "queues"}));
        // It ends in the slice that it meets, not in the one after it.
        self.add_event(to, json!({"ph": "f", "bp": "e", "id": arrow, "cat": "cause", "name": "queues"}));
    }

    fn asynchronous(&mut self, phase: &str, request: RequestId, event: EventId, name: &str) {
        self.add_event(event, json!({"ph": phase, "id": request.0, "cat": "request", "name": name}));
    }

    fn instant(&mut self, category: &str, event: EventId, name: &str) {
        let line = self.trace.event(event).map_or(0, |event| event.line);
        let args = json!({"line": line});
        self.add_event(event, json!({"ph": "i", "s": "t", "cat": category, "name": name, "args": args}));
    }

    /// Something that happens with an event of the trace: where and when that does.
    fn add_event(&mut self, id: EventId, mut entry: Value) {
        let Some(event) = self.trace.event(id) else { return };
        entry["pid"] = self.process(event.lane).into();
        entry["tid"] = thread(event.lane).into();
        entry["ts"] = microseconds(event.time).into();
        self.events.push((event.time, id, entry));
    }
}

/// Threads are numbered from 1: 0 is the kernel's idle thread.
fn thread(lane: LaneId) -> u32 {
    lane.0.saturating_add(1)
}

/// The format's unit; three decimals are nanoseconds. A viewer that multiplies them away and cuts off the rest finds the same ones,
/// else slices that meet would overlap by one.
fn microseconds(time: Time) -> f64 {
    let nearest = time.0 as f64 / 1000.0;
    if ((nearest * 1000.0) as u64) < time.0 { nearest.next_up() } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;

    fn events(trace: &Trace) -> Vec<Value> {
        let document: Value = serde_json::from_str(&to_chrome(trace)).expect("it is JSON");
        document["traceEvents"].as_array().expect("it has a list of events").clone()
    }

    #[test]
    fn each_process_is_one() {
        let mut story = fixtures::story::Story::new("");
        let child = story.recorder.add_lane(trace::LaneKind::Thread { process: 1 }, "Process-1");
        story.recorder.enter_lane(child);
        story.happen(Kind::ThreadStarted);
        let named = events(story.trace()).into_iter().filter(|event| event["name"] == "process_name");
        let named: Vec<_> =
            named.map(|event| (event["pid"].clone(), event["args"]["name"].clone())).collect();
        assert_eq!(named, [(json!(1), json!("program.py")), (json!(2), json!("Process-1"))]);
    }

    #[test]
    fn a_fan_out_is_written_like_this() {
        fixtures::golden::check("trace/fan_out.chrome.json", &to_chrome(&fan_out(2, 1)));
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

    /// As a viewer ties arrows to slices: in the order of time, and of the file where times are equal, to the slice of that lane
    /// that began last.
    fn tied(events: &[Value]) -> BTreeMap<u64, (String, String)> {
        let mut sorted: Vec<&Value> = events.iter().filter(|event| event["ph"] != "M").collect();
        sorted.sort_by(|a, b| a["ts"].as_f64().partial_cmp(&b["ts"].as_f64()).expect("times are numbers"));
        let (mut open, mut arrows) = (BTreeMap::new(), BTreeMap::new());
        for event in sorted {
            let lane = event["tid"].as_u64();
            let slice = || open.get(&lane).cloned().unwrap_or_default();
            let arrow = event["id"].as_u64().unwrap_or_default();
            match event["ph"].as_str() {
                Some("X") => drop(open.insert(lane, event["cat"].as_str().unwrap_or_default().to_owned())),
                Some("s") => drop(arrows.insert(arrow, (slice(), String::new()))),
                Some("f") => arrows.entry(arrow).or_default().1 = slice(),
                _ => {}
            }
        }
        arrows
    }

    #[test]
    fn each_arrow_leads_from_what_ran_to_what_runs_then() {
        let arrows = tied(&events(&fan_out(3, 1)));
        assert!(!arrows.is_empty());
        for (from, to) in arrows.values() {
            assert!(["running", "polling"].contains(&from.as_str()), "{from} → {to}");
            assert_eq!(to, "running");
        }
    }

    #[test]
    fn what_is_written_is_in_the_order_of_time() {
        let events = events(&fan_out(3, 1));
        let times: Vec<f64> = events.iter().filter_map(|event| event["ts"].as_f64()).collect();
        assert!(times.is_sorted());
    }

    #[test]
    fn nanoseconds_survive_a_viewer_that_cuts_off() {
        for nanoseconds in 0..1_000_000 {
            assert_eq!((microseconds(Time(nanoseconds)) * 1000.0) as u64, nanoseconds);
        }
    }

    proptest! {
        #[test]
        fn any_trace_can_be_written(trace in nonsense(100)) {
            prop_assert!(events(&trace).len() >= trace.lanes().len());
        }
    }
}
