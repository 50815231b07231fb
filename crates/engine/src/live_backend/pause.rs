//! Giving the page a turn: for a moment, or until a deadline.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use futures::channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageChannel;

use trace::{Span, Time};

use super::origin::Origin;

/// Browsers make nested timers at least this long (HTML standard, "Timers"), so what is shorter is waited for in turns.
const SHORTEST_TIMER: Span = Span::from_milliseconds(4);
/// Timers count in 32 bits of milliseconds, the sign included; 24 days are less.
const LONGEST_TIMER_MS: u32 = 24 * 24 * 3600 * 1000;

/// Ways to wait. A message to oneself comes back after the browser had its turn, with none of a timer's delay.
#[derive(Default)]
pub(super) struct Pauses {
    wakeup: OnceCell<Option<WakeupChannel>>,
}

impl Pauses {
    /// Lets the browser have one turn, in which it may draw.
    pub(super) async fn once(&self) {
        match self.wakeup.get_or_init(WakeupChannel::new) {
            // An error says that the channel was dropped, and then nobody waits.
            Some(wakeup) => wakeup.wake().await.unwrap_or_default(),
            None => TimeoutFuture::new(0).await,
        }
    }

    /// Waits a good part of a span, and never longer than it by much: who waits looks at the clock, and comes again. Without
    /// a span, waits for ever.
    pub(super) async fn towards(&self, span: Option<Span>) {
        match span {
            None => futures::future::pending().await,
            Some(span) if span < SHORTEST_TIMER => self.once().await,
            Some(span) => TimeoutFuture::new(timer_ms(span)).await,
        }
    }
}

/// The whole milliseconds of a span, as far as one timer goes.
fn timer_ms(span: Span) -> u32 {
    u32::try_from(span.0 / 1_000_000).unwrap_or(u32::MAX).min(LONGEST_TIMER_MS)
}

/// Waits until a moment, and never wakes before it.
pub(super) async fn sleep_until(moment: Time, origin: &Origin) {
    loop {
        let remaining = moment.since(origin.time());
        if remaining == Span::ZERO {
            return;
        }
        // Timers cut fractions off, hence up to one more.
        let whole = remaining + Span(999_999);
        TimeoutFuture::new(timer_ms(whole)).await;
    }
}

type Waiting = Rc<Cell<Vec<oneshot::Sender<()>>>>;

/// A channel from the page to itself.
struct WakeupChannel {
    channel: MessageChannel,
    waiting: Waiting,
    /// What the browser calls; it lives as long as the channel.
    _answer: Closure<dyn Fn()>,
}

impl WakeupChannel {
    fn new() -> Option<WakeupChannel> {
        let channel = MessageChannel::new().ok()?;
        let waiting = Waiting::default();
        let to_wake = waiting.clone();
        let answer = Closure::<dyn Fn()>::new(move || {
            for waiting in to_wake.take() {
                // Who was dropped meanwhile is not waiting.
                waiting.send(()).ok();
            }
        });
        channel.port1().set_onmessage(Some(answer.as_ref().unchecked_ref()));
        Some(WakeupChannel { channel, waiting, _answer: answer })
    }

    fn wake(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        let mut waiting = self.waiting.take();
        let posted = !waiting.is_empty();
        waiting.push(sender);
        self.waiting.set(waiting);
        // One message wakes all who wait.
        if !posted && self.channel.port2().post_message(&JsValue::NULL).is_err() {
            // The senders go, so that nobody waits for a message that does not come.
            self.waiting.take();
        }
        receiver
    }
}

impl Drop for WakeupChannel {
    fn drop(&mut self) {
        self.channel.port1().set_onmessage(None);
        self.channel.port1().close();
    }
}
