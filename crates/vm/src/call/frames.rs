//! Frames for calls: those that are over are used again.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Vm;
use crate::code::Code;
use crate::frame::{Frame, Role};
use crate::function::Function;
use crate::module::Module;
use crate::value::{Value, VariableCell};

impl Vm {
    pub(super) fn new_frame(&mut self, code: &Rc<Code>, function: &Function) -> Box<Frame> {
        self.frame(code, &function.module)
    }

    /// A frame of this code; its values are empty still.
    pub(crate) fn frame(&mut self, code: &Rc<Code>, module: &Rc<Module>) -> Box<Frame> {
        match self.pool.pop() {
            Some(mut frame) => {
                frame.code = code.clone();
                frame.module = module.clone();
                frame.next_op = 0;
                frame
            }
            None => Box::new(Frame {
                code: code.clone(),
                module: module.clone(),
                next_op: 0,
                values: Vec::new(),
                cells: Vec::new(),
                handled: None,
                role: Role::Call,
                suspended: false,
                entered: false,
            }),
        }
    }

    /// Keeps a frame that is over for the next call.
    pub(crate) fn recycle(&mut self, mut frame: Box<Frame>) {
        frame.values.clear();
        frame.cells.clear();
        frame.handled = None;
        frame.role = Role::Call;
        frame.suspended = false;
        frame.entered = false;
        if self.pool.len() < 64 {
            self.pool.push(frame);
        }
    }

    pub(super) fn fill_cells(&mut self, frame: &mut Frame, function: &Function) {
        for cell in &function.code.compiled.cells {
            let value = match cell.parameter {
                Some(slot) => std::mem::replace(&mut frame.values[slot as usize], Value::Missing),
                None => Value::Missing,
            };
            frame.cells.push(Rc::new(VariableCell(RefCell::new(value))));
        }
        frame.cells.extend(function.closure.iter().cloned());
    }
}
