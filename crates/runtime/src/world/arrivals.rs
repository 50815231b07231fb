//! What arrives for requests: recorded, kept until its owner takes it, and handed over.

use super::io_backend::{Arrival, ResponsePart};
use super::mailbox::{Mailbox, Owner};
use super::ready;
use super::schedule::{Slot, SlotState, World};
use trace::{EventId, ExecutionPoint, Kind, RequestId};
use vm::value::Value;

impl World {
    /// Hands over something that arrived.
    pub fn deliver(&mut self, arrival: Arrival) {
        let id = arrival.request;
        let event = self.record_arrival(&arrival);
        if matches!(arrival.answer, ResponsePart::Connected(_)) {
            return;
        }
        if matches!(arrival.answer, ResponsePart::End(_) | ResponsePart::Failed(_)) {
            self.vm.extensions.get::<Mailbox>().in_flight.remove(&id);
        }
        if !self.owners.contains_key(&id) {
            return;
        }
        self.arrived.entry(id).or_default().push((arrival.answer, event));
        let waits = |slot: &Slot| matches!(slot.state, SlotState::Request(other, _) if other == id);
        if let Some(at) = self.threads.iter().position(waits) {
            let ready = self.take_of(id);
            self.unblock(at, ready, Some(event));
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
        let kind = match &arrival.answer {
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

    /// All that has arrived for the loop of this thread, as a list of `(request, event, answer)`, each answer ready for the library.
    pub(super) fn take_ready(&mut self, at: usize) -> Value {
        let ids: Vec<RequestId> =
            self.arrived.keys().copied().filter(|id| self.is_for_loop(*id, at)).collect();
        let pieces = ids.into_iter().flat_map(|id| self.pieces_of(id));
        Value::list(pieces.collect())
    }

    /// The same for one request.
    pub(super) fn take_of(&mut self, id: RequestId) -> Value {
        Value::list(self.pieces_of(id))
    }

    fn pieces_of(&mut self, id: RequestId) -> Vec<Value> {
        let pieces = self.arrived.remove(&id).unwrap_or_default();
        if matches!(pieces.last(), Some((ResponsePart::End(_) | ResponsePart::Failed(_), _))) {
            self.owners.remove(&id);
        }
        let one = |(answer, event): (ResponsePart, EventId)| ready::value_of(id, event, answer);
        pieces.into_iter().map(one).collect()
    }

    /// Nobody wants to know any more.
    pub(super) fn forget(&mut self, id: RequestId) {
        self.arrived.remove(&id);
        self.received.remove(&id);
        self.owners.remove(&id);
    }
}
