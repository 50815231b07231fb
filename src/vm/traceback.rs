//! Tracebacks, and what is said of things that were dropped before their time.

use std::rc::Rc;

use super::Vm;
use super::exception::{Raised, TracebackEntry};
use super::function::Args;
use super::generator::{Generator, OrphanMessage};
use super::value::Value;
use crate::trace::{Event, Kind, Stream, WarningKind};

/// How long a chain of causes may get before the rest is left out.
const LONGEST_CHAIN: usize = 20;

impl Vm {
    /// The exception as Python prints it when nobody catches it: with its causes, ending in a newline. Frames of the library are
    /// left out, and so are the `^^^^` below the lines.
    pub fn format_exception(&mut self, raised: &Raised) -> String {
        self.format_chain(raised, false)
    }

    /// The same for an exception that ends the program or a thread: with what may have been meant by names that were not found.
    pub fn format_uncaught(&mut self, raised: &Raised) -> String {
        self.format_chain(raised, true)
    }

    fn format_chain(&mut self, raised: &Raised, suggesting: bool) -> String {
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
            text.push_str(&self.format_one(raised, suggesting));
            text.push_str(link);
        }
        text
    }

    fn format_one(&mut self, raised: &Raised, suggesting: bool) -> String {
        let entries = raised.state().traceback.borrow().clone();
        let mut text = String::new();
        if !entries.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
            text.push_str(&self.format_entries(&entries));
        }
        text.push_str(&self.exception_line(raised));
        if suggesting {
            text.push_str(&self.suggestion_for(raised));
        }
        text.push('\n');
        text.push_str(&self.format_notes(raised));
        text.push_str(&self.format_group(raised, suggesting));
        text
    }

    fn format_notes(&mut self, raised: &Raised) -> String {
        match raised.0.attributes.get(super::symbol::known::NOTES) {
            Some(Value::List(notes)) => {
                let notes = notes.0.borrow().clone();
                notes.iter().filter_map(Value::as_str).map(|note| format!("{note}\n")).collect()
            }
            _ => String::new(),
        }
    }

    /// The exceptions inside a group, indented below it.
    fn format_group(&mut self, raised: &Raised, suggesting: bool) -> String {
        let name = self.symbols.intern("exceptions");
        let Some(Value::Tuple(inner)) = raised.0.attributes.get(name) else { return String::new() };
        let mut text = String::new();
        for (at, exception) in inner.0.iter().enumerate() {
            let Value::Instance(instance) = exception else { continue };
            if instance.exception().is_none() {
                continue;
            }
            text.push_str(&format!("  +-+---------------- {} ----------------\n", at + 1));
            for line in self.format_one(&Raised(instance.clone()), suggesting).lines() {
                text.push_str(&format!("    | {line}\n"));
            }
        }
        if !text.is_empty() {
            text.push_str("    +------------------------------------\n");
        }
        text
    }

    /// The lines that a traceback names, outermost first.
    pub fn format_entries(&self, innermost_first: &[TracebackEntry]) -> String {
        let source = &self.recorder.trace().source;
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

    /// Prints an exception that nobody can catch, as CPython does for those raised while something is destroyed.
    pub(super) fn report_unraisable(&mut self, raised: &Raised) {
        let text = format!("Exception ignored in:\n{}", self.format_exception(raised));
        self.recorder.record_output(Stream::Error, &text);
    }

    pub(super) fn report_never_awaited(&mut self, name: &str) {
        let text = format!("RuntimeWarning: coroutine '{name}' was never awaited");
        let sentence = self.recorder.name(&text);
        let warning = Kind::Warning { kind: WarningKind::NeverAwaited, text: sentence };
        let line = self.recorder.line();
        let is_same = |event: &Event| event.line == line && event.kind == warning;
        // Python says the same of a line once.
        let is_new = !self.recorder.trace().events.iter().any(is_same);
        self.recorder.record(warning);
        if is_new {
            let trace = self.recorder.trace();
            let said = match trace.source.lines().nth((line as usize).wrapping_sub(1)) {
                Some(source) => format!("{}:{line}: {text}\n  {}\n", trace.file, source.trim()),
                None => format!("sys:1: {text}\n"),
            };
            self.recorder.record_output(Stream::Error, &said);
        }
    }

    /// Prints what the library says of something that was dropped.
    pub fn report_orphan(&mut self, message: OrphanMessage) {
        let text = match &message.exception {
            Some(raised) => {
                let shown = self.repr(&raised.value()).unwrap_or_default();
                let said = message.text.replace("{exception}", &shown);
                format!("{said}\n{}", self.format_exception(raised))
            }
            None => format!("{}\n", message.text),
        };
        let sentence = self.recorder.name(message.text.lines().next().unwrap_or_default());
        self.recorder.record(Kind::Warning { kind: message.kind, text: sentence });
        self.recorder.record_output(Stream::Error, &text);
    }

    /// Tells the loop of an asynchronous generator that starts, so that it can close it at its end.
    pub(super) fn adopt_on_first_step(&mut self, generator: &Rc<Generator>) {
        if generator.hooked.replace(true) {
            return;
        }
        if let Some(hook) = self.builtin("_async_generator_started") {
            // The hook only notes the generator; if it fails there is nobody to tell.
            self.call_sync(hook, Args::one(Value::Generator(generator.clone()))).ok();
        }
    }

    /// Hands an asynchronous generator that was dropped to the loop, which closes it in a task. False if there is no loop.
    pub(super) fn adopt_async_generator(&mut self, generator: &Rc<Generator>) -> bool {
        let Some(hook) = self.builtin("_async_generator_dropped") else { return false };
        match self.call_sync(hook, Args::one(Value::Generator(generator.clone()))) {
            Ok(Value::Bool(adopted)) => adopted,
            _ => false,
        }
    }
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
