//! The virtual machine: values, frames, exceptions, classes and builtins of one process.
//!
//! It runs one thread until that thread must wait, and says what for: [`Vm::run`]. Frames are data, so that whatever the program
//! is doing, however deep, it can be put aside. What it is not: it knows no clock but the recorder's, no other threads, no loop
//! and no network: those are `world` and `library`. Begin with [`value`], [`native_frame`] and [`interpret`].

pub mod attributes;
pub mod builtins;
pub mod call;
pub mod class;
pub mod code;
pub mod construct;
pub mod delegate;
mod depth;
pub mod dict;
pub mod elementary;
pub mod equality;
pub mod exception;
mod exception_methods;
pub mod finalizer;
pub mod frame;
pub mod function;
pub mod generator;
pub mod import;
pub mod interpret;
pub mod iterator;
pub mod limits;
pub mod lookup;
pub mod memory;
pub mod module;
pub mod native_frame;
mod patterns;
mod prelude;
pub mod raise;
pub mod set;
mod suggestions;
pub mod symbol;
pub mod table;
mod tear_down;
pub mod thread;
pub mod traceback;
pub mod traverse;
pub mod types;
pub mod value;
pub mod weak_list;
pub mod weakref;

use std::collections::BTreeMap;
use std::rc::Rc;

use attributes::Namespace;
use exception::Exceptions;
use finalizer::{FinalizationQueue, FinalizerMessage};
use frame::Frame;
use import::Importer;
use limits::{Fuel, Halt};
use memory::MemoryGauge;
use module::Module;
use native_frame::{Extensions, Flow};
use symbol::{Symbol, Symbols};
use trace::{Recorder, Stream};
use types::Types;
use value::Value;
use weak_list::WeakList;

/// Says of an attribute that something does not have what to say if CPython has it.
pub type AsksOfAttribute = fn(&mut Vm, &Value, &str) -> Option<String>;

/// One process: everything that its threads share.
#[derive(Debug)]
pub struct Vm {
    /// Interned names.
    pub symbols: Symbols,
    /// The built-in classes.
    pub types: Types,
    /// The built-in exceptions.
    pub exceptions: Exceptions,
    /// Where events go. The world lends it for as long as one of the process's threads runs.
    pub recorder: Recorder,
    /// What the library keeps for this process.
    pub extensions: Extensions,
    /// The names that every module sees.
    pub builtins: Rc<Module>,
    /// The modules that have been imported, by dotted name.
    pub modules: BTreeMap<String, Rc<Module>>,
    /// What is still to be done for objects that were dropped.
    pub finalization: Rc<FinalizationQueue>,
    /// What the run may still spend.
    pub fuel: Fuel,
    /// How much memory is in use.
    pub memory: MemoryGauge,
    /// The number of the thread that runs.
    pub current_thread: u32,
    /// The number of its process; the program itself is 0.
    pub current_process: u32,
    /// What the frame handles that calls a function which looks at frames.
    handled_by_caller: Option<exception::Raised>,
    /// Whether the native function that runs was called by a frame of the program, and not by the library or the loop.
    pub called_by_program: bool,
    /// Of how many frames coroutines note where they were made: `sys.set_coroutine_origin_tracking_depth`.
    pub origin_depth: usize,
    /// Why everything must stop, once it must.
    pub halt: Option<Halt>,
    /// Says of an attribute that something does not have whether CPython has it; then the run ends with this sentence.
    pub unsupported_attribute: Option<AsksOfAttribute>,
    /// What the library does with messages about objects that were dropped, instead of printing them.
    pub finalizer_reporter: Option<fn(&mut Vm, FinalizerMessage) -> Flow>,
    importer: Importer,
    #[allow(
        clippy::vec_box,
        reason = "frames move between the pool, threads and generators: by pointer, not by copy"
    )]
    pool: Vec<Box<Frame>>,
    /// Every class that was made, and every function with captured variables: for the end, see `tear_down`.
    classes: WeakList<class::Class>,
    closures: WeakList<function::Function>,
    /// Objects that would notice a collection: with a `__del__`, or with weak references to them.
    noticing: WeakList<class::Instance>,
    /// The modules in which `exec` ran text with a dict of the program's.
    text_modules: Vec<std::rc::Weak<Module>>,
    identities: u64,
    /// Things whose `id()` was asked for: kept, so that no other gets the same number.
    identified: BTreeMap<usize, (u64, Value)>,
    /// How deep the VM's own functions are nested on Rust's stack: see `depth`.
    nesting: u32,
    characters: Vec<Value>,
    /// Addresses of the containers that are being printed, for `[...]`.
    printing: Vec<usize>,
}

impl Vm {
    /// A process that has imported nothing yet.
    pub fn new(importer: Importer, fuel: Fuel) -> Vm {
        let types = Types::default();
        let exceptions = Exceptions::new(&types.object);
        let builtins = Module { name: "builtins".into(), namespace: Namespace::default(), of_program: false };
        let mut vm = Vm {
            symbols: Symbols::default(),
            types,
            exceptions,
            recorder: Recorder::default(),
            extensions: Extensions::default(),
            builtins: Rc::new(builtins),
            modules: BTreeMap::new(),
            finalization: Rc::default(),
            fuel,
            memory: MemoryGauge::default(),
            current_thread: 0,
            current_process: 0,
            handled_by_caller: None,
            called_by_program: false,
            origin_depth: 0,
            halt: None,
            unsupported_attribute: None,
            finalizer_reporter: None,
            importer,
            pool: Vec::new(),
            classes: WeakList::default(),
            closures: WeakList::default(),
            noticing: WeakList::default(),
            text_modules: Vec::new(),
            identities: 0,
            identified: BTreeMap::new(),
            nesting: 0,
            characters: (0..128u8).map(|byte| Value::str(char::from(byte).to_string())).collect(),
            printing: Vec::new(),
        };
        vm.modules.insert("builtins".into(), vm.builtins.clone());
        builtins::install(&mut vm);
        construct::install(&mut vm);
        delegate::install(&mut vm);
        exception_methods::install(&mut vm);
        prelude::install(&mut vm);
        vm
    }

    /// A str of one character.
    pub fn character(&self, character: char) -> Value {
        match self.characters.get(character as usize) {
            Some(value) => value.clone(),
            None => Value::str(character.to_string()),
        }
    }

    /// The value of a name that every module sees.
    pub fn builtin(&mut self, name: &str) -> Option<Value> {
        let symbol = self.symbols.intern(name);
        self.builtins.namespace.get(symbol)
    }

    /// A function of the prelude, the part of `builtins` that is written in Python.
    pub fn prelude(&mut self, name: &str) -> exception::Result<Value> {
        match self.builtin(name) {
            Some(function) => Ok(function),
            None => Err(self.error("SystemError", format!("the prelude has no {name}"))),
        }
    }

    /// Prints for the program.
    pub fn write(&mut self, stream: Stream, text: &str) -> exception::Result<()> {
        self.fuel.spend_output(text.len());
        if !text.is_empty() {
            self.recorder.record_output(stream, text);
        }
        Ok(())
    }

    /// The number of an object: the same for the same object, whatever its address. `id()`.
    pub fn identity(&mut self, value: &Value) -> u64 {
        if let Value::Instance(instance) = value {
            return self.number_of(instance) * 16 + 0x7f00_0000_0000;
        }
        let Some(address) = value.address() else {
            return identity_by_value(value);
        };
        if let Some((number, _)) = self.identified.get(&address) {
            return *number;
        }
        self.identities += 1;
        let number = self.identities * 16 + 0x7f00_0000_0000;
        self.identified.insert(address, (number, value.clone()));
        number
    }

    /// The number of an instance among all objects that were asked for theirs, from 1: what its identity is made of.
    pub fn number_of(&mut self, instance: &class::Instance) -> u64 {
        if instance.identity.get() == 0 {
            self.identities += 1;
            instance.identity.set(self.identities);
        }
        instance.identity.get()
    }

    /// The text of a symbol, as a value.
    pub fn symbol_value(&self, symbol: Symbol) -> Value {
        Value::Str(self.symbols.text(symbol).clone())
    }
}

/// The identity of a value that is no object here: equal for values that are the same, and positive as every `id()` is.
fn identity_by_value(value: &Value) -> u64 {
    /// Ints of which 32 times fits into an identity.
    const FITTING: std::ops::Range<i64> = -(1 << 56)..1 << 56;
    // Fibonacci hashing: numbers that people write differ in few bits. The lowest bits tell kinds apart.
    let hashed = |bits: u64, kind: u64| bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 6 << 5 | kind;
    match value {
        Value::Int(number) if FITTING.contains(number) => {
            (*number as u64).wrapping_mul(32).wrapping_add(0x1000) & (i64::MAX as u64)
        }
        Value::Int(number) => hashed(*number as u64, 8),
        Value::Float(number) => hashed(number.to_bits(), 16),
        Value::Missing | Value::None => 0x101,
        Value::NotImplemented => 0x102,
        Value::Ellipsis => 0x103,
        Value::Bool(truth) => 0x104 + u64::from(*truth),
        other => unreachable!("{other:?} is an object: it has an address"),
    }
}
