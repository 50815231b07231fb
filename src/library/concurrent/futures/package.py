"""Calls made by other threads, and their results: CPython's, without processes."""

from concurrent.futures._base import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    TimeoutError,
    as_completed,
    wait,
)
from concurrent.futures.thread import ThreadPoolExecutor


class ProcessPoolExecutor(Executor):
    """Refused: there is one process."""

    def __init__(self, *args, **keywords):
        raise NotImplementedError(
            "ProcessPoolExecutor is not supported here: a program is one process; "
            "use ThreadPoolExecutor, whose threads wait side by side but compute in turns"
        )
