//! How each operation changes the depth of the value stack.

use crate::code::Op;
#[cfg(test)]
use crate::code::{Code, Const};

/// The change if control goes on at the next operation.
pub(super) fn effect(op: &Op) -> i32 {
    let all = |count: u32| -(count as i32);
    match *op {
        Op::Line(_) | Op::Nop | Op::Swap(_) | Op::Unary(_) | Op::LoadAttr(_) | Op::GetIter | Op::Jump(_) => 0,
        Op::DeleteLocal(_) | Op::DeleteGlobal(_) | Op::DeleteName(_) | Op::DeleteCell(_) => 0,
        Op::ListToTuple | Op::Yield | Op::GetYieldFrom | Op::GetAwaitable | Op::GetAsyncIter => 0,
        Op::MatchException | Op::MatchExceptionGroup => 0,
        Op::Const(_) | Op::Copy(_) | Op::LoadLocal(_) | Op::LoadGlobal(_) | Op::LoadName(_) => 1,
        Op::LoadCell(_) | Op::LoadClassCell(_) | Op::LoadClosure(_) | Op::LoadMethod(_) => 1,
        Op::LoadBuildClass | Op::LoadAssertionError | Op::ImportModule { .. } | Op::ImportFrom(_) => 1,
        Op::ForIter(_) | Op::GetAsyncNext | Op::BeforeWith | Op::BeforeAsyncWith => 1,
        Op::WithExceptionExit | Op::PushHandled => 1,
        Op::MatchSequence | Op::MatchMapping | Op::MatchLength | Op::MatchKeys => 1,
        Op::Pop | Op::StoreLocal(_) | Op::StoreGlobal(_) | Op::StoreName(_) | Op::StoreCell(_) => -1,
        Op::Binary(_) | Op::InPlace(_) | Op::Compare(_) | Op::DeleteAttr(_) | Op::LoadSubscript => -1,
        Op::ListAppend(_) | Op::SetAdd(_) | Op::ListExtend(_) | Op::SetUpdate(_) | Op::DictUpdate(_) => -1,
        Op::DictMerge(_) | Op::PopJumpIfFalse(_) | Op::PopJumpIfTrue(_) => -1,
        Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) | Op::Annotate(_) | Op::Return => -1,
        Op::YieldFrom | Op::PopHandled | Op::RaiseGroupRemainder | Op::Reraise | Op::ImportStar => -1,
        Op::StoreAttr(_) | Op::DeleteSubscript | Op::DictInsert(_) | Op::EndAsyncFor | Op::MatchClass(_) => {
            -2
        }
        Op::StoreSubscript => -3,
        Op::BuildTuple(count) | Op::BuildList(count) | Op::BuildSet(count) | Op::BuildString(count) => {
            1 + all(count)
        }
        Op::BuildDict(count) => 1 + 2 * all(count),
        Op::BuildSlice(count) => 1 + all(u32::from(count)),
        Op::FormatValue { spec, .. } => -i32::from(spec),
        Op::UnpackSequence(count) => count as i32 - 1,
        Op::UnpackStarred { before, after } => i32::from(before) + i32::from(after),
        Op::Call(count) => all(count),
        Op::CallKeywords { count, .. } => -i32::from(count),
        Op::CallSpread { keywords } => -1 - i32::from(keywords),
        Op::CallMethod(count) => all(count) - 1,
        Op::MakeFunction { parts, .. } => {
            let taken = [parts.defaults, parts.keyword_defaults, parts.annotations, parts.closure];
            1 - taken.iter().filter(|part| **part).count() as i32
        }
        Op::Raise(count) => -i32::from(count),
    }
}

/// The change if the operation jumps.
pub(super) fn jump_effect(op: &Op) -> i32 {
    match op {
        Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) | Op::Jump(_) => 0,
        _ => -1,
    }
}

/// Walks every path through a code object and those within it, and panics if two paths disagree about the depth of the stack,
/// if a handler expects more than there is, or if `stack_size` is too small.
#[cfg(test)]
pub(crate) fn check_depths(code: &Code) {
    let mut depths: Vec<Option<i32>> = vec![None; code.ops.len()];
    let mut open = vec![(0, 0)];
    while let Some((index, depth)) = open.pop() {
        let place = || format!("{} op {index} {:?}", code.qualified_name, code.ops.get(index));
        assert!(index < code.ops.len(), "runs past the end: {}", place());
        if let Some(known) = depths[index] {
            assert_eq!(known, depth, "{}", place());
            continue;
        }
        depths[index] = Some(depth);
        assert!(depth >= 0 && depth <= code.stack_size as i32, "depth {depth}: {}", place());
        if let Some(handler) =
            code.handlers.iter().find(|handler| (handler.start..handler.end).contains(&(index as u32)))
        {
            assert!(handler.depth as i32 <= depth, "the handler needs {}: {}", handler.depth, place());
            open.push((handler.target as usize, handler.depth as i32 + 1));
        }
        let op = &code.ops[index];
        if let Some(target) = op.target() {
            open.push((target as usize, depth + jump_effect(op)));
        }
        if op.ends_block() {
            let rest = depth + effect(op);
            assert!(rest >= 0, "{}", place());
        } else {
            open.push((index + 1, depth + effect(op)));
        }
    }
    assert_eq!(code.ops.len(), code.lines.len());
    for constant in &code.constants {
        if let Const::Code(inner) = constant {
            check_depths(inner);
        }
    }
}
