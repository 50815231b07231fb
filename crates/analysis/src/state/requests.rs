//! How far each request is.

use super::fold::EventContext;
use super::{RequestEnd, RequestState, State};
use trace::event::{Kind, RequestId};
use trace::time::{Span, Time};

impl State {
    pub(super) fn apply_to_request(&mut self, here: EventContext, kind: Kind) {
        match kind {
            Kind::RequestSent { request, target, task } => {
                let state = RequestState {
                    target,
                    task,
                    line: here.line,
                    sent: here.time,
                    connected: None,
                    answered: None,
                    queued: None,
                    worked: None,
                    ended: None,
                };
                if let Some(old) = self.requests.insert(request, state) {
                    self.request_totals.remove(&old);
                }
                self.request_totals.add(&state);
            }
            Kind::RequestConnected { request, at } => {
                if let Some(request) = self.requests.get_mut(request) {
                    request.connected = Some(at);
                }
            }
            Kind::RequestAnswered { request, status, queued, worked, at } => {
                if let Some(request) = self.requests.get_mut(request) {
                    request.answered = Some((at, status));
                    request.queued = queued.map(Span::from);
                    request.worked = worked.map(Span::from);
                }
            }
            Kind::RequestDone { request, bytes, at } => {
                self.end_request(request, at, RequestEnd::Done(bytes))
            }
            Kind::RequestFailed { request, reason } => {
                self.end_request(request, here.time, RequestEnd::Failed(reason))
            }
            Kind::RequestAborted { request } => self.end_request(request, here.time, RequestEnd::Aborted),
            _ => {}
        }
    }

    fn end_request(&mut self, request: RequestId, at: Time, end: RequestEnd) {
        let Some(request) = self.requests.get_mut(request) else { return };
        self.request_totals.remove(request);
        request.ended = Some((at, end));
        self.request_totals.add(request);
    }
}
