//! How a frame is entered, put aside and left, and what the one below gets.

use super::Step;
use crate::Vm;
use crate::exception::Raised;
use crate::frame::{Frame, Role};
use crate::generator::{GeneratorKind, GeneratorState};
use crate::native_frame::Input;
use crate::value::Value;
use trace::{FrameExit, Kind};

impl Vm {
    /// Records that a frame starts, or goes on after it was suspended.
    pub(super) fn record_entry(&mut self, frame: &mut Frame) {
        if std::mem::replace(&mut frame.entered, true) || !frame.code.of_program {
            return;
        }
        let function = self.recorder.name(&frame.code.name);
        let resumed = frame.next_op > 0;
        let line = if resumed { frame.line() } else { frame.code.compiled.first_line };
        frame.note_line(line);
        self.recorder.set_line(line);
        self.recorder.record(Kind::FrameEntered { function, resumed });
    }

    fn record_exit(&mut self, frame: &Frame, exit: FrameExit) {
        if frame.code.of_program {
            self.recorder.set_line(frame.line());
            self.recorder.record(Kind::FrameLeft { exit });
        }
    }

    /// Ends or suspends a frame, and says what the entry below gets.
    pub(super) fn leave(&mut self, mut frame: Box<Frame>, step: Step) -> Input {
        match step {
            Step::Return(value) => {
                self.record_exit(&frame, FrameExit::Returned);
                let role = std::mem::replace(&mut frame.role, Role::Call);
                self.recycle(frame);
                self.run_weakref_callbacks();
                match role {
                    Role::Call | Role::ClassBody(_) => Input::Value(value),
                    Role::Import(module) => Input::Value(Value::Module(module)),
                    Role::Init(_) if !value.is_none() => {
                        let name = self.class_name(&value);
                        Input::Raised(self.type_error(format!("__init__() should return None, not '{name}'")))
                    }
                    Role::Init(instance) => Input::Value(Value::Instance(instance)),
                    Role::Generator(generator) => {
                        *generator.state.borrow_mut() = GeneratorState::Finished;
                        Input::Ended(value)
                    }
                }
            }
            Step::Yield(value) | Step::AsyncYield(value) if !matches!(frame.role, Role::Generator(_)) => {
                Input::Value(value)
            }
            Step::Yield(value) => {
                self.suspend(frame);
                Input::Yielded(value)
            }
            Step::AsyncYield(value) => {
                self.suspend(frame);
                Input::AsyncYielded(value)
            }
            Step::Continue | Step::Flow(_) => Input::Value(Value::None),
        }
    }

    fn suspend(&mut self, mut frame: Box<Frame>) {
        self.record_exit(&frame, FrameExit::Suspended);
        frame.suspended = true;
        frame.entered = false;
        if let Role::Generator(generator) = std::mem::replace(&mut frame.role, Role::Call) {
            *generator.state.borrow_mut() = GeneratorState::Suspended(frame);
        }
    }

    pub(super) fn leave_raising(&mut self, mut frame: Box<Frame>, raised: Raised) -> Input {
        self.record_exit(&frame, FrameExit::Raised);
        let role = std::mem::replace(&mut frame.role, Role::Call);
        self.recycle(frame);
        if let Role::Import(module) = &role {
            self.modules.remove(&*module.name);
        }
        let Role::Generator(generator) = role else { return Input::Raised(raised) };
        *generator.state.borrow_mut() = GeneratorState::Finished;
        Input::Raised(self.guard_stop_iteration(&generator, raised))
    }

    /// A `StopIteration` that leaves a generator would end its consumer's loop silently: it becomes a `RuntimeError` (PEP 479).
    fn guard_stop_iteration(&mut self, generator: &crate::generator::Generator, raised: Raised) -> Raised {
        let is_async_stop = generator.kind == GeneratorKind::AsyncGenerator
            && raised.class().is_subclass_of(&self.exceptions.stop_async_iteration());
        let name = match () {
            () if self.is_stop_iteration(&raised) => "StopIteration",
            () if is_async_stop => "StopAsyncIteration",
            () => return raised,
        };
        let kind = match generator.kind {
            GeneratorKind::AsyncGenerator => "async generator",
            _ => generator.kind_name(),
        };
        let error = self.error("RuntimeError", format!("{kind} raised {name}"));
        *error.state().cause.borrow_mut() = Some(raised.clone());
        *error.state().context.borrow_mut() = Some(raised);
        error.state().suppress_context.set(true);
        error
    }
}
