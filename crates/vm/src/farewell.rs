//! What becomes of things that were dropped before their time: coroutines that nobody awaited, generators with something to clean
//! up, and whatever the library has to say a message about. The code of the program that this runs may wait.
//!
//! CPython does it where the last reference goes; here it is done before the next line. Begin with [`Vm::farewells`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::Vm;
use super::activity::{Activity, Flow, Input, Next, Resumption};
use super::exception::Result;
use super::generator::{Generator, GeneratorKind, GeneratorState, Orphan};
use super::value::Value;

/// Deals with what was dropped, one after the other. What lies below goes on as if nothing had been.
struct Farewells {
    left: VecDeque<Orphan>,
    /// Whether a generator is being closed: what it raises is shown.
    closes: bool,
    /// The line that is executing.
    line: u32,
}

impl Activity for Farewells {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Input::Raised(raised) = input
            && std::mem::take(&mut self.closes)
            && !vm.is_exception(&raised, "GeneratorExit")
            && !vm.is_stop_iteration(&raised)
        {
            vm.report_unraisable(&raised);
        }
        self.closes = false;
        vm.recorder.set_line(self.line);
        while let Some(orphan) = self.left.pop_front() {
            match orphan {
                Orphan::NeverAwaited(name) => vm.report_never_awaited(&name),
                Orphan::Message(message) => match vm.orphan_reporter {
                    Some(report) => {
                        let said = report(vm, *message);
                        return Ok(Next::Start(Box::new(Within(Some(said)))));
                    }
                    None => vm.report_orphan(*message),
                },
                Orphan::Generator { frame, kind, code } => {
                    let generator = Rc::new(Generator {
                        kind,
                        name: RefCell::new(code.name.clone()),
                        qualified_name: RefCell::new(code.qualified_name.clone()),
                        code,
                        state: RefCell::new(GeneratorState::Suspended(frame)),
                        running_async: Cell::new(false),
                        hooked: Cell::new(true),
                        abandoned: vm.abandoned.clone(),
                    });
                    if kind == GeneratorKind::AsyncGenerator && vm.adopt_async_generator(&generator) {
                        continue;
                    }
                    let class = vm.exceptions.generator_exit();
                    let exit = vm.exception(&class, vec![]);
                    self.closes = true;
                    return Ok(Next::Resume(generator, Resumption::Throw(exit)));
                }
            }
        }
        Ok(Next::Restore(Input::Start))
    }
}

/// Runs a flow, within an activity that goes on afterwards.
struct Within(Option<Flow>);

impl Activity for Within {
    fn resume(&mut self, _: &mut Vm, _: Input) -> Result<Next> {
        Ok(Next::Become(self.0.take().unwrap_or(Flow::Value(Value::None))))
    }
}

impl Vm {
    /// What deals with what was dropped, if anything was. What lies below it is resumed as at its start.
    pub fn farewells(&mut self) -> Option<Box<dyn Activity>> {
        if !self.abandoned.any() {
            return None;
        }
        let line = self.recorder.line();
        Some(Box::new(Farewells { left: self.abandoned.take().into(), closes: false, line }))
    }

    /// The same where nothing may wait.
    pub fn run_farewells(&mut self) {
        if let Some(farewells) = self.farewells() {
            // Whatever goes wrong in it has been shown.
            self.run_sync(Flow::Start(farewells)).ok();
        }
        self.look_at_watched();
    }

    /// Lets the library see whether something that it watches is gone.
    pub(super) fn look_at_watched(&mut self) {
        if let Some(look) = self.watcher {
            look(self);
        }
    }
}
