"""What `import multiprocessing` gives: processes, pools of them, and what they share. `Manager` and shared memory are not supported, and
processes begin by `fork` only.
"""

from _types import unsupported
from _process import processors as _processors
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
    return "fork"


def get_all_start_methods():
    return ["fork"]


def set_start_method(method, force=False):
    if method not in (None, "fork"):
        unsupported(f"processes begin by 'fork' here, not by {method!r}")


def freeze_support():
    pass


def get_context(method=None):
    import multiprocessing

    set_start_method(method)
    return multiprocessing
