"""What `import multiprocessing` gives: processes, pools of them, and what they share. `Manager`, `Value`, `Array`, `Pipe` and shared memory
are not supported, and processes begin by `fork` only.
"""

import queue as _queue
import threading as _threading
from _process import carry as _carry
from _process import current as _current
from _process import processors as _processors
from multiprocessing.pool import Pool
from multiprocessing.process import AuthenticationError, Process, active_children, current_process, parent_process


class ProcessError(Exception):
    """Anything about processes."""


class TimeoutError(ProcessError):
    """Something took longer than was waited for."""


def cpu_count():
    return _processors


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork"]


def set_start_method(method, force=False):
    if method not in (None, "fork"):
        raise NotImplementedError(f"processes begin by 'fork' here, not by {method!r}")


def freeze_support():
    pass


def get_context(method=None):
    import multiprocessing

    set_start_method(method)
    return multiprocessing


class _Held:
    """A lock or semaphore of `threading` that all processes share. They name the argument of `acquire` differently."""

    _shared_between_processes = True

    def __init__(self, *args):
        self._held = self._kind(*args)

    def acquire(self, block=True, timeout=None):
        return self._held.acquire(block, -1 if timeout is None else max(timeout, 0)) if block else self._held.acquire(False)

    def release(self, n=1):
        self._held.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Held):
    """Held by at most one."""

    _kind = _threading.Lock


class RLock(_Held):
    """Held by at most one, who may take it again."""

    _kind = _threading.RLock


class _Counted:
    """A semaphore, which waits for ever by None."""

    def __init__(self, kind, value):
        self._semaphore = kind(value)
        self.release = self._semaphore.release

    def acquire(self, block, timeout=-1):
        return self._semaphore.acquire(block, None if timeout == -1 or not block else timeout)


class Semaphore(_Held):
    """Held by so many at most."""

    def __init__(self, value=1):
        self._held = _Counted(_threading.Semaphore, value)


class BoundedSemaphore(_Held):
    """The same, and never released more often than taken."""

    def __init__(self, value=1):
        self._held = _Counted(_threading.BoundedSemaphore, value)


class Event(_threading.Event):
    """Something that happens once, for all processes."""

    _shared_between_processes = True


class Condition(_threading.Condition):
    """Something to wait for and to tell, for all processes. Its lock is its own."""

    _shared_between_processes = True

    def __init__(self):
        super().__init__()


class Barrier(_threading.Barrier):
    """Where so many wait for each other."""

    _shared_between_processes = True


class Queue(_queue.Queue):
    """A queue between processes. What is put in is copied at once, so that what cannot be sent is refused here."""

    _shared_between_processes = True

    def put(self, obj, block=True, timeout=None):
        here = _current()
        super().put((_carry(obj, here, here), here), block, timeout)

    def get(self, block=True, timeout=None):
        obj, sender = super().get(block, timeout)
        return _carry(obj, sender, _current())

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


JoinableQueue = Queue


class SimpleQueue(Queue):
    """The same without limits."""

    def __init__(self):
        super().__init__()
