//! What the library wants from the world, noted while a thread runs, and taken when it stops.

use std::collections::BTreeMap;

use trace::{EventId, RequestId};
use vm::Vm;
use vm::native_frame::{Flow, WaitTicket};

use super::io_backend::OutgoingRequest;
use super::signals::SignalState;

/// Orders for the world. One of the VM's extensions.
#[derive(Default)]
pub struct Mailbox {
    /// Requests to send, and who gets their answers.
    pub outgoing: Vec<(OutgoingRequest, Owner)>,
    /// Requests to give up.
    pub aborted: Vec<RequestId>,
    /// Threads to start.
    pub threads: Vec<NewThread>,
    /// Threads that have another name now.
    pub renamed: Vec<(u32, String)>,
    /// Waiting threads to wake, each with the event whose effect that is.
    pub woken: Vec<(WaitTicket, Option<EventId>)>,
    /// Loops to wake from their poll, by the thread that runs them.
    pub interrupted: Vec<u32>,
    /// Processes whose threads go no further.
    pub killed: Vec<u32>,
    /// Requests that are not over, with the event that says they were sent.
    pub in_flight: BTreeMap<RequestId, EventId>,
    /// Asked when the run is stuck: who waits for what, in sentences.
    pub deadlock_reporters: Vec<fn(&mut Vm) -> Vec<String>>,
    /// What signals want.
    pub signals: SignalState,
    requests: u32,
    /// How many threads have been started beside the main thread.
    threads_started: u32,
    /// How many processes have been started beside the first.
    processes_started: u32,
    tickets: u64,
}

/// Who gets what arrives for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The loop of this thread, when it polls.
    Loop(u32),
    /// This thread itself, when it waits for this very request.
    Thread(u32),
}

impl Owner {
    /// The thread, either way.
    pub fn thread(self) -> u32 {
        match self {
            Owner::Loop(thread) | Owner::Thread(thread) => thread,
        }
    }
}

/// A thread to start.
pub struct NewThread {
    /// The number of its process.
    pub process: u32,
    /// What people call it.
    pub name: String,
    /// What it runs.
    pub beginning: Flow,
    /// The event whose effect its start is.
    pub because: Option<EventId>,
}

impl Mailbox {
    /// The number of the next request.
    pub fn next_request(&mut self) -> RequestId {
        self.requests += 1;
        RequestId(self.requests)
    }

    /// Starts a thread, and gives its number. Threads beside the main one do not keep the process alive: it is `threading` that
    /// waits for those that should.
    pub fn start_thread(&mut self, new: NewThread) -> u32 {
        self.threads.push(new);
        self.threads_started += 1;
        self.threads_started
    }

    /// Whether there was ever a process beside the first.
    pub fn has_started_processes(&self) -> bool {
        self.processes_started > 0
    }

    /// The number of a new process. It lives as long as its threads.
    pub fn next_process(&mut self) -> u32 {
        self.processes_started += 1;
        self.processes_started
    }

    /// Whether there was ever a thread beside the main one.
    pub fn has_started_threads(&self) -> bool {
        self.threads_started > 0
    }

    /// How many threads have been started beside the main one.
    pub fn threads_started(&self) -> u32 {
        self.threads_started
    }

    /// A new thing to wait for.
    pub fn next_ticket(&mut self) -> WaitTicket {
        self.tickets += 1;
        WaitTicket(self.tickets)
    }
}
