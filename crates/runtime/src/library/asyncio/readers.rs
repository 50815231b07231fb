//! Who reads what arrives for a request: readers, registered as `loop.add_reader` does it in CPython's `Lib/asyncio/selector_events.py`.
//!
//! The loop knows nothing of those who send requests: whoever sends one registers a reader ([`add`]), and when a poll finds something
//! for it, the loop queues a handle that calls it. Programs do not see readers: CPython's are for sockets, which are not here.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use crate::world::{Deliveries, ResponsePart};
use trace::{EventId, RequestId, TaskId};
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;

/// Reads what has arrived, in that order, into the instance that was registered.
pub type Read = fn(&mut Vm, &Rc<Instance>, Vec<ResponsePart>) -> Result<()>;

/// Who reads what arrives for a request.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The task that sent the request, for the trace.
    pub task: Option<TaskId>,
    /// What it is read into. Once nobody else refers to that, what arrives is passed over.
    pub instance: Weak<Instance>,
    /// How.
    pub read: Read,
}

/// One of a process's extensions.
#[derive(Default)]
struct Readers(BTreeMap<RequestId, Reader>);

/// Registers who reads what arrives for a request.
pub fn add(vm: &mut Vm, request: RequestId, reader: Reader) {
    vm.extensions.get::<Readers>().0.insert(request, reader);
}

/// Nothing more is to be read for this request.
pub fn remove(vm: &mut Vm, request: RequestId) {
    vm.extensions.get::<Readers>().0.remove(&request);
}

/// A reader for which a poll has found something: what a handle calls.
#[derive(Debug)]
pub struct ReadyReader {
    /// For which request.
    pub request: RequestId,
    /// The task that sent it.
    pub task: Option<TaskId>,
    /// What it is read into.
    pub instance: Rc<Instance>,
    read: Read,
    /// What has arrived, until it is read.
    parts: RefCell<Vec<ResponsePart>>,
}

impl ReadyReader {
    /// Reads what has arrived.
    pub fn read(&self, vm: &mut Vm) -> Result<()> {
        (self.read)(vm, &self.instance, self.parts.take())
    }
}

/// The readers of what a poll has found, in the order of their requests, each with the event with which that began to arrive.
pub fn ready(vm: &mut Vm, found: Deliveries) -> Vec<(EventId, Rc<ReadyReader>)> {
    let readers = &vm.extensions.get::<Readers>().0;
    let ready = found.0.into_iter().filter_map(|delivery| {
        let Reader { task, instance, read } = readers.get(&delivery.request)?.clone();
        let (request, instance) = (delivery.request, instance.upgrade()?);
        let parts = RefCell::new(delivery.parts);
        Some((delivery.event, Rc::new(ReadyReader { request, task, instance, read, parts })))
    });
    ready.collect()
}
