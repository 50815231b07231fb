//! What the library wants from the world, noted while a thread runs, and taken when it stops.

use std::collections::BTreeMap;

use crate::trace::{EventId, RequestId};
use crate::vm::Vm;
use crate::vm::activity::{Flow, WaitTicket};

use super::outside::OutgoingRequest;

/// Orders for the world. One of a process's extensions.
#[derive(Default)]
pub struct Mailbox {
    /// Requests to send.
    pub outgoing: Vec<OutgoingRequest>,
    /// Requests to give up.
    pub aborted: Vec<RequestId>,
    /// Threads to start.
    pub threads: Vec<NewThread>,
    /// Waiting threads to wake.
    pub woken: Vec<WaitTicket>,
    /// Loops to wake from their poll, by the thread that runs them.
    pub interrupted: Vec<u32>,
    /// Requests that are not over, with the event that says they were sent.
    pub in_flight: BTreeMap<RequestId, EventId>,
    /// Asked when the run is stuck: who waits for what, in sentences.
    pub witnesses: Vec<fn(&mut Vm) -> Vec<String>>,
    /// Called when the program has ended: what it leaves behind may have something to say.
    pub at_exit: Vec<fn(&mut Vm)>,
    requests: u32,
    /// How many threads have been started, the main thread included.
    pub threads_started: u32,
    tickets: u64,
}

/// A thread to start.
pub struct NewThread {
    /// Its number.
    pub ident: u32,
    /// What people call it.
    pub name: String,
    /// Whether the process ends without waiting for it.
    pub daemon: bool,
    /// What it runs.
    pub beginning: Flow,
}

impl Mailbox {
    /// The number of the next request.
    pub fn next_request(&mut self) -> RequestId {
        self.requests += 1;
        RequestId(self.requests)
    }

    /// A new thing to wait for.
    pub fn next_ticket(&mut self) -> WaitTicket {
        self.tickets += 1;
        WaitTicket(self.tickets)
    }
}
