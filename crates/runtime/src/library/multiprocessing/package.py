"""What `import multiprocessing` gives: processes, pools of them, and what they share. `Manager` and shared memory are not supported.
"""

from _process import processors as _processors
from _processes import start_method as _start_method
from multiprocessing._shared import (
    Array,
    Barrier,
    BoundedSemaphore,
    Condition,
    Event,
    JoinableQueue,
    Lock,
    Pipe,
    Queue,
    RLock,
    Semaphore,
    SimpleQueue,
    Value,
)
from multiprocessing.pool import Pool
from multiprocessing.process import AuthenticationError, Process, active_children, current_process, parent_process


class ProcessError(Exception):
    """Anything about processes."""


class TimeoutError(ProcessError):
    """Something took longer than was waited for."""


def cpu_count():
    return _processors


def get_start_method(allow_none=False):
    if allow_none and not _start_method[1]:
        return None
    _start_method[1] = True
    return _start_method[0]


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def set_start_method(method, force=False):
    if _start_method[1] and not force:
        raise RuntimeError("context has already been set")
    if method is None and force:
        _start_method[:] = "fork", False
    else:
        _start_method[:] = get_context(method).get_start_method(), True


def freeze_support():
    pass


def get_context(method=None):
    """The module itself, but for how its processes begin."""
    if method is None:
        from multiprocessing.context import this

        return this
    from multiprocessing.context import contexts

    if method not in contexts:
        raise ValueError(f"cannot find context for {method!r}")
    return contexts[method]
