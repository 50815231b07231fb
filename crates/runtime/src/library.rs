//! The modules that programs import: one file or folder each, native where speed or the world is needed, Python elsewhere.
//!
//! Python files are run by the VM as library code: their lines cost no time and leave no trace. Begin with [`find`].

pub mod asyncio;
pub mod collections;
pub mod contextvars;
pub mod digest;
pub mod exit;
pub mod functools;
pub mod gc;
pub mod http;
pub mod json;
pub mod math;
pub mod objects;
pub mod process;
pub mod random;
pub mod signal;
pub mod sys;
pub mod thread;
pub mod time;
pub mod traceback;
pub mod types;
pub mod weakref;

use vm::import::ModuleSource;

/// A module that is only native.
const fn native(fill: fn(&mut vm::Vm, &std::rc::Rc<vm::module::Module>)) -> ModuleSource {
    ModuleSource { native: Some(fill), python: None }
}

/// A module that is only Python.
const fn python(text: &'static str) -> ModuleSource {
    ModuleSource { native: None, python: Some(text) }
}

/// Declares the Python modules: dotted name and file.
macro_rules! python_modules {
    ($($name:literal = $file:literal),* $(,)?) => {
        const PYTHON: &[(&str, ModuleSource)] = &[$(($name, python(include_str!(concat!("library/", $file))))),*];
    };
}

python_modules! {
    "_arguments" = "_arguments.py",
    "_blocking_http" = "_blocking_http.py",
    "_calendar" = "_calendar.py",
    "_bytearray" = "_bytearray.py",
    "_complex" = "_complex.py",
    "_import" = "_import.py",
    "_memoryview" = "_memoryview.py",
    "importlib" = "importlib.py",
    "_process_pool" = "_process_pool.py",
    "_pickle" = "_pickle.py",
    "_processes" = "_processes.py",
    "abc" = "abc.py",
    "aiohttp" = "aiohttp/package.py",
    "aiohttp.client" = "aiohttp/client.py",
    "aiohttp.client_exceptions" = "aiohttp/client_exceptions.py",
    "aiohttp.client_reqrep" = "aiohttp/client_reqrep.py",
    "aiohttp.connector" = "aiohttp/connector.py",
    "aiohttp.helpers" = "aiohttp/helpers.py",
    "aiohttp.http_exceptions" = "aiohttp/http_exceptions.py",
    "aiohttp.streams" = "aiohttp/streams.py",
    "asyncio" = "asyncio/package.py",
    "asyncio.base_tasks" = "asyncio/base_tasks.py",
    "asyncio.coroutines" = "asyncio/coroutines.py",
    "asyncio.events" = "asyncio/events.py",
    "asyncio.exceptions" = "asyncio/exceptions.py",
    "asyncio.futures" = "asyncio/futures.py",
    "asyncio.generators" = "asyncio/generators.py",
    "asyncio.locks" = "asyncio/locks.py",
    "asyncio.log" = "asyncio/log.py",
    "asyncio.queues" = "asyncio/queues.py",
    "asyncio.runners" = "asyncio/runners.py",
    "asyncio.taskgroups" = "asyncio/taskgroups.py",
    "asyncio.tasks" = "asyncio/tasks.py",
    "asyncio.threads" = "asyncio/threads.py",
    "asyncio.timeouts" = "asyncio/timeouts.py",
    "atexit" = "atexit.py",
    "base64" = "base64.py",
    "binascii" = "binascii.py",
    "bisect" = "bisect.py",
    "collections" = "collections/package.py",
    "collections._counter" = "collections/_counter.py",
    "collections._namedtuple" = "collections/_namedtuple.py",
    "collections._structural" = "collections/_structural.py",
    "collections._user" = "collections/_user.py",
    "collections.abc" = "collections/abc.py",
    "concurrent" = "concurrent/package.py",
    "concurrent.futures" = "concurrent/futures/package.py",
    "concurrent.futures._base" = "concurrent/futures/_base.py",
    "concurrent.futures.process" = "concurrent/futures/process.py",
    "concurrent.futures.thread" = "concurrent/futures/thread.py",
    "contextlib" = "contextlib.py",
    "copy" = "copy.py",
    "dataclasses" = "dataclasses.py",
    "datetime" = "datetime/package.py",
    "datetime._dates" = "datetime/_dates.py",
    "datetime._delta" = "datetime/_delta.py",
    "datetime._times" = "datetime/_times.py",
    "datetime._zones" = "datetime/_zones.py",
    "enum" = "enum/package.py",
    "enum._enum" = "enum/_enum.py",
    "enum._flags" = "enum/_flags.py",
    "enum._type" = "enum/_type.py",
    "functools" = "functools.py",
    "hashlib" = "hashlib.py",
    "heapq" = "heapq.py",
    "hmac" = "hmac.py",
    "inspect" = "inspect.py",
    "io" = "io.py",
    "itertools" = "itertools.py",
    "json" = "json/package.py",
    "json.decoder" = "json/decoder.py",
    "json.encoder" = "json/encoder.py",
    "keyword" = "keyword.py",
    "multidict" = "multidict.py",
    "multiprocessing" = "multiprocessing/package.py",
    "multiprocessing.context" = "multiprocessing/context.py",
    "multiprocessing._shared" = "multiprocessing/_shared.py",
    "multiprocessing.pool" = "multiprocessing/pool.py",
    "multiprocessing.process" = "multiprocessing/process.py",
    "logging" = "logging/package.py",
    "logging._handlers" = "logging/_handlers.py",
    "logging._loggers" = "logging/_loggers.py",
    "logging._records" = "logging/_records.py",
    "operator" = "operator.py",
    "os" = "os/package.py",
    "os.path" = "os/path.py",
    "pathlib" = "pathlib.py",
    "pprint" = "pprint.py",
    "queue" = "queue.py",
    "requests" = "requests/package.py",
    "requests.exceptions" = "requests/exceptions.py",
    "requests.models" = "requests/models.py",
    "requests.sessions" = "requests/sessions.py",
    "sched" = "sched.py",
    "secrets" = "secrets.py",
    "signal" = "signal.py",
    "statistics" = "statistics.py",
    "string" = "string.py",
    "textwrap" = "textwrap.py",
    "threading" = "threading/package.py",
    "threading._local" = "threading/_local.py",
    "threading._locks" = "threading/_locks.py",
    "timeit" = "timeit.py",
    "traceback" = "traceback.py",
    "types" = "types.py",
    "typing" = "typing/package.py",
    "typing._forms" = "typing/_forms.py",
    "urllib" = "urllib/package.py",
    "urllib.error" = "urllib/error.py",
    "urllib.parse" = "urllib/parse.py",
    "urllib.request" = "urllib/request.py",
    "uuid" = "uuid.py",
    "warnings" = "warnings.py",
    "weakref" = "weakref.py",
    "yarl" = "yarl.py",
}

/// The native modules, by name.
const NATIVE: &[(&str, ModuleSource)] = &[
    ("_asyncio", native(asyncio::module::fill)),
    ("_collections", native(collections::fill)),
    ("_digest", native(digest::fill)),
    ("_functools", native(functools::fill)),
    ("_http", native(http::fill)),
    ("_json_text", native(json::fill)),
    ("_process", native(process::fill)),
    ("_signal", native(signal::fill)),
    ("_thread", native(thread::fill)),
    ("_traceback", native(traceback::fill)),
    ("_types", native(types::fill)),
    ("_weakref", native(weakref::fill)),
    ("contextvars", native(contextvars::fill)),
    ("gc", native(gc::fill)),
    ("math", native(math::install)),
    ("random", native(random::install)),
    ("sys", native(sys::fill)),
    ("time", native(time::fill)),
];

/// The module of this dotted name, if there is one.
pub fn find(name: &str) -> Option<ModuleSource> {
    PYTHON.iter().chain(NATIVE).find(|(other, _)| *other == name).map(|(_, source)| *source)
}

/// The modules that programs may import, by name: those without a leading underscore in any part.
pub fn public_modules() -> Vec<&'static str> {
    let all = PYTHON.iter().chain(NATIVE).map(|(name, _)| *name);
    let mut public: Vec<&str> =
        all.filter(|name| !name.split('.').any(|part| part.starts_with('_'))).collect();
    public.sort_unstable();
    public
}
