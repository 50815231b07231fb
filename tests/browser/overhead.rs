//! A benchmark, not a test: what a live fan-out takes beside the same one written by hand in JavaScript, in the same page.
//!
//! `cargo xtask bench page` runs it on the built site and prints a row for each number of requests.

use crate::fan_out::run_live;
use crate::page::Page;
use crate::servers::Site;

/// How many requests go out at once.
const REQUESTS: [usize; 3] = [4, 100, 1000];
/// Rounds that are counted, after one that is not. Both sides take turns, so that a noisy machine is noisy for both.
const ROUNDS: usize = 5;

#[tokio::test]
#[ignore = "a benchmark: `cargo xtask bench page`"]
async fn gathering_beside_promise_all() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    eprintln!("{:>8} {:>14} {:>14} {:>24}", "requests", "Loopscope", "JavaScript", "Loopscope / JavaScript");
    for requests in REQUESTS {
        page.reopen(&format!("#/fan-out?n={requests}&each=same&duration=0.5&outside=edge")).await;
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let (_, gathered) = run_live(&page).await;
            let by_hand = page.evaluate(&promise_all(requests, round)).await.as_f64().expect("a number");
            if round > 0 {
                ours.push(gathered);
                theirs.push(by_hand);
                ratios.push(gathered / by_hand);
            }
        }
        let (ours, theirs, ratio) = (median(ours), median(theirs), median(ratios));
        eprintln!("{requests:>8} {ours:>11.0} ms {theirs:>11.0} ms {ratio:>24.3}");
    }
}

/// The same work as the page's program for `gather`, as anyone would write it: aiohttp's session opens a hundred connections and
/// no more, so a hundred at a time go out here too. Each address is asked once, as the page does it.
fn promise_all(requests: usize, round: usize) -> String {
    format!(
        "const began = performance.now();
        let next = 0;
        const get = async (number) => {{
            const response = await fetch(`demo/delay?duration=0.5&by_hand={round}.${{number}}`, {{ cache: 'no-store' }});
            return (await response.json()).slept;
        }};
        const connection = async () => {{ while (next < {requests}) await get(next++); }};
        await Promise.all(Array.from({{ length: Math.min({requests}, 100) }}, connection));
        return performance.now() - began"
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
