//! Joins a world to its I/O backend: one driver for virtual and live runs.

use super::io_backend::{IoBackend, Waited};
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
    pub async fn drive(&mut self, backend: &mut impl IoBackend, turns: usize) -> Progress {
        for _ in 0..turns {
            self.take_in(backend);
            let need = self.advance();
            self.carry_out(backend);
            match need {
                Need::Turn => {}
                Need::Over => return Progress::Over,
                Need::Wait(deadline) => {
                    if !self.wait_for_backend(backend, deadline).await {
                        self.carry_out(backend);
                        return Progress::Over;
                    }
                }
            }
        }
        backend.yield_if_due().await;
        Progress::More
    }

    /// Hands the world what has arrived.
    fn take_in(&mut self, backend: &mut impl IoBackend) {
        let now = self.vm.recorder.now();
        for arrival in backend.arrivals(now) {
            self.deliver(arrival);
        }
        self.wake_polls();
    }

    /// Sends and gives up what the world asks for.
    pub fn carry_out(&mut self, backend: &mut impl IoBackend) {
        for order in self.take_orders() {
            match order {
                Order::Send(request) => backend.send(request),
                Order::Abort(id) => backend.abort(id),
            }
        }
    }

    /// Waits for the backend. False if the run is over.
    async fn wait_for_backend(
        &mut self,
        backend: &mut impl IoBackend,
        deadline: Option<trace::Time>,
    ) -> bool {
        let now = self.vm.recorder.now();
        match backend.wait(now, deadline).await {
            Waited::Until(moment) => self.pass_time(moment),
            Waited::ForEver => self.deadlock(),
        }
        self.ending().is_none()
    }
}
