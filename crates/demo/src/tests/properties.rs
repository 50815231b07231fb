//! Laws that hold for every request, however mangled.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;

use super::*;

/// Pieces from which requests close to good ones are made: what is nearly right finds more than noise does.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "/",
            "delay",
            "quote",
            "uniform",
            "status",
            "flaky",
            "openapi.json",
            "db",
            "work",
            "stream",
            "demo",
            "?",
            "&",
            "=",
            "#",
            "%",
            "duration",
            "seconds",
            "jitter",
            "seed",
            "rate",
            "status",
            "slow",
            "n",
            "interval",
            "ms",
            "pool",
            "limit",
            "part",
            "true",
            "-",
            ".",
            "e",
            "0",
            "1",
            "60",
            "600",
            "nan",
            "inf",
            "%2F",
            "%00",
            "%FF",
            "+",
            "{seconds}",
            "é",
            "\u{0}",
            "\n",
            "99999999999999999999",
            "1e308",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,4}",
        any::<char>().prop_map(String::from),
    ]
}

fn target() -> impl Strategy<Value = String> {
    let example = prop::sample::select(ENDPOINTS.iter().map(|endpoint| endpoint.example).collect::<Vec<_>>());
    (example, any::<prop::sample::Index>(), prop::collection::vec(piece(), 0..6)).prop_map(
        |(example, position, pieces)| {
            let at = position.index(example.len() + 1);
            format!("{}{}{}", &example[..at], pieces.concat(), &example[at..])
        },
    )
}

fn request() -> impl Strategy<Value = Request> {
    let method = prop::sample::select(vec!["GET", "HEAD", "OPTIONS", "POST", "get", ""]);
    let header = prop_oneof![Just("access-control-request-headers".to_owned()), "[a-z-]{0,9}"];
    (method, target(), prop::collection::vec((header, ".{0,9}"), 0..3)).prop_map(
        |(method, target, headers)| Request { headers, ..Request::new(Method::from_name(method), &target) },
    )
}

proptest! {
    #[test]
    fn every_request_gets_a_well_formed_reply(request in request(), seed: u64) {
        let reply = respond(&request, &mut State::new(seed));
        prop_assert!((200..600).contains(&reply.status));
        prop_assert!(reply.ends_at() <= Duration::from_secs(60));
        prop_assert!(reply.chunks.is_sorted_by_key(|chunk| chunk.at));
        prop_assert!(reply.chunks.iter().all(|chunk| chunk.at >= reply.head_at));
        prop_assert_eq!(reply.timing.queue + reply.timing.work, reply.head_at);
        for (name, value) in &reply.headers {
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
            prop_assert!(super::super::is_header_value(value), "{name}: {value:?}");
        }
        // A stream's chunks are lines of JSON, and so each is JSON by itself.
        if reply.header("content-type").is_some_and(|media| media.ends_with("json")) {
            let is_json = |chunk: &Chunk| serde_json::from_slice::<Value>(&chunk.bytes).is_ok();
            prop_assert!(reply.chunks.iter().all(is_json));
        }
    }

    #[test]
    fn a_pool_never_serves_more_at_once_than_it_has_places(
        size in 1..4_usize,
        gaps_and_works in prop::collection::vec((0..300_u64, 1..500_u64), 1..40),
    ) {
        let mut state = State::new(0);
        let mut arrived = Duration::ZERO;
        let mut served: Vec<(Duration, Duration)> = Vec::new();
        for (gap, work) in gaps_and_works {
            arrived += Duration::from_millis(gap);
            let request = Request { arrived, ..Request::get(&format!("/work?ms={work}&workers={size}")) };
            let reply = respond(&request, &mut state);
            let begin = arrived + reply.timing.queue;
            prop_assert!(served.last().is_none_or(|(earlier, _)| *earlier <= begin), "first come, first served");
            served.push((begin, arrived + reply.head_at));
        }
        for (begin, _) in &served {
            let at_once = served.iter().filter(|(other, end)| other <= begin && begin < end).count();
            prop_assert!(at_once <= size, "{at_once} at once");
        }
    }

    #[test]
    fn the_same_request_and_state_give_the_same_reply(request in request(), seed: u64) {
        prop_assert_eq!(respond(&request, &mut State::new(seed)), respond(&request, &mut State::new(seed)));
    }

    #[test]
    fn every_duration_in_range_is_slept_to_the_nanosecond(nanoseconds in 0..=60_000_000_000_u64) {
        let duration = Duration::from_nanos(nanoseconds);
        let reply = get(&format!("/delay?duration={}", duration.as_secs_f64()));
        prop_assert_eq!(reply.head_at, duration);
    }
}
