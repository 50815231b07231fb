//! Which number the trace has for a lock, a queue or another object that somebody waits for.
//!
//! Not what such an object does: it only has to say, when somebody begins to wait, what it is and how it stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use trace::{LaneId, ObjectId, ObjectKind, Standing};
use vm::Vm;
use vm::class::Instance;
use vm::value::Value;

/// The objects that somebody has waited for, by their number in the VM. One of a process's extensions.
#[derive(Default)]
struct Known(BTreeMap<u64, ObjectId>);

/// The kind of an object, by what the library's Python calls it.
pub fn kind_of(name: &str) -> Option<ObjectKind> {
    Some(match name {
        "lock" => ObjectKind::Lock,
        "semaphore" => ObjectKind::Semaphore,
        "condition" => ObjectKind::Condition,
        "event" => ObjectKind::Event,
        "queue" => ObjectKind::Queue,
        "barrier" => ObjectKind::Barrier,
        "pool" => ObjectKind::ConnectionPool,
        _ => return None,
    })
}

/// The number of an object; it gets one if it has none.
pub fn object_of(vm: &mut Vm, object: &Rc<Instance>, kind: ObjectKind) -> ObjectId {
    let number = vm.number_of(object);
    if let Some(known) = vm.extensions.get::<Known>().0.get(&number) {
        return *known;
    }
    let class = object.class().name.borrow().to_string();
    let id = vm.recorder.add_object(kind, &class);
    vm.extensions.get::<Known>().0.insert(number, id);
    id
}

/// How an object stands: `waiters` are those who wait already, `left` is a number or what is counted, `holders` are the lanes of
/// those who hold it, as [`hold`] notes them.
pub fn standing_of(vm: &mut Vm, waiters: &Value, left: &Value, holders: &Value) -> Standing {
    let mut count = |value: &Value| match value {
        Value::Int(number) => usize::try_from(*number).unwrap_or(0),
        Value::Missing | Value::None | Value::Bool(_) => 0,
        counted => vm.length(counted).unwrap_or(0),
    };
    let (before, left) = (count(waiters), count(left));
    let first = match holders {
        Value::List(list) => list.0.borrow().first().and_then(lane_of),
        _ => None,
    };
    Standing::new(first, left, before)
}

/// Notes that whoever runs holds an object from now on.
pub fn hold(vm: &mut Vm, holders: &Value) {
    if let Value::List(list) = holders {
        list.0.borrow_mut().push(Value::Int(i64::from(vm.recorder.lane().0)));
    }
}

/// Notes that whoever runs gives the object up. If it does not hold it, it does so for the one that has held it longest.
pub fn let_go(vm: &mut Vm, holders: &Value) {
    if let Value::List(list) = holders {
        let mut lanes = list.0.borrow_mut();
        let own = lanes.iter().position(|lane| lane_of(lane) == Some(vm.recorder.lane()));
        if !lanes.is_empty() {
            lanes.remove(own.unwrap_or(0));
        }
    }
}

fn lane_of(value: &Value) -> Option<LaneId> {
    match value {
        Value::Int(lane) => u32::try_from(*lane).ok().map(LaneId),
        _ => None,
    }
}
