//! The code of one function, class, comprehension or module while it is being built.

use super::effect::{effect, jump_effect};
use crate::ast::{Name, ScopeId, Statement};
use crate::code::{CellVariable, Code, CodeKind, Const, Handler, Op, Parameters};
use crate::symbols::{Scope, VariableScope};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A place in the code that jumps can name before it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label(u32);

/// What is known about a label.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct LabelState {
    position: Option<u32>,
    /// The depth of the stack there, once something jumps to it.
    depth: Option<u32>,
}

/// A stretch of code, perhaps with holes, whose exceptions go to one handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RegionId(usize);

#[derive(Debug, Clone)]
struct Region {
    target: Label,
    depth: u32,
    /// Where the current piece starts; nothing while the region is suspended.
    start: Option<u32>,
    pieces: Vec<(u32, u32)>,
}

/// What surrounds the code being built, as far as `return`, `break` and `continue` must undo it.
#[derive(Debug, Clone)]
pub(super) enum Block<'a> {
    /// A loop. The iterator of a `for` lies on the stack.
    Loop { next: Label, end: Label, iterator: bool },
    /// The body of `try … except`.
    Try { region: RegionId },
    /// The body of `try … finally`.
    Finally { region: RegionId, body: &'a [Statement] },
    /// A `finally` block that runs because of an exception: `previous exception` lie on the stack.
    FinallyRaised { region: RegionId },
    /// An `except` block: `previous` lies on the stack.
    Handler { region: RegionId, named: Option<(RegionId, Name)> },
    /// An `except*` block, which cannot be left early.
    Group,
    /// A `with` body: `exit` lies on the stack.
    With { region: RegionId, asynchronous: bool, line: u32 },
    /// A value lies on the stack.
    Value,
}

/// Code under construction. See [`Code`] for what the fields become.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) scope: ScopeId,
    pub(super) kind: CodeKind,
    pub(super) name: String,
    pub(super) qualified_name: String,
    pub(super) docstring: Option<String>,
    pub(super) parameters: Parameters,
    /// The line of the operations that are emitted next.
    pub(super) line: u32,
    pub(super) blocks: Vec<Block<'a>>,
    first_line: u32,
    ops: Vec<Op>,
    lines: Vec<u32>,
    constants: Vec<Const>,
    constant_index: BTreeMap<String, u32>,
    names: Vec<String>,
    name_index: BTreeMap<String, u32>,
    locals: Vec<String>,
    local_index: BTreeMap<Name, u16>,
    cells: Vec<Name>,
    free: Vec<Name>,
    labels: Vec<LabelState>,
    regions: Vec<Region>,
    depth: u32,
    deepest: u32,
    /// Whether control can get to the next operation.
    reachable: bool,
    /// The line that was marked last, unless a jump can lead to here from elsewhere.
    marked: Option<u32>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        id: ScopeId,
        scope: &Scope,
        name: &str,
        qualified_name: String,
        first_line: u32,
        kind: CodeKind,
    ) -> Self {
        Unit {
            scope: id,
            kind,
            name: name.to_owned(),
            qualified_name,
            docstring: None,
            parameters: Parameters::default(),
            line: first_line,
            blocks: Vec::new(),
            first_line,
            ops: Vec::new(),
            lines: Vec::new(),
            constants: Vec::new(),
            constant_index: BTreeMap::new(),
            names: Vec::new(),
            name_index: BTreeMap::new(),
            locals: Vec::new(),
            local_index: BTreeMap::new(),
            cells: scope.cells.clone(),
            free: scope.free.clone(),
            labels: Vec::new(),
            regions: Vec::new(),
            depth: 0,
            deepest: 0,
            reachable: true,
            marked: None,
        }
    }

    /// Adds an operation, unless nothing leads to it.
    pub(super) fn emit(&mut self, op: Op) {
        if !self.reachable {
            return;
        }
        self.ops.push(op);
        self.lines.push(self.line);
        let depth = i64::from(self.depth) + i64::from(effect(&op));
        debug_assert!(depth >= 0, "{op:?} takes more than lies on the stack of {}", self.qualified_name);
        self.depth = u32::try_from(depth).unwrap_or(0);
        self.deepest = self.deepest.max(self.depth);
        self.reachable = !op.ends_block();
    }

    /// Adds a jump; `op` makes it from its target.
    pub(super) fn jump(&mut self, op: fn(u32) -> Op, label: Label) {
        if !self.reachable {
            return;
        }
        let depth = (i64::from(self.depth) + i64::from(jump_effect(&op(0)))).max(0);
        self.labels[label.0 as usize].depth = Some(u32::try_from(depth).unwrap_or(0));
        self.emit(op(label.0));
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// The label means the next operation.
    pub(super) fn place(&mut self, label: Label) {
        let state = &mut self.labels[label.0 as usize];
        state.position = Some(self.ops.len() as u32);
        if let Some(depth) = state.depth {
            debug_assert!(!self.reachable || depth == self.depth, "depths differ in {}", self.qualified_name);
            self.depth = depth;
            self.reachable = true;
        }
        self.marked = None;
    }

    /// Marks the start of a statement, unless the line was marked just before.
    pub(super) fn mark_line(&mut self, line: u32) {
        if self.marked == Some(line) || !self.reachable {
            return;
        }
        self.emit(Op::Line(line));
        self.marked = Some(line);
    }

    /// From here on exceptions go to `target`; values that lie on the stack now stay there.
    pub(super) fn open_region(&mut self, target: Label) -> RegionId {
        self.open_region_below(target, 0)
    }

    /// As [`Unit::open_region`], but the `dropped` topmost values do not stay.
    pub(super) fn open_region_below(&mut self, target: Label, dropped: u32) -> RegionId {
        let start = Some(self.ops.len() as u32);
        let depth = self.depth.saturating_sub(dropped);
        self.regions.push(Region { target, depth, start, pieces: Vec::new() });
        RegionId(self.regions.len() - 1)
    }

    /// Makes a hole in the region, or ends it.
    pub(super) fn suspend(&mut self, region: RegionId) {
        let end = self.ops.len() as u32;
        let region = &mut self.regions[region.0];
        if let Some(start) = region.start.take()
            && start < end
        {
            region.pieces.push((start, end));
        }
    }

    /// Goes on after a hole.
    pub(super) fn resume(&mut self, region: RegionId) {
        self.regions[region.0].start = Some(self.ops.len() as u32);
    }

    /// The next operation is the region's handler: the exception lies on the stack.
    pub(super) fn place_handler(&mut self, region: RegionId) {
        let Region { target, depth, ref pieces, .. } = self.regions[region.0];
        if !pieces.is_empty() {
            self.labels[target.0 as usize].depth = Some(depth + 1);
            self.deepest = self.deepest.max(depth + 1);
        }
        self.place(target);
    }

    /// The index of a constant. Equal constants of the same type share one.
    pub(super) fn constant(&mut self, value: Const) -> u32 {
        let next = self.constants.len() as u32;
        // Printed forms tell apart what `==` does not: 0.0 and -0.0, 1 and True.
        if !matches!(value, Const::Code(_)) {
            let index = *self.constant_index.entry(format!("{value:?}")).or_insert(next);
            if index != next {
                return index;
            }
        }
        self.constants.push(value);
        next
    }

    /// The index of a name of a global, attribute or module.
    pub(super) fn name(&mut self, name: &str) -> u32 {
        if let Some(index) = self.name_index.get(name) {
            return *index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.name_index.insert(name.to_owned(), index);
        index
    }

    /// The slot of a local variable.
    pub(super) fn local(&mut self, name: &Name) -> usize {
        if let Some(slot) = self.local_index.get(name) {
            return *slot as usize;
        }
        let slot = self.locals.len();
        self.locals.push(name.to_string());
        if let Ok(small) = u16::try_from(slot) {
            self.local_index.insert(name.clone(), small);
        }
        slot
    }

    /// The slot of a captured variable, its own or an enclosing function's.
    pub(super) fn cell(&self, name: &Name, place: VariableScope) -> Option<usize> {
        let own = self.cells.iter().position(|cell| cell == name);
        let outer = self.free.iter().position(|free| free == name).map(|slot| slot + self.cells.len());
        if place == VariableScope::Free { outer.or(own) } else { own.or(outer) }
    }

    /// Resolves jumps and handlers.
    pub(super) fn finish(mut self, file: &Rc<str>) -> Code {
        let positions: Vec<u32> = self.labels.iter().map(|label| label.position.unwrap_or(0)).collect();
        for op in &mut self.ops {
            if let Some(target) = op.target_mut() {
                *target = positions[*target as usize];
            }
        }
        thread_jumps(&mut self.ops);
        let mut handlers = Vec::new();
        // A region within another is opened after it, so this order is innermost first.
        for region in self.regions.iter().rev() {
            let target = positions[region.target.0 as usize];
            for (start, end) in &region.pieces {
                handlers.push(Handler { start: *start, end: *end, target, depth: region.depth });
            }
        }
        let parameters = self.parameters.count();
        let parameter_of =
            |name: &Name| self.local_index.get(name).copied().filter(|slot| usize::from(*slot) < parameters);
        let cells = self
            .cells
            .iter()
            .map(|name| CellVariable { name: name.to_string(), parameter: parameter_of(name) })
            .collect();
        Code {
            name: self.name,
            qualified_name: self.qualified_name,
            file: file.clone(),
            first_line: self.first_line,
            kind: self.kind,
            parameters: self.parameters,
            locals: self.locals,
            cells,
            free: self.free.iter().map(|name| name.to_string()).collect(),
            constants: self.constants,
            names: self.names,
            ops: self.ops,
            lines: self.lines,
            handlers,
            stack_size: self.deepest,
            docstring: self.docstring,
        }
    }
}

/// Lets jumps to a jump go where that one goes. A conditional jump stays a forward one, since only unconditional backward
/// jumps are points where the VM looks up from its work.
fn thread_jumps(ops: &mut [Op]) {
    for index in 0..ops.len() {
        let Some(first) = ops[index].target() else { continue };
        let mut target = first;
        // A loop of jumps is an endless loop of the program; it must stay one.
        for _ in 0..8 {
            match ops.get(target as usize) {
                Some(Op::Jump(next)) => target = *next,
                _ => break,
            }
        }
        let conditional = !matches!(ops[index], Op::Jump(_));
        if conditional && target as usize <= index {
            continue;
        }
        if let Some(place) = ops[index].target_mut() {
            *place = target;
        }
    }
}
