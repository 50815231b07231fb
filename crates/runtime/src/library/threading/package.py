"""Threads and what they wait for, over the native `_thread`: CPython's, without tracing hooks.

The interpreter calls `_shutdown` when the main program has ended.
"""

import sys
from _process import current as current_process
from _thread import RLock, allocate_lock, get_ident, mark, set_name, start_new_thread
from _traceback import uncaught
from threading._local import local
from threading._locks import Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, Semaphore

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
get_native_id = get_ident

_active = {}  # the threads that run, by ident
_starting = []  # those that are about to
_unfinished = {}  # the locks that threads other than daemons hold while they run, with the numbers of their processes
_at_exit = []
_count = 0


def _numbered(kind):
    """A name for a thread that is given none."""
    global _count
    _count += 1
    return f"{kind}-{_count}"


class Thread:
    """A function at work beside others."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target, self._args = target, args
        self._kwargs = {} if kwargs is None else kwargs
        self._name = str(name) if name else _numbered("Thread")
        if not name and hasattr(target, "__name__"):
            self._name += f" ({target.__name__})"
        self._is_daemon = current_thread().daemon if daemon is None else daemon
        self._number = None  # its ident, once it runs
        self._process = current_process()
        self._started, self._stopped = Event(), False
        self._running = None  # a lock that is held as long as the thread runs

    def __repr__(self):
        self.is_alive()
        status = "stopped" if self._stopped else "started" if self._started.is_set() else "initial"
        daemon = " daemon" if self._is_daemon else ""
        number = "" if self._number is None else f" {self._number}"
        return f"<{type(self).__name__}({self._name}, {status}{daemon}{number})>"

    def start(self):
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        _starting.append(self)
        try:
            start_new_thread(self._bootstrap, ())
        except Exception:
            _starting.remove(self)
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # It runs once only, and what it was called with is not kept beyond that.
            del self._kwargs, self._args, self._target

    def _bootstrap(self):
        """What the new thread does, from its first to its last moment."""
        self._begin()
        self._started.set()
        try:
            self.run()
        except BaseException as error:
            excepthook(_Failure((type(error), error, error.__traceback__, self)))
        finally:
            del _active[self._number]
            self._running.release()

    def _begin(self):
        self._number = get_ident()
        self._running = allocate_lock()
        self._running.acquire()
        mark(self._running)  # who waits for it waits for this thread
        if not self._is_daemon:
            _unfinished[self._running] = self._process
        set_name(self._name)  # for those who watch
        _active[self._number] = self
        if self in _starting:
            _starting.remove(self)

    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._has_ended(True, -1 if timeout is None else max(timeout, 0))

    def _has_ended(self, blocking=False, timeout=-1):
        """Whether the lock that it holds while it runs is free, or becomes free in time."""
        if not self._stopped and self._running.acquire(blocking, timeout):
            self._running.release()
            self._stopped = True
            _unfinished.pop(self._running, None)
        return self._stopped

    def is_alive(self):
        return not self._stopped and self._started.is_set() and not self._has_ended()

    def getName(self):
        return self._name

    def setName(self, name):
        self._name = str(name)

    def isDaemon(self):
        return self._is_daemon

    def setDaemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._is_daemon = daemonic

    name = property(getName, setName)
    daemon = property(isDaemon, setDaemon)
    ident = native_id = property(lambda self: self._number)


class Timer(Thread):
    """Calls a function later, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function, self.finished = interval, function, Event()
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs

    def cancel(self):
        self.finished.set()

    def run(self):
        is_cancelled = self.finished.wait(self.interval)
        if not is_cancelled:
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread that a process began in."""

    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._begin()
        del _unfinished[self._running]
        self._started.set()


class _DummyThread(Thread):
    """A thread that was not made here."""

    def __init__(self):
        super().__init__(name=_numbered("Dummy"), daemon=True)
        self._begin()
        self._started.set()


class _Failure(tuple):
    """What `excepthook` is given: exc_type, exc_value, exc_traceback, thread."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


ExceptHookArgs = _Failure


def excepthook(args, /):
    """Reports what ended a thread."""
    if args.exc_type is SystemExit:
        return
    name = get_ident() if args.thread is None else args.thread.name
    print(f"Exception in thread {name}:", file=sys.stderr, flush=True)
    if args.exc_value is not None:
        print(uncaught(args.exc_value), end="", file=sys.stderr, flush=True)


__excepthook__ = excepthook


def current_thread():
    return _active.get(get_ident()) or _DummyThread()


currentThread = current_thread


def active_count():
    return len(enumerate())


activeCount = active_count


def enumerate():
    here = current_process()
    return [thread for thread in [*_active.values(), *_starting] if thread._process == here]


def main_thread():
    return next(thread for thread in enumerate() if isinstance(thread, _MainThread))


def _register_atexit(func, *args, **keywords):
    """Calls it once the main program has ended, before its threads are waited for."""
    _at_exit.append(lambda: func(*args, **keywords))


def _shutdown():
    """Ends the main thread, and waits for all others but the daemons."""
    if _main_thread._stopped:
        return
    for call in reversed(_at_exit):
        call()
    _main_thread._running.release()
    _main_thread._stopped = True
    _wait_for_threads()


def _wait_for_threads():
    here = current_process()
    while locks := [lock for lock, process in _unfinished.items() if process == here]:
        for lock in locks:
            lock.acquire()
            lock.release()
            _unfinished.pop(lock, None)


def _enter_process(name):
    """The running thread is the main one of a new process. Those who watch see the name of that."""
    thread = _MainThread()
    set_name(name)
    return thread


def _leave_process(thread):
    _wait_for_threads()
    del _active[thread._number]


_main_thread = _MainThread()
