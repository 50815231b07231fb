//! Joins a world to its outside: one driver for virtual and live runs.

use super::outside::{Outside, Waited};
use super::schedule::{Need, Order, World};

/// Whether a run goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do: call again.
    More,
    /// The run is over.
    Over,
}

impl World {
    /// Takes a run some turns further: until it is over, or others should have the processor. Waits, where the run waits.
    pub async fn drive(&mut self, outside: &mut impl Outside, turns: usize) -> Progress {
        for _ in 0..turns {
            self.take_in(outside);
            let need = self.advance();
            self.carry_out(outside);
            match need {
                Need::Turn => {}
                Need::Over => return Progress::Over,
                Need::Wait(deadline) => {
                    if !self.sit_out(outside, deadline).await {
                        self.carry_out(outside);
                        return Progress::Over;
                    }
                }
            }
        }
        outside.breathe().await;
        Progress::More
    }

    /// Hands the world what has arrived.
    fn take_in(&mut self, outside: &mut impl Outside) {
        let now = self.vm.recorder.now();
        for arrival in outside.arrivals(now) {
            self.deliver(arrival);
        }
        self.wake_polls();
    }

    /// Sends and gives up what the world asks for.
    pub fn carry_out(&mut self, outside: &mut impl Outside) {
        for order in self.take_orders() {
            match order {
                Order::Send(request) => outside.send(request),
                Order::Abort(id) => outside.abort(id),
            }
        }
    }

    /// Waits for the outside. False if the run is over.
    async fn sit_out(&mut self, outside: &mut impl Outside, deadline: Option<trace::Time>) -> bool {
        let now = self.vm.recorder.now();
        match outside.wait(now, deadline).await {
            Waited::Until(moment) => self.pass_time(moment),
            Waited::ForEver => self.deadlock(),
        }
        self.ending().is_none()
    }
}
