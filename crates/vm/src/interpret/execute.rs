//! One operation after the other: the loop in which programs spend their time.
//!
//! One `match` with an arm for each operation, and long for that reason: it reads as a table.

use std::rc::Rc;

use super::Step;
use crate::Vm;
use crate::equality::small;
use crate::exception::{Raised, Result};
use crate::frame::{Frame, Role};
use crate::function::{Args, NativeCode};
use crate::generator::GeneratorKind;
use crate::native_frame::{Flow, Resumption};
use crate::raise::Origin;
use crate::symbol::known;
use crate::thread::Thread;
use crate::value::Value;
use lang::code::{BinaryOp, CompareOp, Op};

impl Vm {
    /// Executes operations until one needs something, or the frame is over.
    #[allow(clippy::too_many_lines, reason = "one arm for each operation, most of them a line or two")]
    pub(super) fn execute(
        &mut self,
        thread: &mut Thread,
        frame: &mut Frame,
    ) -> std::result::Result<Step, (Raised, Origin)> {
        /// The value of a result, or the exception as one that was raised here.
        macro_rules! attempt {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(raised) => return Err((raised, Origin::Here)),
                }
            };
        }
        /// Goes on with a flow: its value is pushed.
        macro_rules! flow {
            ($flow:expr) => {
                match $flow {
                    Ok(Flow::Value(value)) => frame.values.push(value),
                    Ok(flow) => return Ok(Step::Flow(flow)),
                    Err(raised) => return Err((raised, Origin::Here)),
                }
            };
        }
        /// Goes on with a flow whose value nobody wants.
        macro_rules! perform {
            ($flow:expr) => {
                match $flow {
                    Ok(Flow::Value(_)) => {}
                    Ok(flow) => return Ok(Step::Flow(flow)),
                    Err(raised) => return Err((raised, Origin::Here)),
                }
            };
        }
        /// The top of the stack, taken.
        macro_rules! pop {
            () => {
                frame.values.pop().unwrap_or(Value::None)
            };
        }
        let code = frame.code.clone();
        let ops = &code.compiled.ops[..];
        loop {
            let op = ops[frame.next_op];
            frame.next_op += 1;
            match op {
                Op::Line(line) => {
                    if let Some(finalizers) = self.finalizers() {
                        frame.next_op -= 1;
                        return Ok(Step::Flow(Flow::Start(finalizers)));
                    }
                    self.run_weakref_callbacks();
                    if self.spend_line() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    self.recorder.record_line(line);
                    frame.note_line(line);
                }
                Op::Nop => {}

                Op::Const(index) => frame.values.push(code.constants[index as usize].clone()),
                Op::Pop => {
                    drop(frame.values.pop());
                    // A coroutine that a statement made and did not keep is missed before the next one changes how.
                    if let Some(finalizers) = self.finalizers() {
                        return Ok(Step::Flow(Flow::Start(finalizers)));
                    }
                    self.run_weakref_callbacks();
                }
                Op::Copy(depth) => {
                    let value = frame.values[frame.values.len() - depth as usize].clone();
                    frame.values.push(value);
                }
                Op::Swap(depth) => {
                    let top = frame.values.len() - 1;
                    frame.values.swap(top, top + 1 - depth as usize);
                }

                Op::LoadLocal(slot) => {
                    let value = frame.values[slot as usize].clone();
                    if value.is_missing() {
                        return Err((self.unbound_local(&code, slot), Origin::Here));
                    }
                    frame.values.push(value);
                }
                Op::StoreLocal(slot) => {
                    let value = pop!();
                    drop(std::mem::replace(&mut frame.values[slot as usize], value));
                }
                Op::DeleteLocal(slot) => {
                    if std::mem::replace(&mut frame.values[slot as usize], Value::Missing).is_missing() {
                        return Err((self.unbound_local(&code, slot), Origin::Here));
                    }
                }
                Op::LoadGlobal(name) => {
                    let value = frame.module.namespace.at(code.global_slots[name as usize]);
                    if frame.module.namespace.has_view() {
                        let value = attempt!(self.load_viewed(&frame.module, code.names[name as usize]));
                        frame.values.push(value);
                    } else if value.is_missing() {
                        let value = attempt!(self.load_builtin(code.names[name as usize]));
                        frame.values.push(value);
                    } else {
                        frame.values.push(value);
                    }
                }
                Op::StoreGlobal(name) => {
                    let value = pop!();
                    if frame.module.namespace.has_view() {
                        drop(attempt!(self.set_global(&frame.module, code.names[name as usize], value)));
                    } else {
                        drop(frame.module.namespace.set_at(code.global_slots[name as usize], value));
                    }
                }
                Op::DeleteGlobal(name) => {
                    let name = code.names[name as usize];
                    if attempt!(self.set_global(&frame.module, name, Value::Missing)).is_missing() {
                        return Err((self.name_error(name), Origin::Here));
                    }
                }
                Op::LoadName(name) => {
                    let value = attempt!(self.load_name(
                        frame,
                        code.names[name as usize],
                        code.global_slots[name as usize]
                    ));
                    frame.values.push(value);
                }
                Op::StoreName(name) => {
                    let value = pop!();
                    attempt!(self.store_name(frame, code.names[name as usize], value));
                }
                Op::DeleteName(name) => attempt!(self.delete_name(frame, code.names[name as usize])),
                Op::LoadCell(slot) => {
                    let value = frame.cells[slot as usize].0.borrow().clone();
                    if value.is_missing() {
                        return Err((self.unbound_cell(&code, slot), Origin::Here));
                    }
                    frame.values.push(value);
                }
                Op::StoreCell(slot) => {
                    let value = pop!();
                    drop(frame.cells[slot as usize].0.replace(value));
                }
                Op::DeleteCell(slot) => {
                    if frame.cells[slot as usize].0.replace(Value::Missing).is_missing() {
                        return Err((self.unbound_cell(&code, slot), Origin::Here));
                    }
                }
                Op::LoadClassCell(slot) => {
                    let value = attempt!(self.load_class_cell(frame, slot));
                    frame.values.push(value);
                }
                Op::LoadClosure(slot) => frame.values.push(Value::Cell(frame.cells[slot as usize].clone())),

                Op::Unary(op) => {
                    let value = pop!();
                    let result = attempt!(self.unary(op, &value));
                    frame.values.push(result);
                }
                Op::Binary(op) => {
                    let (right, left) = (pop!(), pop!());
                    match fast_binary(op, &left, &right) {
                        Some(value) => frame.values.push(value),
                        None => flow!(self.binary_flow(op, false, left, right)),
                    }
                }
                Op::InPlace(op) => {
                    let (right, left) = (pop!(), pop!());
                    match fast_binary(op, &left, &right) {
                        Some(value) => frame.values.push(value),
                        None => flow!(self.in_place_flow(op, left, right)),
                    }
                }
                Op::Compare(op) => {
                    let (right, left) = (pop!(), pop!());
                    match fast_compare(op, &left, &right) {
                        Some(value) => frame.values.push(Value::Bool(value)),
                        None => flow!(self.compare_flow(op, left, right)),
                    }
                }

                Op::LoadAttr(name) => {
                    let object = pop!();
                    flow!(self.get_attribute_flow(&object, code.names[name as usize]));
                }
                Op::StoreAttr(name) => {
                    let object = pop!();
                    let value = pop!();
                    perform!(self.set_attribute_flow(&object, code.names[name as usize], value));
                }
                Op::DeleteAttr(name) => {
                    let object = pop!();
                    perform!(self.delete_attribute_flow(&object, code.names[name as usize]));
                }
                Op::LoadSubscript => {
                    let (index, container) = (pop!(), pop!());
                    if let (Value::List(list), Value::Int(at)) = (&container, &index)
                        && let Some(item) =
                            usize::try_from(*at).ok().and_then(|at| list.0.borrow().get(at).cloned())
                    {
                        frame.values.push(item);
                    } else {
                        flow!(self.subscript_flow(&container, index));
                    }
                }
                Op::StoreSubscript => {
                    let (index, container, value) = (pop!(), pop!(), pop!());
                    perform!(self.set_subscript_flow(&container, index, value));
                }
                Op::DeleteSubscript => {
                    let (index, container) = (pop!(), pop!());
                    perform!(self.delete_subscript_flow(&container, index));
                }

                Op::BuildTuple(count) => {
                    let items = take_top(frame, count as usize);
                    frame.values.push(Value::tuple(items));
                }
                Op::BuildList(count) => {
                    let items = take_top(frame, count as usize);
                    frame.values.push(Value::list(items));
                }
                Op::BuildSet(count) => {
                    let items = take_top(frame, count as usize);
                    let set = attempt!(self.set_of_items(items, false));
                    frame.values.push(Value::Set(Rc::new(set)));
                }
                Op::BuildDict(count) => {
                    let items = take_top(frame, count as usize * 2);
                    let dict = attempt!(self.dict_from(items));
                    frame.values.push(Value::dict(dict));
                }
                Op::BuildSlice(parts) => {
                    let step = if parts == 3 { pop!() } else { Value::None };
                    let (stop, start) = (pop!(), pop!());
                    frame.values.push(Value::Slice(Rc::new(crate::value::Slice { start, stop, step })));
                }
                Op::BuildString(count) => {
                    let items = take_top(frame, count as usize);
                    let text: String = items.iter().filter_map(Value::as_str).collect();
                    attempt!(self.check_text(text.len()));
                    frame.values.push(Value::str(text));
                }
                Op::FormatValue { conversion, spec } => {
                    let spec = if spec { pop!() } else { Value::Missing };
                    let value = pop!();
                    flow!(self.format_flow(&value, conversion, &spec));
                }
                Op::ListAppend(depth) => {
                    let value = pop!();
                    if let Value::List(list) = &frame.values[frame.values.len() - depth as usize] {
                        let mut items = list.0.borrow_mut();
                        items.push(value);
                        let length = items.len();
                        drop(items);
                        attempt!(self.check_growth(length));
                    }
                }
                Op::SetAdd(depth) => {
                    let value = pop!();
                    if let Value::Set(set) = frame.values[frame.values.len() - depth as usize].clone() {
                        attempt!(self.set_add(&set, value));
                    }
                }
                Op::DictInsert(depth) => {
                    let (value, key) = (pop!(), pop!());
                    if let Value::Dict(dict) = frame.values[frame.values.len() - depth as usize].clone() {
                        attempt!(self.dict_set(&dict, key, value));
                    }
                }
                Op::ListExtend(depth) => {
                    let iterable = pop!();
                    attempt!(self.check_starred(frame, &iterable, depth as usize));
                    let Some(items) = attempt!(self.items_at_once(&iterable)) else {
                        return Ok(Step::Flow(attempt!(self.collect_flow(&iterable))));
                    };
                    if let Value::List(list) = &frame.values[frame.values.len() - depth as usize] {
                        list.0.borrow_mut().extend(items);
                    }
                }
                Op::SetUpdate(depth) => {
                    let iterable = pop!();
                    let Some(items) = attempt!(self.items_at_once(&iterable)) else {
                        return Ok(Step::Flow(attempt!(self.collect_flow(&iterable))));
                    };
                    if let Value::Set(set) = frame.values[frame.values.len() - depth as usize].clone() {
                        for item in items {
                            attempt!(self.set_add(&set, item));
                        }
                    }
                }
                Op::DictUpdate(depth) => {
                    let mapping = pop!();
                    if let Value::Dict(dict) = frame.values[frame.values.len() - depth as usize].clone() {
                        attempt!(self.dict_update(&dict, &mapping));
                    }
                }
                Op::DictMerge(depth) => {
                    let mapping = pop!();
                    let callee = frame.values[frame.values.len() - depth as usize - 2].clone();
                    if let Value::Dict(dict) = frame.values[frame.values.len() - depth as usize].clone() {
                        attempt!(self.dict_merge(&dict, &mapping, &callee));
                    }
                }
                Op::ListToTuple => {
                    let list = pop!();
                    let items = attempt!(self.items_of(&list));
                    frame.values.push(Value::tuple(items));
                }
                Op::UnpackSequence(count) => {
                    let iterable = pop!();
                    let Some(items) = attempt!(self.items_to_unpack(&iterable)) else {
                        return Ok(Step::Flow(attempt!(self.collect_flow(&iterable))));
                    };
                    attempt!(self.check_unpacked(items.len(), count as usize));
                    frame.values.extend(items.into_iter().rev());
                }
                Op::UnpackStarred { before, after } => {
                    let iterable = pop!();
                    let Some(items) = attempt!(self.items_to_unpack(&iterable)) else {
                        return Ok(Step::Flow(attempt!(self.collect_flow(&iterable))));
                    };
                    attempt!(self.unpack_starred(frame, items, before as usize, after as usize));
                }

                Op::Jump(target) => {
                    if (target as usize) < frame.next_op && self.spend_step() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    frame.next_op = target as usize;
                }
                Op::PopJumpIfFalse(target) => {
                    let value = pop!();
                    if !attempt!(self.truth_fast(&value)) {
                        frame.next_op = target as usize;
                    }
                }
                Op::PopJumpIfTrue(target) => {
                    let value = pop!();
                    if attempt!(self.truth_fast(&value)) {
                        if (target as usize) < frame.next_op {
                            self.fuel.steps = self.fuel.steps.saturating_sub(1);
                        }
                        frame.next_op = target as usize;
                    }
                }
                Op::JumpIfFalseOrPop(target) => {
                    let value = pop!();
                    if !attempt!(self.truth_fast(&value)) {
                        frame.values.push(value);
                        frame.next_op = target as usize;
                    }
                }
                Op::JumpIfTrueOrPop(target) => {
                    let value = pop!();
                    if attempt!(self.truth_fast(&value)) {
                        frame.values.push(value);
                        frame.next_op = target as usize;
                    }
                }

                Op::GetIter => {
                    let iterable = pop!();
                    flow!(self.iterate_flow(&iterable));
                }
                Op::ForIter(target) => match frame.values.last().unwrap_or(&Value::None) {
                    Value::Iter(iter) => match attempt!(iter.next(self)) {
                        Some(item) => frame.values.push(item),
                        None => {
                            frame.values.pop();
                            frame.next_op = target as usize;
                        }
                    },
                    Value::Generator(generator) => {
                        return Ok(Step::Flow(Flow::Resume(
                            generator.clone(),
                            Resumption::Send(Value::None),
                        )));
                    }
                    other => return Ok(Step::Flow(attempt!(self.next_flow(other)))),
                },

                Op::Call(count) => {
                    if self.spend_step() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    let at = frame.values.len() - count as usize - 1;
                    if let Value::Function(function) = &frame.values[at] {
                        let function = function.clone();
                        let flow = self.call_function_from_stack(frame, &function, at + 1);
                        frame.values.truncate(at);
                        if self.origin_depth > 0 {
                            self.note_origin(thread, frame, &flow);
                        }
                        flow!(flow);
                    } else {
                        let args =
                            Args { positional: frame.values.drain(at + 1..).collect(), keywords: Vec::new() };
                        let callee = pop!();
                        flow!(self.call_from(thread, frame, callee, args));
                    }
                }
                Op::CallMethod(count) => {
                    if self.spend_step() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    let at = frame.values.len() - count as usize - 1;
                    let bound = !frame.values[at].is_missing();
                    if let Value::Function(function) = &frame.values[at - 1] {
                        let function = function.clone();
                        let flow =
                            self.call_function_from_stack(frame, &function, if bound { at } else { at + 1 });
                        frame.values.truncate(at - 1);
                        if self.origin_depth > 0 {
                            self.note_origin(thread, frame, &flow);
                        }
                        flow!(flow);
                    } else {
                        let from = if bound { at } else { at + 1 };
                        let args =
                            Args { positional: frame.values.drain(from..).collect(), keywords: Vec::new() };
                        frame.values.truncate(at);
                        let callee = pop!();
                        flow!(self.call_from(thread, frame, callee, args));
                    }
                }
                Op::CallKeywords { count, names } => {
                    if self.spend_step() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    let mut values = take_top(frame, count as usize);
                    let names = match &code.constants[names as usize] {
                        Value::Tuple(names) => names.clone(),
                        _ => Rc::new(crate::value::Tuple(Box::default())),
                    };
                    let keyword_values = values.split_off(values.len() - names.0.len());
                    let symbols =
                        names.0.iter().map(|name| self.symbols.intern(name.as_str().unwrap_or_default()));
                    let keywords = symbols.collect::<Vec<_>>().into_iter().zip(keyword_values).collect();
                    let callee = pop!();
                    flow!(self.call_from(
                        thread,
                        frame,
                        callee,
                        Args { positional: values.into(), keywords }
                    ));
                }
                Op::CallSpread { keywords } => {
                    if self.spend_step() {
                        frame.next_op -= 1;
                        return Ok(Step::Continue);
                    }
                    let keywords = if keywords { pop!() } else { Value::Missing };
                    let (positional, callee) = (pop!(), pop!());
                    let args = attempt!(self.spread_args(&positional, &keywords));
                    flow!(self.call_from(thread, frame, callee, args));
                }
                Op::LoadMethod(name) => {
                    let object = pop!();
                    match attempt!(self.load_method(&object, code.names[name as usize])) {
                        Some(callee) => {
                            frame.values.push(callee);
                            frame.values.push(object);
                        }
                        None => {
                            match self.get_attribute_flow(&object, code.names[name as usize]) {
                                Ok(Flow::Value(value)) => frame.values.push(value),
                                // Computed attributes are rare as callees: they are computed nested.
                                Ok(flow) => {
                                    let value = attempt!(self.run_sync(flow));
                                    frame.values.push(value);
                                }
                                Err(raised) => return Err((raised, Origin::Here)),
                            }
                            frame.values.push(Value::Missing);
                        }
                    }
                }
                Op::MakeFunction { code: constant, parts } => {
                    let function = self.make_function(frame, constant, parts);
                    frame.values.push(function);
                }
                Op::LoadBuildClass => {
                    let build = attempt!(self.prelude("__build_class__"));
                    frame.values.push(build);
                }
                Op::Annotate(name) => {
                    let value = pop!();
                    attempt!(self.annotate(frame, code.names[name as usize], value));
                }

                Op::Return => return Ok(Step::Return(pop!())),
                Op::Yield => {
                    let value = pop!();
                    let kind = code.compiled.kind;
                    return Ok(if kind == lang::code::CodeKind::AsyncGenerator {
                        Step::AsyncYield(value)
                    } else {
                        Step::Yield(value)
                    });
                }
                Op::GetYieldFrom => {
                    let iterable = pop!();
                    let in_coroutine = match &frame.role {
                        Role::Generator(generator) => generator.kind != GeneratorKind::Generator,
                        _ => false,
                    };
                    flow!(self.yield_from_flow(&iterable, in_coroutine));
                }
                Op::GetAwaitable => {
                    let object = pop!();
                    flow!(self.await_flow(&object));
                }
                Op::YieldFrom => {
                    let value = pop!();
                    match self.send_on(frame, Resumption::Send(value)) {
                        Ok(None) => {}
                        Ok(Some(step)) => return Ok(step),
                        Err(failed) => return Err(failed),
                    }
                }
                Op::GetAsyncIter => {
                    let object = pop!();
                    flow!(self.async_iterate_flow(&object));
                }
                Op::GetAsyncNext => {
                    let iterator = frame.values.last().cloned().unwrap_or(Value::None);
                    flow!(self.async_next_flow(&iterator));
                }
                Op::EndAsyncFor => {
                    let exception = pop!();
                    drop(frame.values.pop());
                    if let Value::Instance(instance) = exception {
                        let raised = Raised(instance);
                        if !raised.class().is_subclass_of(&self.exceptions.stop_async_iteration()) {
                            return Err((raised, Origin::Again));
                        }
                    }
                }

                Op::BeforeWith => {
                    let manager = pop!();
                    let (exit, enter) = attempt!(self.context_manager(&manager, known::ENTER, known::EXIT));
                    frame.values.push(exit);
                    flow!(self.call(enter, Args::default()));
                }
                Op::BeforeAsyncWith => {
                    let manager = pop!();
                    let (exit, enter) = attempt!(self.context_manager(&manager, known::AENTER, known::AEXIT));
                    frame.values.push(exit);
                    flow!(self.call(enter, Args::default()));
                }
                Op::WithExceptionExit => {
                    let length = frame.values.len();
                    let (exit, exception) =
                        (frame.values[length - 3].clone(), frame.values[length - 1].clone());
                    let class = Value::Class(self.class_of(&exception));
                    let traceback = self.traceback_value(&exception);
                    flow!(self.call(exit, Args::new([class, exception, traceback])));
                }

                Op::PushHandled => {
                    let exception = pop!();
                    let now = match &exception {
                        Value::Instance(instance) => Some(Raised(instance.clone())),
                        _ => None,
                    };
                    let before = std::mem::replace(&mut frame.handled, now);
                    frame.values.push(before.map_or(Value::None, |raised| raised.value()));
                    frame.values.push(exception);
                }
                Op::PopHandled => {
                    frame.handled = match pop!() {
                        Value::Instance(instance) => Some(Raised(instance)),
                        _ => None,
                    };
                }
                Op::MatchException => {
                    let class = pop!();
                    let exception = frame.values.last().cloned().unwrap_or(Value::None);
                    let matches = attempt!(self.exception_matches(&exception, &class));
                    frame.values.push(Value::Bool(matches));
                }
                Op::MatchExceptionGroup => {
                    let (class, exception) = (pop!(), pop!());
                    let (rest, matched) = attempt!(self.split_exception(&exception, &class));
                    // What the clause handles is its part of the group.
                    if let Value::Instance(part) = &matched {
                        frame.handled = Some(Raised(part.clone()));
                    }
                    frame.values.push(rest);
                    frame.values.push(matched);
                }
                Op::RaiseGroupRemainder => {
                    let (raised, original) = (pop!(), pop!());
                    let remainder = attempt!(self.group_remainder(&original, &raised));
                    frame.values.push(remainder);
                }
                Op::Reraise => {
                    return match pop!() {
                        Value::Instance(instance) if instance.exception().is_some() => {
                            Err((Raised(instance), Origin::Again))
                        }
                        _ => Err((self.error("SystemError", "nothing to raise again"), Origin::Here)),
                    };
                }
                Op::Raise(parts) => return Err(self.raise(thread, frame, parts)),
                Op::LoadAssertionError => {
                    let class = self.exceptions.assertion_error();
                    frame.values.push(Value::Class(class));
                }

                Op::ImportModule { name, outermost } => {
                    let name = self.symbols.name(code.names[name as usize]).to_owned();
                    flow!(self.import_flow(&name, outermost));
                }
                Op::ImportFrom(name) => {
                    let module = frame.values.last().cloned().unwrap_or(Value::None);
                    flow!(self.import_from_flow(&module, code.names[name as usize]));
                }
                Op::ImportStar => {
                    let module = pop!();
                    attempt!(self.import_star(frame, &module));
                }

                Op::MatchSequence => {
                    let subject = frame.values.last().cloned().unwrap_or(Value::None);
                    let matches = self.is_match_sequence(&subject);
                    frame.values.push(Value::Bool(matches));
                }
                Op::MatchMapping => {
                    let subject = frame.values.last().cloned().unwrap_or(Value::None);
                    let matches = self.is_match_mapping(&subject);
                    frame.values.push(Value::Bool(matches));
                }
                Op::MatchLength => {
                    let subject = frame.values.last().cloned().unwrap_or(Value::None);
                    let length = attempt!(self.length(&subject));
                    frame.values.push(Value::from_usize(length));
                }
                Op::MatchKeys => {
                    let length = frame.values.len();
                    let (subject, keys) =
                        (frame.values[length - 2].clone(), frame.values[length - 1].clone());
                    let values = attempt!(self.match_keys(&subject, &keys));
                    frame.values.push(values);
                }
                Op::MatchClass(count) => {
                    let (names, class, subject) = (pop!(), pop!(), pop!());
                    let attributes = attempt!(self.match_class(&subject, &class, &names, count as usize));
                    frame.values.push(attributes);
                }
            }
        }
    }

    /// Counts one step. True if the thread must give way; if a budget is used up, `halt` says so.
    fn spend_step(&mut self) -> bool {
        self.fuel.slice = self.fuel.slice.wrapping_sub(1);
        self.fuel.steps = self.fuel.steps.saturating_sub(1);
        if self.fuel.slice == 0 {
            // What was not executed is not counted.
            self.fuel.steps += 1;
            return true;
        }
        match self.exhausted() {
            Some(which) => {
                self.halt = Some(crate::limits::Halt::Limit(which));
                true
            }
            None => false,
        }
    }

    /// The same for a line. No other thread gets its turn before one: CPython looks for others only where a loop goes round and
    /// where something is called, so that `copy = total` and `total = copy + 1` in two lines are never separated.
    fn spend_line(&mut self) -> bool {
        self.fuel.slice = self.fuel.slice.max(2);
        self.spend_step()
    }

    /// As `call`, for functions that look at the frame that calls them.
    fn call_from(&mut self, thread: &Thread, frame: &Frame, callee: Value, args: Args) -> Result<Flow> {
        self.called_by_program = frame.code.of_program;
        match &callee {
            Value::Native(native) => match &native.code {
                NativeCode::Plain(function) => function(self, args).map(Flow::Value),
                NativeCode::Frame(function, _) => {
                    self.handled_by_caller = self.handled(thread, frame);
                    function(self, frame, args)
                }
                NativeCode::Stack(function) => {
                    function(self, thread.program_frames(frame), args).map(Flow::Value)
                }
                _ => self.call(callee, args),
            },
            Value::Class(class) if args.is_empty() && Rc::ptr_eq(class, &self.types.super_) => {
                self.super_from(frame)
            }
            _ => self.call(callee, args),
        }
    }

    /// Notes where a coroutine was made that a call gives.
    #[cold]
    fn note_origin(&self, thread: &Thread, frame: &Frame, made: &Result<Flow>) {
        let Ok(Flow::Value(Value::Generator(coroutine))) = made else { return };
        if coroutine.kind != GeneratorKind::Coroutine {
            return;
        }
        let frames = thread.program_frames(frame).into_iter().take(self.origin_depth).map(|entry| {
            Value::tuple([
                Value::str(&*entry.code.compiled.file),
                Value::Int(i64::from(entry.line)),
                Value::str(&*entry.code.name),
            ])
        });
        *coroutine.origin.borrow_mut() = Some(Value::tuple(frames.collect::<Vec<_>>()));
    }

    fn truth_fast(&mut self, value: &Value) -> Result<bool> {
        match value {
            Value::Bool(flag) => Ok(*flag),
            Value::None => Ok(false),
            Value::Int(number) => Ok(*number != 0),
            other => self.truth(other),
        }
    }
}

/// The topmost values, in the order they were pushed.
pub(crate) fn take_top(frame: &mut Frame, count: usize) -> Vec<Value> {
    let from = frame.values.len() - count;
    frame.values.split_off(from)
}

/// Arithmetic on small numbers; None where it takes more.
fn fast_binary(op: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => match op {
            BinaryOp::Add => a.checked_add(*b).map(Value::Int),
            BinaryOp::Subtract => a.checked_sub(*b).map(Value::Int),
            BinaryOp::Multiply => a.checked_mul(*b).map(Value::Int),
            BinaryOp::Modulo if *b > 0 => Some(Value::Int(a.rem_euclid(*b))),
            BinaryOp::FloorDivide if *b > 0 => Some(Value::Int(a.div_euclid(*b))),
            BinaryOp::BitAnd => Some(Value::Int(a & b)),
            _ => None,
        },
        (Value::Float(a), Value::Float(b)) => match op {
            BinaryOp::Add => Some(Value::Float(a + b)),
            BinaryOp::Subtract => Some(Value::Float(a - b)),
            BinaryOp::Multiply => Some(Value::Float(a * b)),
            _ => None,
        },
        _ => None,
    }
}

/// Comparison of small numbers and identity; None where it takes more.
fn fast_compare(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    match op {
        CompareOp::Is => return Some(left.is(right)),
        CompareOp::IsNot => return Some(!left.is(right)),
        _ => {}
    }
    let (a, b) = (small(left)?, small(right)?);
    match op {
        CompareOp::Less => Some(a < b),
        CompareOp::LessEqual => Some(a <= b),
        CompareOp::Equal => Some(a == b),
        CompareOp::NotEqual => Some(a != b),
        CompareOp::Greater => Some(a > b),
        CompareOp::GreaterEqual => Some(a >= b),
        _ => None,
    }
}
