//! `key=` functions: calls one for each item, in a way that may wait, and then goes on natively.

use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::{Flow, Input, NativeFrame, Next};
use crate::value::Value;

type Then = Box<dyn FnOnce(&mut Vm, Vec<Value>, Vec<Value>) -> Result<Value>>;

/// Collects the keys of items.
pub(crate) struct Keyed {
    key: Value,
    items: Vec<Value>,
    keys: Vec<Value>,
    then: Option<Then>,
}

impl Keyed {
    /// Does `then` with the items and their keys; without a key function (None) the items are their own keys.
    pub(crate) fn start(
        vm: &mut Vm,
        key: Value,
        items: Vec<Value>,
        then: impl FnOnce(&mut Vm, Vec<Value>, Vec<Value>) -> Result<Value> + 'static,
    ) -> Result<Flow> {
        if key.is_none() || key.is_missing() {
            let keys = items.clone();
            return then(vm, items, keys).map(Flow::Value);
        }
        let keys = Vec::with_capacity(items.len());
        Ok(Flow::Start(Box::new(Keyed { key, items, keys, then: Some(Box::new(then)) })))
    }
}

impl NativeFrame for Keyed {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start | Input::Sent(_) | Input::Arrived(_) => {}
            Input::Value(key) | Input::Yielded(key) | Input::AsyncYielded(key) | Input::Ended(key) => {
                self.keys.push(key);
            }
            Input::Raised(raised) => return Err(raised),
        }
        if let Some(item) = self.items.get(self.keys.len()) {
            return Ok(Next::Call(self.key.clone(), Args::one(item.clone())));
        }
        let then = self.then.take().expect("a native frame that has ended is not resumed");
        then(vm, std::mem::take(&mut self.items), std::mem::take(&mut self.keys)).map(Next::Return)
    }
}
