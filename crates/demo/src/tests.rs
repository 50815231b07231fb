//! What the endpoints promise, seen from outside.

use std::time::Duration;

use serde_json::{Value, json};

use super::table::ENDPOINTS;
use super::*;

mod properties;

fn get(target: &str) -> Reply {
    respond(&Request::get(target), &mut State::new(0))
}

fn json_body(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body()).unwrap()
}

/// The refusal of a bad request, as (parameter, detail).
fn refusal(target: &str) -> (String, String) {
    let reply = get(target);
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (400, Some("application/problem+json")),
        "{target}"
    );
    let body = json_body(&reply);
    (body["parameter"].as_str().unwrap().to_owned(), body["detail"].as_str().unwrap().to_owned())
}

#[test]
fn a_delay_answers_when_its_duration_has_passed() {
    for target in ["/delay?duration=0.125", "/delay/0.125", "/?duration=0.125", "/delay/?duration=125e-3"] {
        let reply = get(target);
        assert_eq!(reply.head_at, Duration::from_millis(125), "{target}");
        assert_eq!(reply.ends_at(), Duration::from_millis(125), "{target}");
        assert_eq!(json_body(&reply), json!({ "slept": 0.125 }), "{target}");
        assert_eq!(reply.header("server-timing"), Some("queue;dur=0, work;dur=125"), "{target}");
    }
}

#[test]
fn a_delay_may_last_from_nothing_to_a_minute() {
    assert_eq!(get("/delay/0").head_at, Duration::ZERO);
    assert_eq!(get("/delay/60").head_at, Duration::from_secs(60));
    for text in ["60.001", "-1", "inf", "nan", "abc", "", "1e400", "%2B%20", "1/8"] {
        let (parameter, detail) = refusal(&format!("/delay?duration={text}"));
        assert_eq!(parameter, "duration");
        assert!(detail.starts_with("`duration` must be a number of seconds from 0 to 60, not `"), "{detail}");
    }
}

#[test]
fn a_missing_duration_is_named() {
    let (parameter, detail) = refusal("/delay");
    assert_eq!(parameter, "duration");
    assert_eq!(detail, "`duration` must be a number of seconds from 0 to 60, and it is missing.");
}

#[test]
fn jitter_adds_to_the_delay_and_a_seed_fixes_by_how_much() {
    let [once, again, other] =
        ["7", "7", "8"].map(|seed| get(&format!("/delay/1?jitter=0.5&seed={seed}")).head_at);
    assert!((Duration::from_secs(1)..Duration::from_millis(1500)).contains(&once));
    assert_eq!(once, again);
    assert_ne!(once, other);
}

#[test]
fn jitter_may_not_carry_a_delay_beyond_a_minute() {
    let (parameter, detail) = refusal("/delay/59?jitter=2");
    assert_eq!(parameter, "jitter");
    assert_eq!(detail, "`jitter` must be a number of seconds from 0 to 1, since 59 + 2 is too long.");
}

#[test]
fn a_seed_gets_the_same_answer_whatever_was_asked_before() {
    for target in ["/quote?seed=3", "/quote/uniform?seed=3", "/flaky?seed=3", "/delay/1?jitter=1&seed=3"] {
        let mut state = State::new(1);
        let first = respond(&Request::get(target), &mut state);
        respond(&Request::get("/quote"), &mut state);
        assert_eq!(respond(&Request::get(target), &mut state), first, "{target}");
        assert_eq!(respond(&Request::get(target), &mut State::new(2)), first, "{target}");
    }
}

#[test]
fn without_a_seed_answers_differ_and_equal_states_answer_equally() {
    let replies = |seed| {
        let mut state = State::new(seed);
        [(); 8].map(|()| respond(&Request::get("/quote"), &mut state).body())
    };
    let first = replies(1);
    assert!(first.iter().any(|body| *body != first[0]));
    assert_eq!(first, replies(1));
    assert_ne!(first, replies(2));
}

#[test]
fn a_quotation_names_its_source_and_may_be_asked_of_a_part() {
    for seed in 0..50 {
        let body = json_body(&get(&format!("/quote/uniform?part=2&seed={seed}")));
        assert!(!body["quote"].as_str().unwrap().is_empty());
        assert_eq!(body["source"]["part"], 2);
        assert!(body["source"]["chapter"].as_u64().unwrap() >= 1);
        assert!(body["source"]["book"].is_string());
    }
}

#[test]
fn a_slow_quotation_takes_half_a_second() {
    for flag in ["true", "True"] {
        let reply = get(&format!("/quote/uniform?slow={flag}&part=2"));
        assert_eq!(reply.head_at, Duration::from_millis(500));
        assert_eq!(reply.timing.work, Duration::from_millis(500));
    }
    assert_eq!(get("/quote/uniform?slow=false").head_at, Duration::ZERO);
    let (parameter, detail) = refusal("/quote?slow=perhaps");
    assert_eq!(
        (parameter.as_str(), detail.as_str()),
        ("slow", "`slow` must be true or false, not `perhaps`.")
    );
}

#[test]
fn hello_is_plain_text_at_once() {
    let reply = get("/hello");
    assert_eq!((reply.body(), reply.ends_at()), (b"Hello, world".to_vec(), Duration::ZERO));
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(reply.header("content-length"), Some("12"));
}

#[test]
fn status_answers_with_the_status_asked_for() {
    for code in 200..600 {
        let reply = get(&format!("/status/{code}"));
        assert_eq!(reply.status, code);
        assert_eq!(reply.chunks.is_empty(), [204, 205, 304].contains(&code), "{code}");
    }
    for text in ["199", "600", "4O4", "-200", "200.0"] {
        assert_eq!(refusal(&format!("/status/{text}")).0, "code");
    }
}

#[test]
fn flaky_fails_at_the_rate_asked_for() {
    let failures = |rate: &str| {
        let mut state = State::new(0);
        let request = Request::get(&format!("/flaky?rate={rate}&status=500"));
        (0..1000).filter(|_| respond(&request, &mut state).status == 500).count()
    };
    assert_eq!((failures("0"), failures("1")), (0, 1000));
    // 1000 draws at 0.3 have a standard deviation of 14.5; this allows four of them, and the seed is fixed.
    assert!((242..=358).contains(&failures("0.3")), "{}", failures("0.3"));
    assert_eq!(get("/flaky?rate=1").header("retry-after"), Some("1"));
    assert_eq!(refusal("/flaky?rate=1.5").0, "rate");
    assert_eq!(refusal("/flaky?status=200").0, "status");
}

#[test]
fn queries_wait_for_a_connection_and_say_for_how_long() {
    let mut state = State::new(0);
    let request = Request::get("/db?sleep=0.3&size=2");
    // Two connections, four queries of 0.3 s at once: the second pair waits for the first.
    let replies = [(); 4].map(|()| respond(&request, &mut state));
    assert_eq!(replies.each_ref().map(|reply| reply.head_at.as_millis()), [300, 300, 600, 600]);
    assert_eq!(json_body(&replies[3]), json!({ "result": 42, "queued": 0.3 }));
    assert_eq!(replies[3].header("server-timing"), Some("queue;dur=300, work;dur=300"));
}

#[test]
fn work_beyond_the_limit_is_refused_with_when_to_come_back() {
    let mut state = State::new(0);
    let request = Request::get("/work?ms=1500&workers=1&limit=1");
    let replies = [(); 3].map(|()| respond(&request, &mut state));
    assert_eq!(replies.each_ref().map(|reply| reply.status), [200, 200, 503]);
    // The third would begin after 2 × 1.5 s.
    assert_eq!(replies[2].header("retry-after"), Some("3"));
    assert_eq!(refusal("/work?workers=0").0, "workers");
    assert_eq!(refusal(&format!("/work?pool={}", "x".repeat(65))).0, "pool");
}

#[test]
fn a_stream_sends_its_head_at_once_and_a_line_after_each_interval() {
    let reply = get("/stream?n=3&interval=0.1");
    assert_eq!((reply.head_at, reply.header("content-length")), (Duration::ZERO, None));
    assert_eq!(reply.chunks.iter().map(|chunk| chunk.at.as_millis()).collect::<Vec<_>>(), [100, 200, 300]);
    assert_eq!(reply.chunks[2].bytes, b"{\"n\":3,\"of\":3}\n");
    let (parameter, detail) = refusal("/stream?n=100&interval=1");
    assert_eq!(parameter, "interval");
    assert_eq!(detail, "`interval` must be a number of seconds from 0 to 0.6, since 100 × 1 is too long.");
}

#[test]
fn every_answer_lets_any_origin_read_it_and_is_not_stored() {
    for target in ["/hello", "/delay", "/nowhere", "/status/500"] {
        let reply = get(target);
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{target}");
        assert_eq!(reply.header("timing-allow-origin"), Some("*"), "{target}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{target}");
        assert!(reply.header("server-timing").is_some(), "{target}");
    }
}

#[test]
fn a_preflight_is_granted_whatever_it_asks() {
    let mut request = Request::new(Method::Options, "/delay");
    request.headers.push(("access-control-request-headers".to_owned(), "authorization,x-trace".to_owned()));
    let reply = respond(&request, &mut State::new(0));
    assert_eq!((reply.status, reply.chunks.len()), (204, 0));
    assert_eq!(reply.header("access-control-allow-headers"), Some("authorization,x-trace"));
    assert_eq!(reply.header("access-control-allow-methods"), Some("GET, HEAD, OPTIONS"));
}

#[test]
fn head_is_get_without_the_body_and_takes_as_long() {
    let whole = get("/delay/1");
    let head = respond(&Request::new(Method::Head, "/delay/1"), &mut State::new(0));
    assert_eq!(head, Reply { chunks: Vec::new(), ..whole });
}

#[test]
fn other_methods_are_refused_with_those_allowed() {
    let reply = respond(&Request::new(Method::from_name("POST"), "/hello"), &mut State::new(0));
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
}

#[test]
fn an_unknown_path_is_a_problem_that_points_to_the_index() {
    let reply = get("/nowhere");
    assert_eq!((reply.status, reply.header("content-type")), (404, Some("application/problem+json")));
    assert_eq!(json_body(&reply)["detail"], "There is nothing at /nowhere; see / for what there is.");
    assert!(knows("/hello") && !knows("/nowhere") && !knows("/delay/1/2"));
}

#[test]
fn the_index_lists_every_endpoint_and_its_examples_work() {
    let index = json_body(&get("/"));
    let paths: Vec<&str> =
        index["endpoints"].as_array().unwrap().iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ENDPOINTS.iter().map(|endpoint| endpoint.path).collect::<Vec<_>>());
    for endpoint in ENDPOINTS {
        assert_ne!(get(endpoint.example).status, 400, "{}", endpoint.example);
        assert_ne!(get(endpoint.example).status, 404, "{}", endpoint.example);
    }
}

#[test]
fn the_machine_readable_index_says_what_validation_does() {
    let document = json_body(&get("/openapi.json"));
    let duration = &document["paths"]["/delay"]["get"]["parameters"][0];
    assert_eq!(duration["schema"], json!({ "type": "number", "minimum": 0, "maximum": 60 }));
    assert_eq!(document["paths"]["/delay/{seconds}"]["get"]["parameters"][0]["required"], true);
}
