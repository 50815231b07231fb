"""Puts Loopscope's own library in place of CPython's, so that CPython can judge it.

The library's Python files (`crates/runtime/src/library`) expect native modules. Here those are made from CPython's: the same loop, futures and
tasks run under both libraries, and any difference in what a program prints is the library's.
"""

import _signal
import _thread
import asyncio as cpython_asyncio
import hashlib
import importlib.abc
import importlib.util
import json as cpython_json
import linecache
import pathlib
import sys
import threading
import traceback as cpython_traceback
import types

LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "crates" / "runtime" / "src" / "library"


def native_asyncio():
    """What the virtual machine provides as `_asyncio`."""
    cpython_asyncio.get_event_loop_policy()  # made now, because it imports from `asyncio` what is not there later
    module = types.ModuleType("_asyncio")
    for name in (
        "Future Task Handle TimerHandle get_running_loop _get_running_loop get_event_loop set_event_loop new_event_loop "
        "current_task all_tasks CancelledError InvalidStateError"
    ).split():
        setattr(module, name, getattr(cpython_asyncio, name))
    module.EventLoop = cpython_asyncio.SelectorEventLoop
    cpython_asyncio.SelectorEventLoop._nothing_to_shut_down = lambda self: False
    cpython_asyncio.SelectorEventLoop.run_in_executor = run_in_executor
    cpython_asyncio.SelectorEventLoop.set_default_executor = set_default_executor
    module.mark = lambda future, kind, *standing: None
    module.holding = property(lambda lock: None, lambda lock, holds: None)
    module.is_coroutine = cpython_asyncio.iscoroutine
    add_waiting(module)
    return module


def add_waiting(module):
    """What locks and queues do without waiting, and the lines in which tasks wait for them."""

    def line_up(owner, waiters, kind):
        loop = cpython_asyncio._get_running_loop()
        if owner._loop is None:
            owner._loop = loop
        if owner._loop is not loop:
            raise RuntimeError(f"{owner!r} is bound to a different event loop")
        waiters.append(loop.create_future())
        return waiters[-1]

    def wake(waiters, result, most=None):
        sleeping = [waiter for waiter in waiters if not waiter.done()][:most]
        for waiter in sleeping:
            waiter.set_result(result)
        return len(sleeping)

    def release_one(waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                return waiter.set_result(None)

    class AsyncWith:
        async def __aenter__(self):
            await self._enter()

        async def __aexit__(self, *exc_info):
            await self._leave()

    class Lock(AsyncWith):
        def release(self):
            if not self._locked:
                raise RuntimeError("Lock is not acquired.")
            self._locked = False
            wake(list(self._waiters)[:1], True)

    class Semaphore(AsyncWith):
        def release(self):
            self._value += 1
            self._value -= wake(self._waiters, True, 1)

    class BoundedSemaphore:
        def release(self):
            if self._value >= self._bound_value:
                raise ValueError("BoundedSemaphore released too many times")
            super().release()

    class Queue:
        full = lambda self: self._is_full_by_hooks()
        empty = lambda self: not self._queue
        qsize = lambda self: len(self._queue)
        put_nowait = lambda self, item: self._put_by_hooks(item)
        get_nowait = lambda self: self._get_by_hooks()
        _put = lambda self, item: self._queue.append(item)
        _get = lambda self: self._queue.popleft()

    module.line_up, module.wake, module.release_one = line_up, wake, release_one
    module.wake_first = lambda waiters: wake(list(waiters)[:1], True)
    module.is_waited_for = lambda waiters: not all(waiter.cancelled() for waiter in waiters)
    module.Lock, module.Semaphore, module.BoundedSemaphore, module.Queue = Lock, Semaphore, BoundedSemaphore, Queue
    module.QueueFull = type("QueueFull", (Exception,), {"__module__": "asyncio.queues"})
    module.QueueEmpty = type("QueueEmpty", (Exception,), {"__module__": "asyncio.queues"})


def run_in_executor(loop, executor, func, *args):
    """As the virtual machine's loop does it: the library has the rest."""
    from asyncio.threads import run_in_executor

    loop._check_closed()
    loop._check_default_executor()
    return run_in_executor(loop, executor, func, *args)


def set_default_executor(loop, executor):
    """Without the check of its type, which would know CPython's only."""
    loop._default_executor = executor


def is_outside(file):
    """Whether a frame of that file is the program's own."""
    return file == "program.py"


def natives():
    """The modules that the virtual machine provides, as far as CPython lacks them."""
    kinds = types.ModuleType("_types")
    kinds.__dict__.update({name: value for name, value in vars(types).items() if name.endswith(("Type", "Alias"))})
    kinds.coroutine = types.coroutine
    frames = types.ModuleType("_traceback")
    frames.frames = lambda tb: [tuple(frame) for frame in cpython_traceback.extract_tb(tb) if is_outside(frame.filename)]
    frames.stack = lambda: [tuple(frame) for frame in cpython_traceback.extract_stack() if is_outside(frame.filename)]
    frames.uncaught = lambda error: "".join(cpython_traceback.format_exception(error))
    frames.line = lambda file, number: linecache.getline(file, number).strip()
    _thread.set_name = lambda name: None
    _thread.mark = lambda lock: None
    _thread.allocate_waiter = lambda condition, waiters: _thread.allocate_lock()
    _signal.is_main_thread = lambda: threading.current_thread() is threading.main_thread()
    return {"_asyncio": native_asyncio(), "_types": kinds, "_traceback": frames, "_digest": native_digest(), "_json_text": native_json()}


def native_json():
    """Reading and writing of JSON text."""
    module = types.ModuleType("_json_text")
    names = ("object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant", "strict")
    decoder = lambda hooks: cpython_json.JSONDecoder(**dict(zip(names, hooks)))
    module.loads = lambda text, *hooks: decoder(hooks).decode(text)
    module.scan = lambda text, start, *hooks: decoder(hooks).raw_decode(text, start)
    module.dumps = cpython_json.dumps
    module.JSONDecodeError = cpython_json.JSONDecodeError
    return module


def native_digest():
    """The checksums."""
    module = types.ModuleType("_digest")
    names = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
    module.sizes = tuple((name, hashlib.new(name).digest_size) for name in names)
    module.digest = lambda name, data: hashlib.new(name, data).digest()
    module.md5 = lambda data: hashlib.md5(data).digest()
    module.sha1 = lambda data: hashlib.sha1(data).digest()
    module.pbkdf2 = hashlib.pbkdf2_hmac
    return module


def all_modules():
    """The top-level names in `src/library`, but for those that CPython itself needs while it runs, or calls at its end."""
    packages = {file.parent.name for file in LIBRARY.glob("*/package.py")}
    return ({file.stem for file in LIBRARY.glob("*.py")} | packages) - {"atexit", "io", "os"}



class LibraryFinder(importlib.abc.MetaPathFinder):
    """Finds modules in `src/library`, before all others."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in self.names:
            return None
        file = LIBRARY.joinpath(*name.split("."))
        if (file / "package.py").exists():
            return importlib.util.spec_from_file_location(
                name, file / "package.py", submodule_search_locations=[str(file)]
            )
        file = file.with_suffix(".py")
        return importlib.util.spec_from_file_location(name, file) if file.exists() else None


def install(names, more_natives=None):
    """From here on, importing any of `names` gives Loopscope's module."""
    for loaded_by_others in ("datetime", "decimal", "json", "linecache", "random", "re", "uuid", "_strptime"):
        importlib.import_module(loaded_by_others)  # or else they would import ours
    sys.modules.update(natives())
    sys.modules.update(more_natives or {})
    for loaded in list(sys.modules):
        if loaded.partition(".")[0] in names:
            del sys.modules[loaded]
    sys.meta_path.insert(0, LibraryFinder(names))
