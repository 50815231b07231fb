//! A run that is under way.

use std::pin::pin;
use std::rc::Rc;

use futures::future::{Either, select};

use crate::VirtualBackend;
use crate::library;
use crate::options::Options;
use crate::refusal::{
    of_error, refused_attribute, refused_builtin, refused_import, refused_keyword, refused_name,
    unsupported_at_run_time,
};
use crate::world::{IoBackend, Progress, World};
use protocol::Refusal;
use trace::{Clock, Recorder, Time, Trace};
use vm::Vm;
use vm::attributes::Namespace;
use vm::module::Module;
use vm::native_frame::Flow;
use vm::symbol::known;
use vm::value::Value;

/// Turns of the world between two chances for others to run. A turn has at most 20,000 steps, so that a program that computes
/// still lets the page draw every frame.
const TURNS: usize = 8;

/// A program that is running against an I/O backend.
pub struct Session<O> {
    world: World,
    backend: O,
}

impl<O: IoBackend> Session<O> {
    /// Prepares a run of `source`. Nothing runs yet. The clock and the I/O backend are made last, so that a wall clock does not
    /// count the time that preparing takes.
    ///
    /// # Errors
    /// The program cannot be read, or uses what Loopscope does not have.
    pub fn new(
        source: &str,
        options: &Options,
        backend: impl FnOnce() -> (Clock, O),
    ) -> Result<Session<O>, Refusal> {
        let mut world = prepare(source, options)?;
        let (clock, backend) = backend();
        world.vm.recorder.clock = clock;
        Ok(Session { world, backend })
    }

    /// Runs until the run is over or others should have a turn.
    pub async fn advance(&mut self) -> Progress {
        self.world.drive(&mut self.backend, TURNS).await
    }

    /// Runs until the run is over, or until `pause` is: then the run can be looked at or stopped, and the next call goes on,
    /// even in the middle of a wait. The page gives one frame as a pause.
    pub async fn advance_until(&mut self, pause: impl Future<Output = ()>) -> Progress {
        let mut pause = pin!(pause);
        loop {
            match select(pin!(self.advance()), pause.as_mut()).await {
                Either::Left((Progress::Over, _)) => return Progress::Over,
                Either::Left((Progress::More, _)) => {}
                // What waits is dropped, which loses nothing: the world keeps its state itself.
                Either::Right(_) => return Progress::More,
            }
        }
    }

    /// What has happened so far.
    pub fn trace(&self) -> &Trace {
        self.world.vm.recorder.trace()
    }

    /// Stops the run: requests in flight are given up.
    pub fn stop(&mut self) {
        self.world.stop();
        self.world.carry_out(&mut self.backend);
    }

    /// Ends the run, if it has not ended, and gives its trace.
    pub fn finish(mut self) -> Trace {
        self.stop();
        self.world.into_trace()
    }
}

/// Compiles a program, and makes a world whose main thread will run it. What it imports is imported here already: the library's
/// modules take time to load, and nothing that a person wants to watch or measure.
fn prepare(source: &str, options: &Options) -> Result<World, Refusal> {
    let file: Rc<str> = options.file.as_str().into();
    let refuse = |error: lang::Error| of_error(&error, source, &file);
    let tree = lang::parse(source).map_err(refuse)?;
    let imports = lang::imports(&tree);
    if let Some(refusal) = refused_import(&imports, source, &file) {
        return Err(refusal);
    }
    let uses = lang::uses(&tree).map_err(refuse)?;
    if let Some(refusal) = refused_builtin(&uses.unbound, source, &file) {
        return Err(refusal);
    }
    let code =
        lang::compile_module(&tree, &lang::Options { file: file.clone(), lines: true }).map_err(refuse)?;
    let mut vm = Vm::new(library::find, options.fuel.clone());
    vm.recorder = Recorder::new(Clock::default(), &file, source);
    for import in &imports {
        // One that fails fails again where the program imports it.
        vm.import(&import.module).ok();
    }
    if let Some(refusal) = refused_name(&mut vm, &uses.of_modules, source, &file) {
        return Err(refusal);
    }
    let (attributes, keywords) = lang::attributes(&tree);
    let refusal = refused_attribute(&mut vm, &attributes, source, &file);
    if let Some(refusal) = refusal.or_else(|| refused_keyword(&mut vm, &keywords, source, &file)) {
        return Err(refusal);
    }
    vm.unsupported_attribute = Some(unsupported_at_run_time);
    vm.fuel = options.fuel.clone();
    vm.memory = options.memory.from_now();
    vm.recorder = Recorder::new(Clock::at_zero(options.cost_per_line), &file, source);
    vm.extensions.get::<library::random::RunSeed>().0 = options.seed;
    let module = Module { name: "__main__".into(), namespace: Namespace::default(), of_program: true };
    let module = Rc::new(module);
    module.namespace.set(known::NAME, Value::str("__main__"));
    module.namespace.set(known::FILE, Value::str(&*file));
    module.namespace.set(known::ANNOTATIONS, Value::dict(vm::dict::Dict::default()));
    module.namespace.set(known::DOC, code.docstring.as_deref().map_or(Value::None, Value::str));
    vm.modules.insert("__main__".to_owned(), module.clone());
    let frame = vm.module_frame(&code, &module);
    let recorder = std::mem::take(&mut vm.recorder);
    let mut world = World::new(vm, recorder, Flow::Enter(frame), Time::ZERO + options.longest);
    world.finalize_variables = Some(library::exit::finalize_variables);
    Ok(world)
}

/// What is wrong with a program, if anything is, without running it.
pub fn check(source: &str) -> Option<Refusal> {
    prepare(source, &Options::default()).err()
}

/// Runs a program in virtual time, to its end.
///
/// # Errors
/// The program cannot be read, or uses what Loopscope does not have.
pub fn predict(source: &str, options: &Options) -> Result<Trace, Refusal> {
    let clock = Clock::at_zero(options.cost_per_line);
    let mut session =
        Session::new(source, options, || (clock, VirtualBackend::new(options.network.clone())))?;
    // The virtual backend never makes anyone wait, so each step is ready when it is first polled.
    while futures::FutureExt::now_or_never(session.advance()) == Some(Progress::More) {}
    Ok(session.finish())
}
