//! What arrives for requests: recorded, kept until its owner takes it, and handed over.

use super::delivery::{Deliveries, Delivery};
use super::io_backend::{Arrival, ResponsePart};
use super::mailbox::{Mailbox, Owner};
use super::schedule::World;
use super::wait::{Slot, SlotState};
use trace::{EventId, ExecutionPoint, Kind, RequestId};

impl World {
    /// Hands over something that arrived.
    pub fn deliver(&mut self, arrival: Arrival) {
        let id = arrival.request;
        let event = self.record_arrival(&arrival);
        if matches!(arrival.part, ResponsePart::Connected(_)) {
            return;
        }
        if matches!(arrival.part, ResponsePart::End(_) | ResponsePart::Failed(_)) {
            self.vm.extensions.get::<Mailbox>().in_flight.remove(&id);
        }
        if !self.owners.contains_key(&id) {
            return;
        }
        let delivery = Delivery { request: id, event, parts: Vec::new() };
        self.arrived.entry(id).or_insert(delivery).parts.push(arrival.part);
        let waits = |slot: &Slot| matches!(slot.state, SlotState::Request(other, _) if other == id);
        if let Some(at) = self.threads.iter().position(waits) {
            let arrived = self.take_of(id);
            self.unblock(at, arrived.into(), Some(event));
        }
    }

    /// Lets loops that poll see what has arrived for them.
    pub fn wake_polls(&mut self) {
        if self.arrived.is_empty() {
            return;
        }
        for at in 0..self.threads.len() {
            if matches!(self.threads[at].state, SlotState::Poll(_)) && self.has_arrivals(at) {
                self.end_poll(at);
            }
        }
    }

    fn record_arrival(&mut self, arrival: &Arrival) -> EventId {
        let request = arrival.request;
        let sent = self.vm.extensions.get::<Mailbox>().in_flight.get(&request).copied();
        let kind = match &arrival.part {
            ResponsePart::Connected(at) => Kind::RequestConnected { request, at: *at },
            ResponsePart::Head { status, queued, worked, first_byte, .. } => Kind::RequestAnswered {
                request,
                status: *status,
                queued: queued.map(Into::into),
                worked: worked.map(Into::into),
                at: first_byte.unwrap_or(arrival.at),
            },
            ResponsePart::Body(piece) => {
                *self.received.entry(request).or_default() += piece.len();
                // It has no event of its own: what follows from it follows from the request.
                return sent.unwrap_or_else(|| self.vm.recorder.latest_event());
            }
            ResponsePart::End(at) => {
                let bytes = self.received.remove(&request).unwrap_or_default();
                let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
                Kind::RequestDone { request, bytes, at: at.unwrap_or(arrival.at) }
            }
            ResponsePart::Failed(reason) => {
                self.received.remove(&request);
                let reason = self.vm.recorder.name(reason);
                Kind::RequestFailed { request, reason }
            }
        };
        // It happens to the thread whose request it is, whichever ran last.
        let thread = self.owners.get(&request).map_or(0, |owner| owner.thread() as usize);
        let lane = self.threads.get(thread).map(|slot| slot.lane).unwrap_or_default();
        let before = self.vm.recorder.go_to(ExecutionPoint::beginning_of(lane));
        let event = self.vm.recorder.record_because(sent, kind);
        self.vm.recorder.go_to(before);
        event
    }

    /// Whether something has arrived for the loop of this thread.
    pub(super) fn has_arrivals(&self, at: usize) -> bool {
        self.arrived.keys().any(|id| self.is_for_loop(*id, at))
    }

    fn is_for_loop(&self, id: RequestId, at: usize) -> bool {
        self.owners.get(&id) == Some(&Owner::Loop(at as u32))
    }

    /// All that has arrived for the loop of this thread.
    pub(super) fn take_for_loop(&mut self, at: usize) -> Deliveries {
        let ids: Vec<RequestId> =
            self.arrived.keys().copied().filter(|id| self.is_for_loop(*id, at)).collect();
        Deliveries(ids.into_iter().filter_map(|id| self.take_arrived(id)).collect())
    }

    /// All that has arrived for a request.
    pub(super) fn take_of(&mut self, id: RequestId) -> Deliveries {
        Deliveries(self.take_arrived(id).into_iter().collect())
    }

    fn take_arrived(&mut self, id: RequestId) -> Option<Delivery> {
        let delivery = self.arrived.remove(&id)?;
        if matches!(delivery.parts.last(), Some(ResponsePart::End(_) | ResponsePart::Failed(_))) {
            self.owners.remove(&id);
        }
        Some(delivery)
    }

    /// Nobody wants to know any more.
    pub(super) fn forget(&mut self, id: RequestId) {
        self.arrived.remove(&id);
        self.received.remove(&id);
        self.owners.remove(&id);
    }
}
