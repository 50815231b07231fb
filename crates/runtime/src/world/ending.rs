//! How a run ends: the main thread is over, a budget is used up, nothing can ever wake anybody, or a person stops it.

use std::rc::Rc;

use super::mailbox::Mailbox;
use super::schedule::{Order, World};
use super::wait::SlotState;
use trace::{Ending, Kind, Stream};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::native_frame::Flow;
use vm::value::Value;

/// The status that a shell sees of a process that `SIGINT` ended.
const INTERRUPTED: i32 = 128 + 2;

/// What the main thread does after the main program: it waits for threads, calls what was registered, and tells of tasks that
/// nobody will ever step.
const EXIT_FUNCTIONS: &[(&str, &str)] =
    &[("threading", "_shutdown"), ("atexit", "_run_exitfuncs"), ("_asyncio", "_report_left_over")];

impl World {
    /// A thread is over; with the main one, the process.
    pub(super) fn finished(&mut self, at: usize, result: Result<Value>) {
        if at == 0 {
            return self.main_finished(result);
        }
        self.finish_thread(at);
    }

    fn finish_thread(&mut self, at: usize) {
        self.threads[at].state = SlotState::Finished;
        self.vm.recorder.set_line(0);
        self.vm.recorder.record(Kind::ThreadFinished);
    }

    /// The main program is over: says so if it failed, then does what is left to do, and only then ends the process
    /// (`Py_FinalizeEx` in `Python/pylifecycle.c`).
    fn main_finished(&mut self, result: Result<Value>) {
        match self.outcome {
            None => {
                let result = match self.main_result.take() {
                    Some(before) => before,
                    None => {
                        // What it leaves behind may have something to say, and take its time.
                        if let Some(finalizers) = self.vm.finalizers() {
                            self.main_result = Some(result);
                            return self.restart_main(Flow::Start(finalizers));
                        }
                        result
                    }
                };
                self.outcome = Some(self.ending_for(result));
            }
            Some(_) => {
                if let Err(raised) = result {
                    let text = self.vm.format_exception(&raised);
                    self.write_stderr(&format!("Exception ignored in: <module 'threading'>\n{text}"));
                }
            }
        }
        while let Some((module, function)) = EXIT_FUNCTIONS.get(self.exit_functions_called) {
            self.exit_functions_called += 1;
            if let Some(exit_function) = self.exit_function(module, function) {
                return self.restart_main(exit_function);
            }
        }
        if let Some(finalize_variables) = self.finalize_variables.take()
            && let Some(finalizers) = finalize_variables(&mut self.vm)
        {
            return self.restart_main(finalizers);
        }
        self.finish_thread(0);
        let ending = self.outcome.take().unwrap_or(Ending::Finished);
        self.end(ending);
    }

    /// A function of a module, if the program has loaded that.
    fn exit_function(&mut self, module: &str, function: &str) -> Option<Flow> {
        let module = self.vm.modules.get(module)?.clone();
        let name = self.vm.symbols.intern(function);
        Some(Flow::Call(module.namespace.get(name)?, Args::default()))
    }

    /// How the process ends, as far as the main program says.
    fn ending_for(&mut self, result: Result<Value>) -> Ending {
        match result {
            Ok(_) => Ending::Finished,
            Err(raised) if self.vm.is_exception(&raised, "SystemExit") => exited(self.exit_status(&raised)),
            Err(raised) => {
                let traceback = self.vm.format_uncaught(&raised);
                self.write_stderr(&traceback);
                // As `pymain_run_python` (`Modules/main.c`): whoever started the program sees that it was interrupted.
                let interrupted = Rc::ptr_eq(&raised.class(), &self.vm.exceptions.named("KeyboardInterrupt"));
                Ending::Failed { traceback, status: if interrupted { INTERRUPTED } else { 1 } }
            }
        }
    }

    fn write_stderr(&mut self, text: &str) {
        self.vm.recorder.record_output(Stream::Error, text);
    }

    /// What `sys.exit` asked for: None is 0, an int is the status, anything else is printed and means 1.
    fn exit_status(&mut self, raised: &Raised) -> i32 {
        match raised.first_argument() {
            None | Some(Value::None) => 0,
            Some(Value::Int(status)) => i32::try_from(status).unwrap_or(1),
            Some(Value::Bool(status)) => i32::from(status),
            Some(other) => {
                let text = self.vm.str(&other).unwrap_or_default();
                self.write_stderr(&format!("{text}\n"));
                1
            }
        }
    }

    /// The process ends here and now.
    pub(super) fn exit(&mut self, status: i32) {
        self.end(exited(status));
    }

    /// A budget is used up.
    pub(super) fn stop_at_limit(&mut self, which: &'static str) {
        self.end(limit(which));
    }

    /// A person stops the run.
    pub fn stop(&mut self) {
        if self.ending.is_none() {
            self.end(Ending::Stopped);
        }
    }

    /// Nothing will ever arrive, and no moment is waited for.
    pub fn deadlock(&mut self) {
        let mut sentences = Vec::new();
        for slot in &self.threads {
            let waits = match slot.state {
                SlotState::Finished | SlotState::Runnable | SlotState::Preempted | SlotState::Until(_) => {
                    continue;
                }
                SlotState::Poll(_) => "its event loop sleeps: no timer is set and no request is in flight",
                SlotState::Request(..) => "it waits for a request",
                SlotState::Ticket(..) => "it waits for another thread",
            };
            let location =
                slot.thread.location().map(|(line, function)| format!(" (line {line}, in {function})"));
            sentences.push(format!("{}: {waits}{}", slot.name, location.unwrap_or_default()));
        }
        for report in self.vm.extensions.get::<Mailbox>().deadlock_reporters.clone() {
            sentences.extend(report(&mut self.vm));
        }
        let message = format!("Everything waits, and nothing can wake it. {}", sentences.join(". "));
        self.end(Ending::Deadlock { message });
    }

    pub(super) fn end(&mut self, ending: Ending) {
        if self.ending.is_some() {
            return;
        }
        let in_flight = std::mem::take(&mut self.vm.extensions.get::<Mailbox>().in_flight);
        for (request, _) in in_flight {
            self.vm.recorder.record(Kind::RequestAborted { request });
            self.orders.push(Order::Abort(request));
        }
        self.vm.recorder.set_ending(ending.clone());
        self.ending = Some(ending);
    }
}

fn exited(status: i32) -> Ending {
    match status {
        0 => Ending::Finished,
        status => Ending::Failed { traceback: String::new(), status },
    }
}

/// The ending for a budget that is used up: what happened, and what to do.
fn limit(which: &'static str) -> Ending {
    let (what, option) = match which {
        "steps" => (
            "The program took more steps than it may (lines, calls and rounds of loops). If a loop never ends, mend it",
            "--max-steps",
        ),
        "events" => ("The run has more events than are kept. Make the program shorter", "--max-events"),
        "memory" => {
            ("The program's objects take more memory than they may. Keep less at once", "--max-memory")
        }
        "output" => ("The program printed more than is kept. Print less", "--max-output"),
        _ => ("The program waits for longer than a run may take. Wait for less", "--max-time"),
    };
    let message = format!("{what}, or raise the limit: loopscope run {option}, or Limits in the page.");
    Ending::Limit { which: which.to_owned(), message }
}
