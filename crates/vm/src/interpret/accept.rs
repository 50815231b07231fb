//! How the outcome of what an operation asked for comes back to it.

use super::Step;
use crate::Vm;
use crate::exception::Raised;
use crate::frame::Frame;
use crate::native_frame::{Input, Resumption};
use crate::raise::Origin;
use crate::value::Value;
use lang::code::Op;

impl Vm {
    /// Gives the operation that asked for something its outcome. `Ok(None)`: execution goes on.
    #[allow(clippy::type_complexity, reason = "an exception and where it comes from")]
    pub(super) fn accept(
        &mut self,
        frame: &mut Frame,
        input: Input,
    ) -> std::result::Result<Option<Step>, (Raised, Origin)> {
        let asked = frame.next_op.checked_sub(1).map(|at| frame.code.compiled.ops[at]);
        if std::mem::take(&mut frame.suspended) {
            return match (input, asked) {
                (Input::Sent(value), Some(Op::YieldFrom)) => self.send_on(frame, Resumption::Send(value)),
                (Input::Raised(raised), Some(Op::YieldFrom)) => {
                    self.send_on(frame, Resumption::Throw(raised))
                }
                (Input::Sent(value), _) => {
                    frame.values.push(value);
                    Ok(None)
                }
                (Input::Raised(raised), _) => Err((raised, Origin::Propagated)),
                _ => Ok(None),
            };
        }
        match (input, asked) {
            (Input::Start, _) => Ok(None),
            (input, Some(Op::YieldFrom)) => self.delegate_answered(frame, input),
            (Input::Value(value) | Input::Yielded(value), Some(op)) => {
                match op {
                    Op::GetIter => match self.check_iterator(value) {
                        Ok(value) => frame.values.push(value),
                        Err(raised) => return Err((raised, Origin::Here)),
                    },
                    Op::GetAwaitable => match self.check_awaited(value) {
                        Ok(value) => frame.values.push(value),
                        Err(raised) => return Err((raised, Origin::Here)),
                    },
                    Op::StoreAttr(_) | Op::DeleteAttr(_) | Op::StoreSubscript | Op::DeleteSubscript => {}
                    Op::UnpackSequence(_)
                    | Op::UnpackStarred { .. }
                    | Op::ListExtend(_)
                    | Op::SetUpdate(_) => {
                        // The iterable has been run to its end and is a list now.
                        frame.values.push(value);
                        frame.next_op -= 1;
                    }
                    _ => frame.values.push(value),
                }
                Ok(None)
            }
            (Input::Ended(_), Some(Op::ForIter(target))) => {
                frame.values.pop();
                frame.next_op = target as usize;
                Ok(None)
            }
            (Input::Raised(raised), Some(Op::ForIter(target))) if self.is_stop_iteration(&raised) => {
                frame.values.pop();
                frame.next_op = target as usize;
                Ok(None)
            }
            (Input::Ended(value), _) => Err((self.stop_iteration(value), Origin::Here)),
            (Input::Raised(raised), _) => Err((raised, Origin::Propagated)),
            (
                Input::Sent(value) | Input::AsyncYielded(value) | Input::Value(value) | Input::Yielded(value),
                _,
            ) => {
                frame.values.push(value);
                Ok(None)
            }
            // What arrives is for native frames to read: to others it is nothing.
            (Input::Arrived(_), _) => {
                frame.values.push(Value::None);
                Ok(None)
            }
        }
    }

    /// Resumes what a frame is suspended on, at `YieldFrom`.
    #[allow(clippy::type_complexity, reason = "an exception and where it comes from")]
    pub(super) fn send_on(
        &mut self,
        frame: &mut Frame,
        resumption: Resumption,
    ) -> std::result::Result<Option<Step>, (Raised, Origin)> {
        let mut delegate = frame.values.last().cloned().unwrap_or(Value::None);
        if let (Some(coroutine), Some(top)) = (Vm::unwrap_coroutine(&delegate), frame.values.last_mut()) {
            *top = coroutine.clone();
            delegate = coroutine;
        }
        let thrown = matches!(resumption, Resumption::Throw(_));
        if let Resumption::Throw(raised) = &resumption
            && self.is_generator_exit(raised)
        {
            match self.close_delegate(&delegate, raised) {
                Ok(Some(flow)) => return Ok(Some(Step::Flow(flow))),
                Ok(None) if matches!(delegate, Value::Generator(_)) => {
                    frame.values.pop();
                    return Err((raised.clone(), Origin::Propagated));
                }
                Ok(None) => {}
                Err(raised) => {
                    frame.values.pop();
                    return Err((raised, Origin::Propagated));
                }
            }
        }
        match self.resume_delegate(&delegate, resumption) {
            Ok(crate::delegate::DelegateOutcome::Flow(flow)) => Ok(Some(Step::Flow(flow))),
            Ok(crate::delegate::DelegateOutcome::Input(input)) => self.delegate_answered(frame, input),
            Err(raised) if thrown => {
                // The iterator did not take it: it is raised here, at the await.
                frame.values.pop();
                Err((raised, Origin::Propagated))
            }
            Err(raised) => {
                frame.values.pop();
                Err((raised, Origin::Propagated))
            }
        }
    }

    /// What a frame's delegate answers, at `YieldFrom`: it hands something on, or is over.
    #[allow(clippy::type_complexity, reason = "an exception and where it comes from")]
    fn delegate_answered(
        &mut self,
        frame: &mut Frame,
        input: Input,
    ) -> std::result::Result<Option<Step>, (Raised, Origin)> {
        let delegate = frame.values.last().cloned().unwrap_or(Value::None);
        let input = self.interpret_answer(&delegate, input);
        match input {
            Input::Ended(value) | Input::AsyncYielded(value) => {
                frame.values.pop();
                frame.values.push(value);
                Ok(None)
            }
            Input::Yielded(value) | Input::Value(value) => Ok(Some(Step::Yield(value))),
            Input::Raised(raised) => {
                frame.values.pop();
                if self.is_stop_iteration(&raised) && !matches!(delegate, Value::Generator(_)) {
                    frame.values.push(raised.first_argument().unwrap_or(Value::None));
                    return Ok(None);
                }
                Err((raised, Origin::Propagated))
            }
            Input::Start | Input::Sent(_) | Input::Arrived(_) => Ok(None),
        }
    }
}
