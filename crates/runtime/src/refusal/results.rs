//! Of which class is what functions and methods of the library return, for those that programs go on to use.

/// Module, functions, and the class of what they return.
const RESULTS: &[(&str, &str, &str)] = &[
    ("asyncio", "get_running_loop get_event_loop new_event_loop", "asyncio.SelectorEventLoop"),
    ("asyncio", "create_task current_task", "asyncio.Task"),
    ("asyncio", "gather shield wrap_future", "asyncio.Future"),
    ("concurrent.futures", "wait", "concurrent.futures.DoneAndNotDoneFutures"),
    ("threading", "current_thread main_thread", "threading.Thread"),
    ("multiprocessing", "current_process", "multiprocessing.Process"),
    ("multiprocessing", "Pool", "multiprocessing.pool.Pool"),
    ("logging", "getLogger", "logging.Logger"),
    ("contextvars", "copy_context", "contextvars.Context"),
];

/// Class, methods, and the class of what they return.
pub(super) const RESULTS_OF_METHODS: &[(&str, &str, &str)] = &[
    ("asyncio.SelectorEventLoop", "create_task", "asyncio.Task"),
    ("asyncio.SelectorEventLoop", "create_future run_in_executor", "asyncio.Future"),
    ("asyncio.SelectorEventLoop", "call_soon call_soon_threadsafe", "asyncio.Handle"),
    ("asyncio.SelectorEventLoop", "call_later call_at", "asyncio.TimerHandle"),
    ("asyncio.TaskGroup", "create_task", "asyncio.Task"),
    ("asyncio.Runner", "get_loop", "asyncio.SelectorEventLoop"),
    ("asyncio.Future", "get_loop", "asyncio.SelectorEventLoop"),
    ("concurrent.futures.Executor", "submit", "concurrent.futures.Future"),
    ("builtins.str", "strip lstrip rstrip lower upper title replace join format ljust rjust", "builtins.str"),
    ("builtins.str", "encode", "builtins.bytes"),
    ("builtins.bytes", "decode", "builtins.str"),
];

/// Classes of which a `with` statement gives the object itself.
const ENTERED: &[&str] =
    &["TaskGroup", "Runner", "Timeout", "Pool", "ThreadPool", "ThreadPoolExecutor", "ProcessPoolExecutor"];

/// The class of what a function of a module returns.
pub(super) fn of_function(module: &str, name: &str) -> Option<&'static str> {
    let is_it = |(of, functions, _): &&(&str, &str, &str)| {
        *of == module && functions.split(' ').any(|function| function == name)
    };
    RESULTS.iter().find(is_it).map(|(.., class)| *class)
}

/// Whether `with` gives an object of this class itself.
pub(super) fn enters_itself(class: &str) -> bool {
    ENTERED.contains(&class)
}
