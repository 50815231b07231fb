//! asyncio: the loop, futures, tasks and handles natively; what is built from them in Python, in the files `asyncio/*.py`.
//!
//! The rules are those of CPython 3.11, cited where each is implemented. Begin with [`run_once`].

pub mod collector;
mod describe;
pub mod event_loop;
mod factory;
pub mod future;
pub mod handle;
mod left_over;
mod locks;
pub mod module;
mod places;
mod queue;
pub mod readers;
pub mod report;
pub mod run_once;
pub mod signals;
pub mod state;
mod steppable;
pub mod task;
mod until_complete;
mod waiters;

use vm::Vm;

/// Who waits for what, in sentences: for a run that is stuck.
pub fn who_waits(vm: &mut Vm) -> Vec<String> {
    let mut sentences = Vec::new();
    for task in module::pending_tasks(vm).into_iter().take(8) {
        let Some(part) = &future::object(&task).task else { continue };
        let waits_for = match &*part.waiter.borrow() {
            Some(waiter) => describe(waiter),
            None => continue,
        };
        let line = part.coroutine.line();
        let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
        sentences.push(format!(
            "{} in {}(){line} waits for {waits_for}",
            part.name.borrow(),
            part.coroutine_name
        ));
    }
    sentences
}

fn describe(waiter: &std::rc::Rc<vm::class::Instance>) -> String {
    use trace::AwaitedKind;
    let Some(future) = waiter.native::<future::FutureObject>() else {
        return "an object of the program's that nobody resolves".to_owned();
    };
    if let Some(task) = &future.task {
        return format!("{} ({}())", task.name.borrow(), task.coroutine_name);
    }
    match future.meaning().kind {
        AwaitedKind::Lock => "a lock that nobody releases",
        AwaitedKind::Semaphore => "a semaphore that nobody releases",
        AwaitedKind::Event => "an event or condition that nobody sets",
        AwaitedKind::Queue => "a queue that nobody fills or empties",
        AwaitedKind::Several => "several others that do not end",
        _ => "a future that nobody resolves",
    }
    .to_owned()
}
