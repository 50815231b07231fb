//! What is said of a run when it is over.
//!
//! It is found here, in the worker, so that it costs the page nothing. Begin with [`run_summary`].

use analysis::CriticalPath;
use analysis::advice::advice;
use analysis::facts::facts;
use protocol::{Encoded, RunSummary};
use trace::{Naming, Trace};

/// What is to be said of a run: advice, what took so long, and, if they were ordered, the facts about the way its program is
/// written.
pub fn run_summary(trace: &Trace, with_facts: bool) -> RunSummary {
    RunSummary {
        advice: advice(trace),
        facts: if with_facts { Encoded::new(&facts(trace)) } else { Encoded::default() },
        critical_path: Encoded::new(&CriticalPath::of(trace, &Naming::new(trace))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Advice;
    use protocol::message::{Answer, decode, encode};
    use runtime::{Options, predict};
    use trace::{EventId, Known};

    #[test]
    fn the_trace_of_a_run_arrives_whole_and_small_and_the_advice_with_it() {
        let source = "import asyncio\n\nasync def main():\n    for i in range(500):\n        await asyncio.sleep(0)\n\nasyncio.run(main())\n";
        let trace = predict(source, &Options::default()).expect("this is Python");
        let said = vec![Advice { event: Some(EventId(3)), line: 7, text: "Await it.".into() }];
        let said = RunSummary { advice: said, ..run_summary(&trace, true) };
        let path: CriticalPath = said.critical_path.decode().expect("it comes from this build");
        assert!(!path.segments.is_empty());
        let bytes = encode(&Answer::Ended(1, Known::default().catch_up(&trace), said.clone()));
        let Ok(Answer::Ended(1, growth, advice)) = decode(&bytes) else { panic!("it does not arrive") };
        let mut copy = Trace::new(trace.file(), trace.source());
        copy.grow(growth);
        assert_eq!((copy, advice), (trace.clone(), said));
        let each = bytes.len() / trace.event_count();
        assert!(each <= 24, "an event takes {each} bytes on its way");
    }
}
