//! The table of endpoints. A new endpoint is a row here and a function elsewhere.

use super::call::{Call, Endpoint};
use super::delay::{self, DURATION, JITTER, SECONDS};
use super::failure::{self, CODE, RATE, STATUS};
use super::index;
use super::parameter::SEED;
use super::problem::Problem;
use super::quote::{self, PART, SLOW};
use super::reply::Reply;
use super::state::State;
use super::stream::{self, COUNT, INTERVAL};
use super::work::{self, LIMIT, MILLISECONDS, SIZE, SLEEP, WORKERS};

const JSON: &str = "application/json";

/// All endpoints, in the order in which the index lists them.
pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/",
        summary: "Says what there is; with a duration, waits as /delay does",
        example: "/?duration=0.125",
        media_type: JSON,
        parameters: || vec![DURATION.describe("query"), JITTER.describe("query"), SEED.describe("query")],
        answer: index::index_or_delay,
    },
    Endpoint {
        path: "/delay",
        summary: "Waits, then says for how long",
        example: "/delay?duration=0.125",
        media_type: JSON,
        parameters: || vec![DURATION.describe("query"), JITTER.describe("query"), SEED.describe("query")],
        answer: delay::by_query,
    },
    Endpoint {
        path: "/delay/{seconds}",
        summary: "Waits, then says for how long",
        example: "/delay/0.125",
        media_type: JSON,
        parameters: || vec![SECONDS.describe("path"), JITTER.describe("query"), SEED.describe("query")],
        answer: delay::by_path,
    },
    Endpoint {
        path: "/quote",
        summary: "Quotes a book: first a book is drawn, then one of its quotations",
        example: "/quote?seed=1",
        media_type: JSON,
        parameters: || vec![PART.describe("query"), SLOW.describe("query"), SEED.describe("query")],
        answer: quote::by_book,
    },
    Endpoint {
        path: "/quote/uniform",
        summary: "Quotes a book: all quotations are equally likely",
        example: "/quote/uniform?slow=true&part=2",
        media_type: JSON,
        parameters: || vec![PART.describe("query"), SLOW.describe("query"), SEED.describe("query")],
        answer: quote::uniform,
    },
    Endpoint {
        path: "/hello",
        summary: "Greets, as fast as possible",
        example: "/hello",
        media_type: "text/plain; charset=utf-8",
        parameters: Vec::new,
        answer: hello,
    },
    Endpoint {
        path: "/status/{code}",
        summary: "Answers with the given status",
        example: "/status/418",
        media_type: JSON,
        parameters: || vec![CODE.describe("path")],
        answer: failure::status,
    },
    Endpoint {
        path: "/flaky",
        summary: "Fails now and then",
        example: "/flaky?rate=0.3&status=503",
        media_type: JSON,
        parameters: || vec![RATE.describe("query"), STATUS.describe("query"), SEED.describe("query")],
        answer: failure::flaky,
    },
    Endpoint {
        path: "/db",
        summary: "Queries a database: holds one of the pool's connections, once one is free",
        example: "/db?sleep=0.3&pool=main&size=4",
        media_type: JSON,
        parameters: || vec![SLEEP.describe("query"), work::describe_pool(), SIZE.describe("query")],
        answer: work::query,
    },
    Endpoint {
        path: "/work",
        summary: "Gets work done by one of the pool's workers, first come, first served",
        example: "/work?ms=300&pool=main&workers=4&limit=100",
        media_type: JSON,
        parameters: || {
            vec![
                MILLISECONDS.describe("query"),
                work::describe_pool(),
                WORKERS.describe("query"),
                LIMIT.describe("query"),
            ]
        },
        answer: work::work,
    },
    Endpoint {
        path: "/stream",
        summary: "Sends lines of JSON, one after another",
        example: "/stream?n=10&interval=0.1",
        media_type: stream::MEDIA_TYPE,
        parameters: || vec![COUNT.describe("query"), INTERVAL.describe("query")],
        answer: stream::lines,
    },
    Endpoint {
        path: "/openapi.json",
        summary: "Says what there is, for machines (OpenAPI 3.1)",
        example: "/openapi.json",
        media_type: JSON,
        parameters: Vec::new,
        answer: index::openapi,
    },
];

fn hello(_: &Call<'_>, _: &mut State) -> Result<Reply, Problem> {
    Ok(Reply::with_body(200, "text/plain; charset=utf-8", "Hello, world".to_owned()))
}
