//! What a process knows of its loops and tasks.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::event_loop::inner;
use super::handle::handle;
use trace::{HandleId, TaskId};
use vm::Vm;
use vm::class::{Class, Instance};
use vm::symbol::{Symbol, Symbols};
use vm::value::Value;
use vm::weak_list::WeakList;

/// One of a process's extensions.
#[derive(Default)]
pub struct AsyncState {
    /// The classes, once the module has been imported.
    pub classes: Option<Rc<Classes>>,
    /// The loop that runs in each thread.
    pub running: BTreeMap<u32, Rc<Instance>>,
    /// The program's own policy for loops, if it has one.
    pub policy: Option<Value>,
    /// The loop that each thread has set.
    pub current: BTreeMap<u32, Option<Rc<Instance>>>,
    /// The task that runs on each thread's loop.
    pub running_task: BTreeMap<u32, Rc<Instance>>,
    /// Every task, in the order of creation; finished ones too while somebody refers to them.
    pub tasks: WeakList<Instance>,
    /// Every loop.
    pub loops: WeakList<Instance>,
    /// Loops that a program has written itself, and has made handles for.
    pub own_loops: WeakList<Instance>,
    tasks_made: u32,
    handles_made: u32,
    futures_made: u32,
    pub(super) task_names: u32,
    /// The attributes of locks, queues and futures, once they were asked for.
    names: Option<Names>,
    /// What `await` is done with at once.
    pub(super) ready: Option<Rc<Instance>>,
}

/// The attributes of locks, queues and futures that are used here all the time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub event_loop: Symbol,
    pub waiters: Symbol,
    pub holders: Symbol,
    pub locked: Symbol,
    pub is_locked: Symbol,
    pub value: Symbol,
    pub bound: Symbol,
    pub acquire: Symbol,
    pub release: Symbol,
    pub queue: Symbol,
    pub maxsize: Symbol,
    pub getters: Symbol,
    pub putters: Symbol,
    pub unfinished: Symbol,
    pub finished: Symbol,
    pub put: Symbol,
    pub get: Symbol,
    pub full: Symbol,
    pub empty: Symbol,
    pub qsize: Symbol,
    pub result: Symbol,
    pub enter: Symbol,
    pub leave: Symbol,
    pub cancel: Symbol,
    pub purpose: Symbol,
}

impl Names {
    fn of(symbols: &mut Symbols) -> Names {
        Names {
            event_loop: symbols.intern("_loop"),
            waiters: symbols.intern("_waiters"),
            holders: symbols.intern("_holders"),
            locked: symbols.intern("_locked"),
            is_locked: symbols.intern("locked"),
            value: symbols.intern("_value"),
            bound: symbols.intern("_bound_value"),
            acquire: symbols.intern("acquire"),
            release: symbols.intern("release"),
            queue: symbols.intern("_queue"),
            maxsize: symbols.intern("_maxsize"),
            getters: symbols.intern("_getters"),
            putters: symbols.intern("_putters"),
            unfinished: symbols.intern("_unfinished_tasks"),
            finished: symbols.intern("_finished"),
            put: symbols.intern("_put"),
            get: symbols.intern("_get"),
            full: symbols.intern("full"),
            empty: symbols.intern("empty"),
            qsize: symbols.intern("qsize"),
            result: symbols.intern("result"),
            enter: symbols.intern("_enter"),
            leave: symbols.intern("_leave"),
            cancel: symbols.intern("cancel"),
            purpose: symbols.intern("_purpose"),
        }
    }
}

/// The native classes of `_asyncio`.
pub struct Classes {
    /// `Future`
    pub future: Rc<Class>,
    /// `Task`
    pub task: Rc<Class>,
    /// What a future's `__await__()` gives.
    pub future_iterator: Rc<Class>,
    /// `Handle`
    pub handle: Rc<Class>,
    /// `TimerHandle`
    pub timer_handle: Rc<Class>,
    /// `AbstractEventLoop`
    pub abstract_event_loop: Rc<Class>,
    /// `SelectorEventLoop`
    pub event_loop: Rc<Class>,
    /// What stands for a task's step.
    pub step: Rc<Class>,
    /// `CancelledError`
    pub cancelled_error: Rc<Class>,
    /// `InvalidStateError`
    pub invalid_state_error: Rc<Class>,
    /// `QueueFull`
    pub queue_full: Rc<Class>,
    /// `QueueEmpty`
    pub queue_empty: Rc<Class>,
}

impl AsyncState {
    /// The number of the next task.
    pub fn next_task(&mut self) -> TaskId {
        self.tasks_made += 1;
        TaskId(self.tasks_made)
    }

    /// The number of the next handle.
    pub fn next_handle(&mut self) -> HandleId {
        self.handles_made += 1;
        HandleId(self.handles_made)
    }

    /// The number of the next future.
    pub fn next_future(&mut self) -> u32 {
        self.futures_made += 1;
        self.futures_made
    }
}

/// A run may end in the middle: then loops hold handles that hold their loop or what waits for them, and tasks hold frames that
/// hold their task.
impl Drop for AsyncState {
    fn drop(&mut self) {
        for event_loop in self.loops.alive() {
            let contents = inner(&event_loop).take();
            for waiting in contents.ready.iter().chain(contents.timers.all()) {
                drop(handle(waiting).call.take());
            }
        }
        // These hold handles that hold them.
        for event_loop in self.own_loops.alive() {
            drop(event_loop.attributes.take());
        }
        for task in self.tasks.alive() {
            super::task::clear(&task);
        }
    }
}

/// The process's asyncio.
pub fn state(vm: &mut Vm) -> &mut AsyncState {
    vm.extensions.get::<AsyncState>()
}

/// The attributes of locks and queues.
pub(super) fn names(vm: &mut Vm) -> Names {
    if let Some(names) = state(vm).names {
        return names;
    }
    let names = Names::of(&mut vm.symbols);
    state(vm).names = Some(names);
    names
}

/// The native classes.
pub fn classes(vm: &mut Vm) -> Rc<Classes> {
    state(vm).classes.clone().expect("`_asyncio` is imported before anything of it is used")
}

/// The loop that runs in this thread.
pub fn running_loop(vm: &mut Vm) -> Option<Rc<Instance>> {
    let thread = vm.current_thread;
    state(vm).running.get(&thread).cloned()
}
