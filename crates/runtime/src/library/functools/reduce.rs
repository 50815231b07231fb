//! `functools.reduce`: a function applied to what it gave before and the next item, item after item.

use std::rc::Rc;

use super::outcome;
use vm::Vm;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Resumption};
use vm::symbol::known;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// What is being waited for.
enum Stage {
    /// Nothing yet: it begins.
    Starting,
    /// `iter(iterable)`
    Iterator,
    /// The next item.
    Item,
    /// What the function gives for it.
    Result,
}

/// Goes through the items.
struct Reduce {
    function: Value,
    /// What is iterated; from the second stage on its iterator.
    items: Value,
    /// What the function gave last; missing before the first item where there is no initial value.
    result: Value,
    stage: Stage,
}

impl Reduce {
    fn start(&mut self, vm: &mut Vm) -> Result<Next> {
        match vm.iterate_flow(&self.items) {
            Ok(Flow::Value(iterator)) => {
                self.items = iterator;
                self.next_item(vm)
            }
            Ok(flow) => {
                self.stage = Stage::Iterator;
                Ok(match flow {
                    Flow::Call(callee, args) => Next::Call(callee, args),
                    Flow::Start(frame) => Next::Start(frame),
                    Flow::Resume(generator, resumption) => Next::Resume(generator, resumption),
                    Flow::Wait(wait) => Next::Wait(wait),
                    other => Next::Become(other),
                })
            }
            Err(raised) => Err(not_iterable(vm, raised)),
        }
    }

    fn next_item(&mut self, vm: &mut Vm) -> Result<Next> {
        self.stage = Stage::Item;
        match &self.items {
            Value::Generator(generator) => Ok(Next::Resume(generator.clone(), Resumption::Send(Value::None))),
            Value::Iter(items) => match items.clone().next(vm)? {
                Some(item) => self.apply(vm, item),
                None => self.end(vm),
            },
            other => match vm.lookup_special(other, known::NEXT) {
                Some(next) => Ok(Next::Call(next, Args::default())),
                None => Err(vm.type_error("reduce() arg 2 must support iteration")),
            },
        }
    }

    fn apply(&mut self, vm: &mut Vm, item: Value) -> Result<Next> {
        if self.result.is_missing() {
            self.result = item;
            return self.next_item(vm);
        }
        self.stage = Stage::Result;
        let before = std::mem::replace(&mut self.result, Value::Missing);
        Ok(Next::Call(self.function.clone(), Args::new([before, item])))
    }

    fn end(&mut self, vm: &mut Vm) -> Result<Next> {
        if self.result.is_missing() {
            return Err(vm.type_error("reduce() of empty iterable with no initial value"));
        }
        Ok(Next::Return(std::mem::replace(&mut self.result, Value::Missing)))
    }
}

impl NativeFrame for Reduce {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match self.stage {
            Stage::Starting => self.start(vm),
            Stage::Iterator => {
                self.items = outcome(vm, input).map_err(|raised| not_iterable(vm, raised))?;
                self.next_item(vm)
            }
            Stage::Item => match input {
                Input::Ended(_) => self.end(vm),
                Input::Raised(raised)
                    if vm.is_stop_iteration(&raised) && !matches!(self.items, Value::Generator(_)) =>
                {
                    self.end(vm)
                }
                input => {
                    let item = outcome(vm, input)?;
                    self.apply(vm, item)
                }
            },
            Stage::Result => {
                self.result = outcome(vm, input)?;
                // A call, and a round of the loop: neither may cost nothing, or nothing would end a billion of them.
                vm.fuel.count_calls(2);
                if vm.fuel.steps == 0 {
                    return Ok(Next::Return(Value::None));
                }
                self.next_item(vm)
            }
        }
    }
}

/// CPython says so whatever `iter` found wrong with the type.
fn not_iterable(vm: &mut Vm, raised: Raised) -> Raised {
    if vm.is_exception(&raised, "TypeError") {
        vm.type_error("reduce() arg 2 must support iteration")
    } else {
        raised
    }
}

fn reduce(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.keywords.is_empty() {
        return Err(vm.type_error("reduce() takes no keyword arguments"));
    }
    let [function, items, result] = args.between(vm, "reduce", 2)?;
    Ok(Flow::Start(Box::new(Reduce { function, items, result, stage: Stage::Starting })))
}

/// Gives the module its `reduce`.
pub(super) fn install(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(vm, module, &[Entry::flow("reduce", reduce)]);
}
