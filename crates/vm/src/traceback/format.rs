//! Exceptions as text, as Python prints them when nobody catches them: with their causes, their notes, and what is in a group.
//!
//! The rules are those of `Lib/traceback.py` (`TracebackException.format`) and `Python/pythonrun.c`, less the frames of the library
//! and the `^^^^` below the lines. Begin with [`Vm::format_exception`].

use std::rc::Rc;

use crate::Vm;
use crate::exception::{Raised, TracebackEntry};
use crate::symbol::known;
use crate::value::Value;

/// How long a chain of causes may get before the rest is left out.
const LONGEST_CHAIN: usize = 20;
/// How many exceptions of a group are shown, and how deep within groups: `max_group_width`, `max_group_depth`.
const GROUP_WIDTH: usize = 15;
const GROUP_DEPTH: usize = 10;
/// What the lines of an outermost group begin with.
const GROUP_MARGIN: &str = "  | ";

/// How an exception is shown.
#[derive(Debug, Clone)]
struct Layout {
    /// Whether it says what may have been meant by names that were not found.
    suggesting: bool,
    /// What each line begins with: lines that show to which group it belongs.
    margin: String,
    /// In how many groups it is.
    depth: usize,
}

impl Layout {
    fn outermost(suggesting: bool) -> Layout {
        Layout { suggesting, margin: String::new(), depth: 0 }
    }

    /// Adds lines, each behind the margin.
    fn write(&self, text: &mut String, lines: &str) {
        if self.margin.is_empty() {
            text.push_str(lines);
            return;
        }
        for line in lines.lines() {
            text.push_str(&format!("{}{line}\n", self.margin));
        }
    }
}

impl Vm {
    /// The exception as Python prints it: with its causes, ending in a newline.
    pub fn format_exception(&mut self, raised: &Raised) -> String {
        self.format_chain(raised, &Layout::outermost(false))
    }

    /// The same for an exception that ends the program or a thread: with what may have been meant by names that were not found.
    pub fn format_uncaught(&mut self, raised: &Raised) -> String {
        self.format_chain(raised, &Layout::outermost(true))
    }

    fn format_chain(&mut self, raised: &Raised, layout: &Layout) -> String {
        // Outermost exception first, each with the sentence that links it to the one before it in time.
        let mut chain: Vec<(Raised, &str)> = vec![(raised.clone(), "")];
        while let Some((cause, link)) = cause_of(&chain[chain.len() - 1].0) {
            if chain.len() == LONGEST_CHAIN || chain.iter().any(|(seen, _)| seen.is(&cause)) {
                break;
            }
            chain.push((cause, link));
        }
        let mut text = String::new();
        for (raised, link) in chain.iter().rev() {
            match members(self, raised) {
                Some(members) => text.push_str(&self.format_group(raised, &members, layout)),
                None => layout.write(&mut text, &self.format_one(raised, "Traceback", layout.suggesting)),
            }
            layout.write(&mut text, link);
        }
        text
    }

    /// An exception without what led to it.
    fn format_one(&mut self, raised: &Raised, title: &str, suggesting: bool) -> String {
        let entries = raised.state().traceback.borrow().clone();
        let mut text = String::new();
        if !entries.is_empty() || raised.state().passed_library.get() {
            text.push_str(&format!("{title} (most recent call last):\n"));
            text.push_str(&self.format_entries(&entries));
        }
        text.push_str(&self.exception_line(raised));
        if suggesting {
            text.push_str(&self.suggestion_for(raised));
        }
        text.push('\n');
        text.push_str(&self.format_notes(raised));
        text
    }

    fn format_notes(&mut self, raised: &Raised) -> String {
        match raised.0.attributes.get(known::NOTES) {
            Some(Value::List(notes)) => {
                let notes = notes.0.borrow().clone();
                notes.iter().filter_map(Value::as_str).map(|note| format!("{note}\n")).collect()
            }
            _ => String::new(),
        }
    }

    /// A group, with the exceptions in it one after the other below it.
    fn format_group(&mut self, raised: &Raised, members: &[Raised], layout: &Layout) -> String {
        let mut text = String::new();
        if layout.depth >= GROUP_DEPTH {
            layout.write(&mut text, &format!("... (max_group_depth is {GROUP_DEPTH})\n"));
            return text;
        }
        let is_outermost = layout.margin.is_empty();
        let margin = if is_outermost { GROUP_MARGIN } else { &layout.margin };
        let own = Layout { margin: margin.to_owned(), ..*layout };
        own.write(&mut text, &self.format_one(raised, "Exception Group Traceback", layout.suggesting));
        if is_outermost && !raised.state().traceback.borrow().is_empty() {
            text.replace_range(2..3, "+");
        }
        let indent = margin.get(..margin.len() - 2).unwrap_or_default();
        let inner = Layout { margin: format!("{indent}  | "), depth: layout.depth + 1, ..*layout };
        let rule = |branch: &str, label: &str| {
            format!("{indent}{branch}+---------------- {label} ----------------\n")
        };
        for (at, member) in members.iter().take(GROUP_WIDTH).enumerate() {
            text.push_str(&rule(if at == 0 { "+-" } else { "  " }, &(at + 1).to_string()));
            text.push_str(&self.format_chain(member, &inner));
        }
        let left = members.len().saturating_sub(GROUP_WIDTH);
        if left > 0 {
            text.push_str(&rule("  ", "..."));
            let plural = if left > 1 { "s" } else { "" };
            inner.write(&mut text, &format!("and {left} more exception{plural}\n"));
        }
        // A group that comes last, and is not cut off, has drawn the line that ends this one too.
        let ends_with_group =
            left == 0 && inner.depth < GROUP_DEPTH && members.last().is_some_and(|last| is_group(self, last));
        if !ends_with_group {
            text.push_str(&format!("{indent}  +------------------------------------\n"));
        }
        text
    }

    /// The lines that a traceback names, outermost first.
    pub fn format_entries(&self, innermost_first: &[TracebackEntry]) -> String {
        let source = self.recorder.trace().source();
        let mut text = String::new();
        let mut repeated = 0;
        let entries: Vec<_> = innermost_first.iter().rev().collect();
        for (at, entry) in entries.iter().enumerate() {
            let same = at > 0
                && entries[at - 1].line == entry.line
                && Rc::ptr_eq(&entries[at - 1].code, &entry.code);
            repeated = if same { repeated + 1 } else { 0 };
            if repeated < 3 {
                text.push_str(&entry_text(entry, source));
            }
            let ends = at + 1 == entries.len()
                || entries[at + 1].line != entry.line
                || !Rc::ptr_eq(&entries[at + 1].code, &entry.code);
            if ends && repeated >= 3 {
                let times = repeated - 2;
                let plural = if times == 1 { "" } else { "s" };
                text.push_str(&format!("  [Previous line repeated {times} more time{plural}]\n"));
            }
        }
        text
    }

    /// `ValueError: no`
    pub fn exception_line(&mut self, raised: &Raised) -> String {
        let name = raised.class().display_name();
        let message = self.str(&raised.value()).unwrap_or_else(|_| "<exception str() failed>".to_owned());
        if message.is_empty() { name } else { format!("{name}: {message}") }
    }
}

fn is_group(vm: &mut Vm, raised: &Raised) -> bool {
    members(vm, raised).is_some()
}

/// The exceptions in a group; None for what is none.
fn members(vm: &mut Vm, raised: &Raised) -> Option<Vec<Raised>> {
    let name = vm.symbols.intern("exceptions");
    if !vm.is_exception(raised, "BaseExceptionGroup") {
        return None;
    }
    let Some(Value::Tuple(inner)) = raised.0.attributes.get(name) else { return None };
    let instances = inner.0.iter().filter_map(|member| match member {
        Value::Instance(instance) if instance.exception().is_some() => Some(Raised(instance.clone())),
        _ => None,
    });
    Some(instances.collect())
}

/// What an exception says it came from, and how Python puts it.
fn cause_of(raised: &Raised) -> Option<(Raised, &'static str)> {
    let state = raised.state();
    if let Some(cause) = state.cause.borrow().clone() {
        return Some((cause, "\nThe above exception was the direct cause of the following exception:\n\n"));
    }
    let context = state.context.borrow().clone().filter(|_| !state.suppress_context.get())?;
    Some((context, "\nDuring handling of the above exception, another exception occurred:\n\n"))
}

fn entry_text(entry: &TracebackEntry, source: &str) -> String {
    let file = &entry.code.compiled.file;
    let mut text = format!("  File \"{file}\", line {}, in {}\n", entry.line, entry.code.name);
    if entry.code.of_program
        && let Some(line) = source.lines().nth(entry.line.saturating_sub(1) as usize)
        && !line.trim().is_empty()
    {
        text.push_str(&format!("    {}\n", line.trim()));
    }
    text
}
