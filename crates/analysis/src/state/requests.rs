//! How far each request is.

use super::fold::EventContext;
use super::{RequestEnd, RequestState, State};
use trace::event::{Kind, RequestId};
use trace::time::{Span, Time};

impl State {
    pub(super) fn apply_to_request(&mut self, here: EventContext, kind: Kind) {
        match kind {
            // A number that is used again makes no sense.
            Kind::RequestSent { request, .. } if self.requests.get(request).is_some() => {}
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
                self.requests.insert(request, state);
                self.request_totals.add(&state);
            }
            Kind::RequestConnected { request, at } => {
                if let Some(request) = self.open_request(request) {
                    request.connected = Some(at);
                }
            }
            Kind::RequestAnswered { request, status, queued, worked, at } => {
                if let Some(request) = self.open_request(request) {
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

    /// The request, if it has not ended: what a wrong trace says of it afterwards changes nothing.
    fn open_request(&mut self, request: RequestId) -> Option<&mut RequestState> {
        self.requests.get_mut(request).filter(|request| request.ended.is_none())
    }

    fn end_request(&mut self, id: RequestId, at: Time, end: RequestEnd) {
        let Some(request) = self.open_request(id) else { return };
        let open = *request;
        request.ended = Some((at, end));
        let ended = *request;
        self.request_totals.remove(&open);
        self.request_totals.add(&ended);
    }
}
