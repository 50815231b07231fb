//! Tracebacks, and what is said of things that were dropped before their time. How exceptions look as text is in `format`.

mod format;

use std::rc::Rc;

use super::Vm;
use super::exception::Raised;
use super::finalizer::FinalizerMessage;
use super::function::Args;
use super::generator::Generator;
use super::value::Value;
use trace::{Event, Kind, Stream, WarningKind};

impl Vm {
    /// Prints an exception that nobody can catch, as CPython does for those raised while something is destroyed.
    pub fn report_unraisable(&mut self, raised: &Raised, object: Option<&Value>) {
        let shown = object
            .and_then(|object| self.repr(object).ok())
            .map_or_else(String::new, |text| format!(" {text}"));
        let text = format!("Exception ignored in:{shown}\n{}", self.format_exception(raised));
        self.recorder.record_output(Stream::Error, &text);
    }

    pub(super) fn report_never_awaited(&mut self, name: &str) {
        let said = format!("coroutine '{name}' was never awaited");
        let text = format!("RuntimeWarning: {said}");
        let sentence = self.recorder.name(&text);
        let warning = Kind::Warning { kind: WarningKind::NeverAwaited, text: sentence };
        let line = self.recorder.line();
        let is_same = |event: Event| event.line == line && event.kind == warning;
        // Python says the same of a line once.
        let is_new = !self.recorder.trace().events().any(is_same);
        self.recorder.record(warning);
        if self.warn_never_awaited(&said, line) {
            return;
        }
        if is_new {
            let trace = self.recorder.trace();
            let said = match trace.source().lines().nth((line as usize).wrapping_sub(1)) {
                Some(source) => format!("{}:{line}: {text}\n  {}\n", trace.file(), source.trim()),
                None => format!("sys:1: {text}\n"),
            };
            self.recorder.record_output(Stream::Error, &said);
        }
    }

    /// Leaves a warning to the module `warnings`, whose filters may hide it. False if the program has not imported that.
    fn warn_never_awaited(&mut self, text: &str, line: u32) -> bool {
        let name = self.symbols.intern("_never_awaited");
        let warn = self.modules.get("warnings").and_then(|module| module.namespace.get(name));
        let Some(warn) = warn else { return false };
        let is_of_program =
            self.recorder.trace().source().lines().nth((line as usize).wrapping_sub(1)).is_some();
        let (file, line) = match is_of_program {
            true => (self.recorder.trace().file().to_owned(), line),
            false => ("sys".to_owned(), 0),
        };
        let args = [Value::str(text), Value::str(file), Value::Int(line.into())];
        if let Err(raised) = self.call_sync(warn, Args::new(args)) {
            self.report_unraisable(&raised, None);
        }
        true
    }

    /// Prints what the library says of something that was dropped.
    pub fn report_finalizer_message(&mut self, message: &FinalizerMessage) {
        let mut text = self.record_finalizer_message(message);
        text.push('\n');
        if let Some(raised) = &message.exception {
            text.push_str(&self.format_exception(raised));
        }
        self.recorder.record_output(Stream::Error, &text);
    }

    /// Warns of something that was dropped, and gives what is said of it, without a traceback.
    pub fn record_finalizer_message(&mut self, message: &FinalizerMessage) -> String {
        let sentence = self.recorder.name(message.text.lines().next().unwrap_or_default());
        self.recorder.record(Kind::Warning { kind: message.kind, text: sentence });
        match &message.exception {
            Some(raised) => {
                let shown = self.repr(&raised.value()).unwrap_or_default();
                message.text.replace("{exception}", &shown)
            }
            None => message.text.clone(),
        }
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
