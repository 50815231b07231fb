"""`Pool`: CPython's, over the same processes as `ProcessPoolExecutor`."""

from _types import unsupported
from _process import processors
from _processes import ForkProcess, ForkServerProcess, SpawnProcess, start_method
from concurrent.futures import ALL_COMPLETED, ThreadPoolExecutor, as_completed, wait
from concurrent.futures.process import ProcessPoolExecutor, _call_each, _chunks, _RemoteTraceback
from functools import partial
from threading import Thread

RUN, CLOSE, TERMINATE = "RUN", "CLOSE", "TERMINATE"


class ForkPoolWorker(ForkProcess):
    """A process of a pool."""


class SpawnPoolWorker(SpawnProcess):
    """One that begins with nothing of its parent's."""


class ForkServerPoolWorker(ForkServerProcess):
    """The same, by the name that it has where a server begins it."""


_WORKERS = {"fork": ForkPoolWorker, "spawn": SpawnPoolWorker, "forkserver": ForkServerPoolWorker}


class RemoteTraceback(_RemoteTraceback):
    """Where an exception was raised that comes from another process: its traceback as text."""


class _Executor(ProcessPoolExecutor):
    _remote_traceback = RemoteTraceback

    def _process_class(self):
        return _WORKERS[start_method[0] if self._context is None else self._context.get_start_method()]


class AsyncResult:
    """What is to come of one or more calls."""

    def __init__(self, futures, whole, callback, error_callback):
        self._futures, self._whole = futures, whole
        if callback is not None or error_callback is not None:
            Thread(target=self._tell, args=(callback, error_callback), daemon=True).start()

    def _tell(self, callback, error_callback):
        try:
            result = self.get()
        except Exception as error:
            if error_callback is not None:
                error_callback(error)
        else:
            if callback is not None:
                callback(result)

    def ready(self):
        return all(future.done() for future in self._futures)

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return all(future.exception() is None for future in self._futures)

    def wait(self, timeout=None):
        wait(self._futures, timeout, ALL_COMPLETED)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            from multiprocessing import TimeoutError

            raise TimeoutError
        return self._whole([future.result() for future in self._futures])


MapResult = ApplyResult = AsyncResult


def _only(results):
    return results[0]


def _joined(results):
    return [item for result in results for item in result]


class Pool:
    """Processes that wait for calls."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._begin(processes, initializer, initargs, maxtasksperchild, context)

    def _begin(self, processes, initializer, initargs, maxtasksperchild, context):
        size = processors if processes is None else processes
        if size < 1:
            raise ValueError("Number of processes must be at least 1")
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        if maxtasksperchild is not None:
            unsupported("maxtasksperchild is not supported here: a process stays until its pool is closed")
        self._state = RUN
        self._executor = self._make_executor(size, context, initializer, initargs)

    def _make_executor(self, size, context, initializer, initargs):
        executor = _Executor(size, context, initializer, initargs)
        executor._begin()
        return executor

    def __repr__(self):
        return f"<multiprocessing.pool.{type(self).__name__} state={self._state} pool_size={self._executor._max_workers}>"

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.terminate()

    def _check(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def _submit(self, function, *args, **keywords):
        self._check()
        return self._executor.submit(function, *args, **keywords)

    def apply(self, func, args=(), kwds={}):
        result = self.apply_async(func, args, kwds)
        return result.get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return AsyncResult([self._submit(func, *args, **kwds)], _only, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.starmap_async(func, [(item,) for item in iterable], chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        items = list(iterable)
        if chunksize is None:
            chunksize, rest = divmod(len(items), self._executor._max_workers * 4)
            chunksize += rest > 0
        chunks = _chunks(iter(items), max(chunksize, 1))
        futures = [self._submit(partial(_call_each, func), chunk) for chunk in chunks]
        return AsyncResult(futures, _joined, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        futures = self._submit_each(func, iterable, chunksize)
        return (item for future in futures for item in future.result())

    def imap_unordered(self, func, iterable, chunksize=1):
        futures = self._submit_each(func, iterable, chunksize)
        return (item for future in as_completed(futures) for item in future.result())

    def _submit_each(self, func, iterable, chunksize):
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        items = [(item,) for item in iterable]
        return [self._submit(partial(_call_each, func), chunk) for chunk in _chunks(iter(items), chunksize)]

    def close(self):
        was, self._state = self._state, CLOSE if self._state == RUN else self._state
        if was == RUN:
            self._executor.shutdown(wait=False)

    def terminate(self):
        was, self._state = self._state, TERMINATE
        if was != TERMINATE:
            self._executor._kill()

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        self._executor._manager.join()



class _Threads(ThreadPoolExecutor):
    """The threads of a pool, by the names of its methods."""

    def _kill(self):
        self.shutdown(wait=True, cancel_futures=True)

    @property
    def _manager(self):
        return self

    def join(self):
        self.shutdown(wait=True)


class ThreadPool(Pool):
    """The same with threads: what is called, and what comes of it, is not copied."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        self._begin(processes, initializer, initargs, None, None)

    def _make_executor(self, size, context, initializer, initargs):
        return _Threads(size, "", initializer, initargs)
