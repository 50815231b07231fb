"""A pool of threads."""

from concurrent.futures._base import BrokenExecutor, Executor, Future
from os import cpu_count
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread, _register_atexit
from weakref import ref

_pools_made = 0
_workers = {}  # each thread's queue
_ending = False  # the main program is over


def _end_workers():
    global _ending
    _ending = True
    for work_queue in _workers.values():
        work_queue.put(None)
    for thread in list(_workers):
        thread.join()


_register_atexit(_end_workers)


class BrokenThreadPool(BrokenExecutor):
    """A thread's initializer failed."""


class _Work:
    """A call to be made, and where its result goes."""

    def __init__(self, future, fn, args, keywords):
        self.future, self.fn, self.args, self.keywords = future, fn, args, keywords

    def run(self):
        future = self.future
        if future.set_running_or_notify_cancel():
            try:
                value = self.fn(*self.args, **self.keywords)
            except BaseException as error:
                future.set_exception(error)
                self = future = None  # the traceback would keep them
            else:
                future.set_result(value)


def _work(this, queue, initializer, initargs):
    """What each thread does. A None in the queue says that this may be the end, and is passed on to the next thread."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            from logging import getLogger

            getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            executor = this()
            if executor is not None:
                executor._break()
            return
    while True:
        work = queue.get()
        if work is not None:
            work.run()
            del work
            executor = this()
            if executor is not None:
                executor._idle.release()
            del executor
            continue
        executor = this()
        if executor is None or executor._is_over or _ending:
            if executor is not None:
                executor._is_over = True
            queue.put(None)
            return
        del executor


class ThreadPoolExecutor(Executor):
    """Calls functions in threads, of which it makes more only while none is idle."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _pools_made
        self._max_workers = min(32, 4 + (cpu_count() or 1)) if max_workers is None else max_workers
        if self._max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        self._begin_with = initializer, initargs
        self._threads = {}  # a set that keeps its order
        self._work_queue, self._idle = SimpleQueue(), Semaphore(0)
        self._lock = Lock()  # held while it is seen to that what is submitted will be done
        self._is_over = False
        self._broken = None  # or what has gone wrong
        self._name = thread_name_prefix or f"ThreadPoolExecutor-{_pools_made}"
        if not thread_name_prefix:
            _pools_made += 1

    def submit(self, fn, /, *args, **keywords):
        with self._lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._is_over or _ending:
                what = "shutdown" if self._is_over else "interpreter shutdown"
                raise RuntimeError(f"cannot schedule new futures after {what}")
            future = Future()
            self._work_queue.put(_Work(future, fn, args, keywords))
            self._add_worker()
        return future

    def _add_worker(self):
        number = len(self._threads)
        if self._idle.acquire(timeout=0) or number >= self._max_workers:
            return
        queue = self._work_queue
        # A worker holds only the queue: an executor that nobody has any more wakes it, so that it ends.
        this = ref(self, lambda _: queue.put(None))
        thread = Thread(name=f"{self._name}_{number}", target=_work, args=(this, queue, *self._begin_with))
        thread.start()
        self._threads[thread] = None
        _workers[thread] = self._work_queue

    def _break(self):
        """An initializer has failed: so does all that has been submitted."""
        with self._lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for work in self._take_all():
                work.future.set_exception(BrokenThreadPool(self._broken))

    def _take_all(self):
        taken = []
        while True:
            try:
                work = self._work_queue.get_nowait()
            except Empty:
                return taken
            if work is not None:
                taken.append(work)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._is_over = True
            for work in self._take_all() if cancel_futures else ():
                work.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
