//! The same program gives the same trace, byte for byte: each time, on the host and in WebAssembly.
//!
//! `tests/recorded/traces.txt` has a digest of each trace as it is saved. The host and the browser (`cargo xtask test wasm`) both
//! compare with it. After a change that is meant to change traces, `UPDATE_GOLDEN=1 cargo test -p runtime --test determinism` records anew.

use runtime::{Options, predict};
use sha2::{Digest, Sha256};
use trace::Known;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

/// Names and texts; the texts are built in, since a browser has no files.
macro_rules! programs {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../", $name, ".py")))),*]
    };
}

/// Every program that ships, and one or more of each thing that machines could disagree on.
const PROGRAMS: &[(&str, &str)] = programs![
    "assets/figures/asyncio_throughput",
    "assets/figures/hello",
    "assets/figures/limits",
    "assets/figures/progress",
    "assets/figures/query",
    "assets/figures/quotes",
    "assets/figures/searches",
    "assets/figures/timeouts",
    "assets/figures/wsgi_asyncio",
    "assets/figures/wsgi_green",
    "assets/figures/wsgi_offloaded",
    "assets/figures/wsgi_processes",
    "assets/figures/wsgi_request",
    "assets/figures/wsgi_threads",
    "assets/figures/wsgi_throughput",
    "assets/flows/both-rounds/async",
    "assets/flows/both-rounds/callbacks",
    "assets/flows/both-rounds/futures",
    "assets/flows/both-rounds/generators",
    "assets/flows/both/async",
    "assets/flows/both/callbacks",
    "assets/flows/both/futures",
    "assets/flows/both/generators",
    "assets/flows/cleanup/async",
    "assets/flows/cleanup/callbacks",
    "assets/flows/cleanup/futures",
    "assets/flows/cleanup/generators",
    "assets/flows/error/async",
    "assets/flows/error/callbacks",
    "assets/flows/error/futures",
    "assets/flows/error/generators",
    "assets/flows/retry/async",
    "assets/flows/retry/callbacks",
    "assets/flows/retry/futures",
    "assets/flows/retry/generators",
    "assets/flows/rounds/async",
    "assets/flows/rounds/blocking",
    "assets/flows/rounds/callbacks",
    "assets/flows/rounds/futures",
    "assets/flows/rounds/generators",
    "assets/flows/sequence/async",
    "assets/flows/sequence/callbacks",
    "assets/flows/sequence/futures",
    "assets/flows/sequence/generators",
    "assets/programs/as_completed",
    "assets/programs/callbacks",
    "assets/programs/gather",
    "assets/programs/semaphore",
    "assets/programs/sequential",
    "assets/programs/timeout",
    "tests/programs/asyncio/dynamic-fan-out",
    "tests/programs/asyncio/equal-deadlines",
    "tests/programs/asyncio/gather-nested",
    "tests/programs/asyncio/one-poll-wakes-many",
    "tests/programs/asyncio/show-tasks",
    "tests/programs/asyncio/timer-drift",
    "tests/programs/builtins/conversions",
    "tests/programs/builtins/percent-format",
    "tests/programs/builtins/set-methods",
    "tests/programs/builtins/str-format",
    "tests/programs/datetime/arithmetic-and-order",
    "tests/programs/datetime/formats",
    "tests/programs/datetime/timedelta",
    "tests/programs/executors/pool",
    "tests/programs/executors/to-thread",
    "tests/programs/modules/json",
    "tests/programs/modules/math",
    "tests/programs/modules/uuid-values",
    "tests/programs/random/choice-shuffle-sample",
    "tests/programs/random/distributions",
    "tests/programs/random/simulated-durations",
    "tests/programs/threads/condition",
    "tests/programs/threads/lost-updates",
    "tests/programs/threads/two-loops",
];

const RECORDED: &str = include_str!("../../../tests/recorded/traces.txt");

/// `name  events  digest`, of the trace in the form in which it is saved.
fn row(name: &str, source: &str) -> String {
    let trace = predict(source, &Options::default()).expect("the program is accepted");
    let saved = postcard::to_allocvec(&Known::default().catch_up(&trace)).expect("a trace can be saved");
    let digest: String = Sha256::digest(&saved).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{name}  {}  {digest}", trace.event_count())
}

fn rows() -> Vec<String> {
    PROGRAMS.iter().map(|(name, source)| row(name, source)).collect()
}

#[test]
fn traces_are_those_that_the_host_recorded() {
    let rows = rows();
    assert!(rows == self::rows(), "a second run left another trace");
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recorded/traces.txt");
        return std::fs::write(path, rows.join("\n") + "\n").expect("the record can be written");
    }
    let recorded: Vec<&str> = RECORDED.lines().collect();
    let different: Vec<_> = rows.iter().zip(&recorded).filter(|(now, then)| now != then).collect();
    assert!(different.is_empty(), "UPDATE_GOLDEN=1 if that is meant: {different:#?}");
    assert_eq!(
        rows.len(),
        recorded.len(),
        "UPDATE_GOLDEN=1 cargo test -p runtime --test determinism records anew"
    );
}

/// What a program prints of floats, compared where C's functions and WebAssembly's used to differ in the last digit.
#[test]
fn powers_logarithms_and_angles_are_the_same_everywhere() {
    let source = "\
import math, random
for n in range(-40, 40):
    x = n * 0.37 + 0.011
    print(10.0 ** n, 1.1 ** n, math.exp(x), math.log(abs(x)), math.log10(abs(x)), math.sin(x), math.cos(x), math.tan(x))
    print(math.atan(x), math.sinh(x), math.cosh(x), math.tanh(x), math.cbrt(x), math.gamma(abs(x)), math.erf(x), math.expm1(x))
random.seed(7)
for _ in range(50):
    print(random.gauss(0, 1), random.gammavariate(2, 3), random.vonmisesvariate(1, 2), random.lognormvariate(0, 1))
";
    let trace = predict(source, &Options::default()).expect("the program is accepted");
    let printed = trace.output(trace::Stream::Output);
    assert!(printed.contains("\n1e-05 "), "{printed}");
    let digest: String =
        Sha256::digest(printed.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, "5ed962bf624191c14e306a5e0717431fb37de466ae393054bf8f0b597ab44d16", "{printed}");
}
