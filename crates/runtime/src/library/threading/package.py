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


def _next_number():
    global _count
    _count += 1
    return _count


class Thread:
    """A function at work beside others."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            self._name = str(name)
        else:
            self._name = f"Thread-{_next_number()}"
            if hasattr(target, "__name__"):
                self._name += f" ({target.__name__})"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._process = current_process()
        self._started = Event()
        self._running = None  # a lock that is held as long as the thread runs
        self._stopped = False

    def __repr__(self):
        self.is_alive()
        status = "stopped" if self._stopped else "started" if self._started.is_set() else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

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
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        """What the new thread does, from its first to its last moment."""
        self._begin()
        self._started.set()
        try:
            self.run()
        except BaseException as error:
            excepthook(_Failure((type(error), error, error.__traceback__, self)))
        finally:
            del _active[self._ident]
            self._running.release()

    def _begin(self):
        self._ident = get_ident()
        self._running = allocate_lock()
        self._running.acquire()
        mark(self._running)  # who waits for it waits for this thread
        if not self._daemonic:
            _unfinished[self._running] = self._process
        set_name(self._name)  # for those who watch
        _active[self._ident] = self
        if self in _starting:
            _starting.remove(self)

    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._wait_for_end(True, -1 if timeout is None else max(timeout, 0))

    def _wait_for_end(self, blocking, timeout):
        if not self._stopped and self._running.acquire(blocking, timeout):
            self._running.release()
            self._stopped = True
            _unfinished.pop(self._running, None)

    def is_alive(self):
        if self._stopped or not self._started.is_set():
            return False
        self._wait_for_end(False, -1)
        return not self._stopped

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    """Calls a function later, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
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
        super().__init__(name=f"Dummy-{_next_number()}", daemon=True)
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
    while True:
        locks = [lock for lock, process in _unfinished.items() if process == here]
        if not locks:
            return
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
    del _active[thread._ident]


_main_thread = _MainThread()
