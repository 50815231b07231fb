"""A pool of processes: CPython's, as far as processes go here.

As there, a thread of the program hands calls to the processes, a few more than there are processes, and takes what comes back; and
with `fork` all processes begin with the first call. Only then is loaded what processes need: most who come here want threads.
"""

from _process import processors
from collections import deque
from concurrent.futures._base import BrokenExecutor, Executor, Future
from threading import Lock, Thread, _register_atexit

_SPARE_CALLS = 1  # that wait beside those that are made
_pools = []  # whose thread runs
_ending = False  # the main program is over


def _end_pools():
    global _ending
    _ending = True
    for pool in list(_pools):
        pool._wake()
    for pool in list(_pools):
        pool._manager.join()


_register_atexit(_end_pools)


class _RemoteTraceback(Exception):
    """Where an exception was raised that comes from another process: its traceback as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class BrokenProcessPool(BrokenExecutor):
    """A process of the pool ended before its time."""


class ProcessPoolExecutor(Executor):
    """Calls functions in other processes, which compute at the same time."""

    _remote_traceback = _RemoteTraceback

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = processors
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply a different mp_context.")
        self._max_workers = max_workers
        self._context = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._lock = Lock()
        self._shutdown = False
        self._cancel_pending = False
        self._broken = None
        self._count = 0
        self._pending = deque()  # calls that no process has, with their futures
        self._sent = {}  # the futures of the others, by the numbers of their calls
        self._calls = self._outcomes = None  # channels; a None among the outcomes only wakes the thread that waits for them
        self._processes = []
        self._manager = None

    def submit(self, fn, /, *args, **keywords):
        with self._lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _ending:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            self._begin()
            future = Future()
            self._count += 1
            from _process_pool import Call

            try:
                call = Call(self._count, fn, args, keywords, self._remote_traceback)
            except BaseException as error:
                future.set_running_or_notify_cancel()
                future.set_exception(error)
                return future
            self._pending.append((call, future))
            self._wake()
            return future

    def _begin(self):
        if self._manager is not None:
            return
        from _process_pool import Channel, serve

        self._calls, self._outcomes = Channel(), Channel()
        process_class = self._process_class()
        for _ in range(self._max_workers):
            args = (self._calls, self._outcomes, self._initializer, self._initargs)
            process = process_class(target=serve, args=args)
            process.start()
            self._processes.append(process)
        self._manager = _Manager(self)
        self._manager.start()
        _pools.append(self)

    def _process_class(self):
        if self._context is not None:
            return self._context.Process
        from _processes import process_classes, start_method

        return process_classes[start_method[0]]

    def _wake(self):
        if self._outcomes is not None:
            self._outcomes.put(None)

    def _manage(self):
        """What the thread does between the program and the processes."""
        while not self._broken and not self._is_over():
            self._send_calls()
            self._take_outcome(self._outcomes.get())
        for _ in self._processes:
            self._calls.put(None)
        for process in self._processes:
            process.join()
        _pools.remove(self)

    def _is_over(self):
        if self._shutdown and self._cancel_pending:
            for _, future in self._pending:
                future.cancel()
            self._pending.clear()
        return (self._shutdown or _ending) and not self._pending and not self._sent

    def _send_calls(self):
        while self._pending and self._calls.qsize() < self._max_workers + _SPARE_CALLS:
            call, future = self._pending.popleft()
            if future.set_running_or_notify_cancel():
                self._sent[call.number] = future
                self._calls.put(call)

    def _take_outcome(self, outcome):
        if outcome is None:
            return
        number, worked, result = outcome
        if number is None:
            return self._break()
        future = self._sent.pop(number)
        if worked:
            future.set_result(result)
        else:
            future.set_exception(result)

    def _break(self):
        self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
        why = "A process in the process pool was terminated abruptly while the future was running or pending."
        for future in [*self._sent.values(), *(future for _, future in self._pending)]:
            future.set_exception(BrokenProcessPool(why))
        self._sent.clear()
        self._pending.clear()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results in the order of the arguments. A process gets `chunksize` calls at once."""
        from functools import partial

        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = _chunks(zip(*iterables), chunksize)
        return _chain_from_iterable_of_lists(super().map(partial(_call_each, fn), chunks, timeout=timeout))

    def _kill(self):
        """Ends the processes, whatever they do."""
        with self._lock:
            self._shutdown = self._cancel_pending = True
            for process in self._processes:
                process.terminate()
            self._sent.clear()
            self._wake()
        self._manager.join()

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._cancel_pending = cancel_futures
            self._shutdown = True
            self._wake()
        if wait and self._manager is not None:
            self._manager.join()


class _Manager(Thread):
    """The thread between the program and a pool's processes."""

    def __init__(self, pool):
        super().__init__()
        self._pool = pool

    def run(self):
        pool = self._pool
        del self._pool  # or the two would keep each other for ever
        pool._manage()


def _chunks(items, size):
    from itertools import islice

    while chunk := tuple(islice(items, size)):
        yield chunk


def _call_each(fn, chunk):
    """The results, the last of them first: so they can be taken out one by one, and are not kept once they are taken."""
    return [fn(*args) for args in chunk][::-1]


def _chain_from_iterable_of_lists(chunks):
    for results in chunks:
        while results:
            yield results.pop()
