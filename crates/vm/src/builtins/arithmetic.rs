//! The arithmetic operators: built-in values natively, others by `__add__`, `__radd__` … As `Objects/abstract.c`, `binary_op1`.

pub(crate) mod float;
pub(crate) mod integer;
mod sequence;

use std::rc::Rc;

use super::receiver::plain;
use super::set_algebra::Algebra;
use crate::Vm;
use crate::equality::small;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::{Symbol, known};
use crate::value::Value;
use lang::code::{BinaryOp, UnaryOp};

impl Vm {
    /// `a op b`
    pub fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
        match self.binary_or_none(op, a, b)? {
            Some(result) => Ok(result),
            None => Err(self.unsupported(op, sign_of(op), a, b)),
        }
    }

    /// `a op= b`: what `a` becomes. Lists, sets and dicts change in place.
    pub fn binary_in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> Result<Value> {
        if let (Value::Int(_), Value::Int(_)) | (Value::Float(_), Value::Float(_)) = (&a, &b) {
            return self.binary(op, &a, &b);
        }
        if matches!(a, Value::Instance(_) | Value::Class(_)) {
            if let Some(method) = self.lookup_special(&a, in_place_method(op)) {
                match self.call_sync(method, Args::one(b.clone()))? {
                    Value::NotImplemented => {}
                    result => return Ok(result),
                }
            }
        } else if self.change_in_place(op, &a, &b)? {
            return Ok(a);
        }
        match self.binary_or_none(op, &a, &b)? {
            Some(result) => Ok(result),
            None => Err(self.unsupported(op, &format!("{}=", sign_of(op)), &a, &b)),
        }
    }

    /// `op a`
    pub fn unary(&mut self, op: UnaryOp, value: &Value) -> Result<Value> {
        if op == UnaryOp::Not {
            return self.truth(value).map(|truth| Value::Bool(!truth));
        }
        if let Value::Instance(_) | Value::Class(_) = value {
            let (method, _) = unary_method(op);
            if let Some(method) = self.lookup_special(value, method) {
                return self.call_sync(method, Args::default());
            }
        } else if let Some(result) = unary_natively(op, value) {
            return Ok(result);
        }
        let (name, (_, sign)) = (self.class_name(value), unary_method(op));
        Err(self.type_error(format!("bad operand type for unary {sign}: '{name}'")))
    }

    fn binary_or_none(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        let by_program = |value: &Value| matches!(value, Value::Instance(_) | Value::Class(_));
        if !by_program(a) && !by_program(b) {
            return self.binary_natively(op, a, b);
        }
        for reflects in self.operands_to_ask(op, a, b) {
            if let Some(result) = self.ask_operand(op, a, b, *reflects)? {
                return Ok(Some(result));
            }
        }
        Ok(None)
    }

    /// Which operands are asked, one after the other: the right one where it says true, by its reflected method.
    fn operands_to_ask(&self, op: BinaryOp, a: &Value, b: &Value) -> &'static [bool] {
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        if Rc::ptr_eq(&class_a, &class_b) {
            return &[false];
        }
        // A derived class that has its own reflected method is asked first.
        let (_, reflected) = methods_of(op);
        let differs = match (class_b.lookup(reflected), class_a.lookup(reflected)) {
            (Some(own), Some(inherited)) => !own.is(&inherited),
            (own, _) => own.is_some(),
        };
        if differs && class_b.is_subclass_of(&class_a) { &[true, false] } else { &[false, true] }
    }

    /// `a op b` where the program writes it, and `a op= b` of what has no method for that: a method of its own is called as functions are.
    pub(crate) fn binary_flow(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value) -> Result<Flow> {
        let by_program = |value: &Value| matches!(value, Value::Instance(_) | Value::Class(_));
        if !by_program(&a) && !by_program(&b) {
            return self.binary(op, &a, &b).map(Flow::Value);
        }
        let operands = self.operands_to_ask(op, &a, &b);
        self.binary_from(op, in_place, a, b, operands)
    }

    fn binary_from(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: Value,
        b: Value,
        operands: &'static [bool],
    ) -> Result<Flow> {
        for (at, &reflects) in operands.iter().enumerate() {
            let (method, reflected) = methods_of(op);
            let (asked, other, name) = if reflects { (&b, &a, reflected) } else { (&a, &b, method) };
            if let Some(method) = self.program_method(asked, name) {
                return Ok(Flow::then(method, Args::one(other.clone()), move |vm, answer| match answer {
                    Value::NotImplemented => vm.binary_from(op, in_place, a, b, &operands[at + 1..]),
                    answer => Ok(Flow::Value(answer)),
                }));
            }
            if let Some(result) = self.ask_operand(op, &a, &b, reflects)? {
                return Ok(Flow::Value(result));
            }
        }
        let sign = format!("{}{}", sign_of(op), if in_place { "=" } else { "" });
        Err(self.unsupported(op, &sign, &a, &b))
    }

    /// `a op= b` where the program writes it.
    pub(crate) fn in_place_flow(&mut self, op: BinaryOp, a: Value, b: Value) -> Result<Flow> {
        let Some(method) = self.program_method(&a, in_place_method(op)) else {
            if matches!(a, Value::Instance(_)) && self.lookup_special(&a, in_place_method(op)).is_none() {
                return self.binary_flow(op, true, a, b);
            }
            return self.binary_in_place(op, a, b).map(Flow::Value);
        };
        Ok(Flow::then(method, Args::one(b.clone()), move |vm, answer| match answer {
            Value::NotImplemented => vm.binary_flow(op, true, a, b),
            answer => Ok(Flow::Value(answer)),
        }))
    }

    /// Asks one operand, the right one by its reflected method; None if it has no answer.
    fn ask_operand(&mut self, op: BinaryOp, a: &Value, b: &Value, reflected: bool) -> Result<Option<Value>> {
        let (own, reflected_method) = methods_of(op);
        let (asked, other, method) = if reflected { (b, a, reflected_method) } else { (a, b, own) };
        if !matches!(asked, Value::Instance(_) | Value::Class(_)) {
            // What `%s` shows is for the value's class to say.
            let formats = op == BinaryOp::Modulo && matches!(asked, Value::Str(_) | Value::Bytes(_));
            let other = if formats && !reflected { other } else { plain(other) };
            return if reflected {
                self.binary_natively(op, other, asked)
            } else {
                self.binary_natively(op, asked, other)
            };
        }
        let Some(method) = self.lookup_special(asked, method) else { return Ok(None) };
        match self.call_sync(method, Args::one(other.clone()))? {
            Value::NotImplemented => Ok(None),
            result => Ok(Some(result)),
        }
    }

    /// `a op b` of built-in values; None if they cannot be combined so.
    pub(crate) fn binary_natively(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        match (a, b) {
            (Value::Int(a), Value::Int(b)) => return self.small_operation(op, *a, *b),
            (Value::Float(a), Value::Float(b)) => return self.float_operation(op, *a, *b),
            _ => {}
        }
        if is_integer(a) && is_integer(b) {
            return self.integer_operation(op, a, b);
        }
        if is_number(a) && is_number(b) {
            let (a, b) = (self.real(a)?, self.real(b)?);
            return self.float_operation(op, a, b);
        }
        match (op, a, b) {
            (BinaryOp::Modulo, Value::Str(format), _) => {
                let text = self.percent_format(format.as_str(), b)?;
                Ok(Some(Value::str(text)))
            }
            (BinaryOp::Modulo, Value::Bytes(format), _) => self.percent_format_bytes(format, b).map(Some),
            (BinaryOp::Add, _, _) => self.concatenate(a, b),
            (BinaryOp::Multiply, _, _) => self.repeat(a, b),
            (BinaryOp::BitOr, Value::Dict(first), Value::Dict(second)) => {
                let merged = first.copy();
                for (hash, key, value) in second.hashed_entries() {
                    self.dict_set_hashed(&merged, hash, key, value)?;
                }
                Ok(Some(Value::dict(merged)))
            }
            _ => match Algebra::of(op) {
                Some(algebra) => self.set_operation(algebra, a, b),
                None => Ok(None),
            },
        }
    }

    /// The `TypeError` for operands that cannot be combined.
    fn unsupported(&mut self, op: BinaryOp, sign: &str, a: &Value, b: &Value) -> Raised {
        let (name_a, name_b) = (self.class_name(a), self.class_name(b));
        let is_sequence = |value: &Value| {
            matches!(plain(value), Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_))
        };
        let sequence_message = match (op, plain(a)) {
            (BinaryOp::Add, Value::Bytes(_)) => Some(format!("can't concat {name_b} to bytes")),
            (BinaryOp::Add, _) if is_sequence(a) => {
                Some(format!("can only concatenate {name_a} (not \"{name_b}\") to {name_a}"))
            }
            (BinaryOp::Multiply, _) if is_sequence(a) => {
                Some(format!("can't multiply sequence by non-int of type '{name_b}'"))
            }
            (BinaryOp::Multiply, _) if is_sequence(b) => {
                Some(format!("can't multiply sequence by non-int of type '{name_a}'"))
            }
            _ => None,
        };
        self.type_error(
            sequence_message.unwrap_or_else(|| {
                format!("unsupported operand type(s) for {sign}: '{name_a}' and '{name_b}'")
            }),
        )
    }
}

pub(crate) fn is_integer(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Bool(_) | Value::BigInt(_))
}

pub(crate) fn is_number(value: &Value) -> bool {
    is_integer(value) || matches!(value, Value::Float(_))
}

/// `op value` of a built-in number.
pub(crate) fn unary_natively(op: UnaryOp, value: &Value) -> Option<Value> {
    if let Some(number) = small(value) {
        return Some(match op {
            UnaryOp::Negative => integer::negated(number),
            UnaryOp::Invert => Value::Int(!number),
            UnaryOp::Positive | UnaryOp::Not => Value::Int(number),
        });
    }
    match (op, value) {
        (UnaryOp::Negative, Value::Float(number)) => Some(Value::Float(-number)),
        (UnaryOp::Positive, Value::Float(_) | Value::BigInt(_)) => Some(value.clone()),
        (UnaryOp::Negative, Value::BigInt(number)) => Some(Value::from_big(-&**number)),
        (UnaryOp::Invert, Value::BigInt(number)) => Some(Value::from_big(!&**number)),
        _ => None,
    }
}

/// How messages write an operator.
pub(crate) fn sign_of(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::MatrixMultiply => "@",
        BinaryOp::TrueDivide => "/",
        BinaryOp::FloorDivide => "//",
        BinaryOp::Modulo => "%",
        BinaryOp::Power => "** or pow()",
        BinaryOp::LeftShift => "<<",
        BinaryOp::RightShift => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
    }
}

/// The method of the left operand and that of the right one.
fn methods_of(op: BinaryOp) -> (Symbol, Symbol) {
    match op {
        BinaryOp::Add => (known::ADD, known::RADD),
        BinaryOp::Subtract => (known::SUB, known::RSUB),
        BinaryOp::Multiply => (known::MUL, known::RMUL),
        BinaryOp::MatrixMultiply => (known::MATMUL, known::RMATMUL),
        BinaryOp::TrueDivide => (known::TRUEDIV, known::RTRUEDIV),
        BinaryOp::FloorDivide => (known::FLOORDIV, known::RFLOORDIV),
        BinaryOp::Modulo => (known::MOD, known::RMOD),
        BinaryOp::Power => (known::POW, known::RPOW),
        BinaryOp::LeftShift => (known::LSHIFT, known::RLSHIFT),
        BinaryOp::RightShift => (known::RSHIFT, known::RRSHIFT),
        BinaryOp::BitAnd => (known::AND, known::RAND),
        BinaryOp::BitOr => (known::OR, known::ROR),
        BinaryOp::BitXor => (known::XOR, known::RXOR),
    }
}

fn in_place_method(op: BinaryOp) -> Symbol {
    match op {
        BinaryOp::Add => known::IADD,
        BinaryOp::Subtract => known::ISUB,
        BinaryOp::Multiply => known::IMUL,
        BinaryOp::MatrixMultiply => known::IMATMUL,
        BinaryOp::TrueDivide => known::ITRUEDIV,
        BinaryOp::FloorDivide => known::IFLOORDIV,
        BinaryOp::Modulo => known::IMOD,
        BinaryOp::Power => known::IPOW,
        BinaryOp::LeftShift => known::ILSHIFT,
        BinaryOp::RightShift => known::IRSHIFT,
        BinaryOp::BitAnd => known::IAND,
        BinaryOp::BitOr => known::IOR,
        BinaryOp::BitXor => known::IXOR,
    }
}

fn unary_method(op: UnaryOp) -> (Symbol, &'static str) {
    match op {
        UnaryOp::Negative => (known::NEG, "-"),
        UnaryOp::Positive => (known::POS, "+"),
        UnaryOp::Invert | UnaryOp::Not => (known::INVERT, "~"),
    }
}
