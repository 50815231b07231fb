//! A benchmark, not a test: how long a step, a jump and a frame of zooming take in the page, by the length of the run.
//!
//! `cargo xtask bench trace` runs it on the built site and prints a row for each run. What is measured is one animation frame each:
//! from the key, the slider or the wheel until the frame that answers has been laid out and painted.

use crate::page::{Page, Screen};
use crate::servers::Site;
use serde_json::{Value, json};

/// Runs to look at: what is said of each, how many tasks there are, and how many rounds each makes.
const RUNS: [(&str, u32, u32); 4] =
    [("few events", 8, 2), ("many", 100, 23), ("very many", 1000, 23), ("tasks", 10_000, 2)];
/// How many frames of each kind are measured.
const FRAMES: usize = 200;

/// Tasks that sleep, ask a server and compute, all at once. A round leaves about 43 events.
fn program(tasks: u32, rounds: u32) -> String {
    format!(
        "import asyncio
import aiohttp


async def visit(session, number):
    total = 0
    for turn in range({rounds}):
        await asyncio.sleep(0.001 * (number % 7 + 1))
        async with session.get(f'http://localhost:7001/delay?duration=0.0{{number % 9 + 1}}') as response:
            await response.json()
        for part in range(3):
            total += part
    return total


async def main():
    async with aiohttp.ClientSession() as session:
        totals = await asyncio.gather(*[visit(session, number) for number in range({tasks})])
        print(len(totals))


asyncio.run(main())
"
    )
}

#[tokio::test]
#[ignore = "a benchmark: `cargo xtask bench trace`"]
async fn a_step_a_jump_and_a_frame_of_zooming_by_the_length_of_the_run() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=1").await;
    page.show_on(Screen { width: 1280, height: 720, dark: false }).await;
    page.evaluate(HELPERS).await;
    eprintln!(
        "{:>12} {:>9} {:>7} {:>10}  {:>17} {:>17} {:>17} {:>17} {:>9}",
        "run", "steps", "lanes", "there in", "step", "back", "jump", "zoom", "memory"
    );
    for (name, tasks, rounds) in RUNS {
        page.evaluate(&format!("return bench.start({})", json!(program(tasks, rounds)))).await;
        // A script may not take as long as a long run does.
        let run = loop {
            match page.evaluate("return bench.run()").await {
                Value::Null => {}
                run => break run,
            }
        };
        let mut row = format!(
            "{name:>12} {:>9} {:>7} {:>7} ms",
            number(&run["steps"]),
            tasks + 2,
            number(&run["milliseconds"])
        );
        for action in ["step", "back", "jump", "zoom"] {
            let frames = page.evaluate(&format!("return bench.frames('{action}', {FRAMES})")).await;
            let frames: Vec<f64> = serde_json::from_value(frames).expect("a list of numbers");
            row += &format!("  {:>6.1} {:>6.1} ms", percentile(&frames, 0.5), percentile(&frames, 0.95));
        }
        eprintln!(
            "{row} {:>6.0} MB",
            page.evaluate("return bench.memory()").await.as_f64().unwrap_or(f64::NAN)
        );
    }
    eprintln!("Each: median and 95th percentile of {FRAMES} frames.");
}

fn number(value: &Value) -> u64 {
    value.as_f64().unwrap_or_default() as u64
}

fn percentile(values: &[f64], part: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}

/// What the page is driven with. The next program that is ordered is replaced by another one on its way to the worker.
const HELPERS: &str = r"
    let replacement = null;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        // Postcard: which command, its number; the file's name and the program, each after its length.
        if (!replacement || message[0] !== 0) return post.call(this, message, ...rest);
        let at = 1;
        const length = () => {
            let value = 0, shift = 0, byte;
            do { byte = message[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
            return value;
        };
        length();
        const name = length();
        at += name;
        const head = message.slice(0, at);
        const source = length();
        const tail = message.slice(at + source);
        const text = new TextEncoder().encode(replacement);
        replacement = null;
        const size = [];
        for (let value = text.length; ; value >>>= 7) {
            size.push(value > 127 ? value & 127 | 128 : value);
            if (value < 128) break;
        }
        post.call(this, new Uint8Array([...head, ...size, ...text, ...tail]), ...rest);
    };
    const element = (id) => document.querySelector(`[data-testid='${id}']`);
    const pause = (ms) => new Promise((over) => setTimeout(over, ms));
    const key = (name) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    let random = 1;
    const next = () => (random = random * 16807 % 2147483647) / 2147483647;
    let requests = 1, began, before;
    const actions = {
        step: () => key('ArrowRight'),
        back: () => key('ArrowLeft'),
        jump: () => {
            const scrub = element('scrub');
            scrub.value = Math.floor(next() * Number(scrub.max));
            scrub.dispatchEvent(new Event('input', { bubbles: true }));
        },
        zoom: (index) => {
            const chart = element('timeline').querySelector('canvas');
            const place = chart.getBoundingClientRect();
            const [x, y] = [place.left + place.width * (0.3 + 0.6 * next()), place.top + place.height / 2];
            // Twenty in, twenty out, so that all scales come up.
            const deltaY = (index % 40 < 20 ? -1 : 1) * 400;
            document.elementFromPoint(x, y)
                .dispatchEvent(new WheelEvent('wheel', { deltaY, ctrlKey: true, clientX: x, clientY: y, bubbles: true, cancelable: true }));
        },
    };
    const frame = (act) => new Promise((over) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        const began = performance.now();
        channel.port1.onmessage = () => over(performance.now() - began);
        act();
        // Heard after this frame has been painted.
        channel.port2.postMessage(null);
    }));
    window.bench = {
        start(program) {
            began = performance.now();
            replacement = program;
            before = element('step-count').textContent;
            const field = element('requests');
            field.value = String(requests = requests % 9 + 1);
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));
        },
        async run() {
            for (let turn = 0; turn < 1000 && element('step-count').textContent === before; turn++) await pause(5);
            if (element('step-count').textContent === before) return null;
            const milliseconds = performance.now() - began;
            await pause(300);
            key('Home');
            await pause(100);
            return { milliseconds, steps: Number(element('step-count').textContent) };
        },
        async frames(action, count) {
            if (action === 'step' || action === 'back') {
                const scrub = element('scrub');
                scrub.value = Math.floor(Number(scrub.max) / 2);
                scrub.dispatchEvent(new Event('input', { bubbles: true }));
                await pause(100);
            }
            const times = [];
            for (let index = 0; index < count + 3; index++) {
                times.push(await frame(() => actions[action](index)));
            }
            key('f');
            return times.slice(3);
        },
        async memory() {
            // As boot.js names it, so that it is the program that runs and not another one.
            const build = document.querySelector('meta[name=app-js]').content.split('/').pop();
            const program = await import(new URL(`./fanout.js?${build}`, document.baseURI));
            return (await program.default()).memory.buffer.byteLength / 1e6;
        },
    };
    return null";
