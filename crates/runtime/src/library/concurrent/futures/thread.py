"""A pool of threads."""

from concurrent.futures._base import BrokenExecutor, Executor, Future
from os import cpu_count
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread, _register_atexit

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
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.keywords)
        except BaseException as error:
            self.future.set_exception(error)
            self = None  # the traceback would keep it
        else:
            self.future.set_result(result)


class ThreadPoolExecutor(Executor):
    """Calls functions in threads, of which it makes more only while none is idle."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _pools_made
        if max_workers is None:
            max_workers = min(32, (cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = SimpleQueue()
        self._idle_semaphore = Semaphore(0)
        self._threads = {}  # a set that keeps its order
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{_pools_made}"
        if not thread_name_prefix:
            _pools_made += 1
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **keywords):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _ending:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            self._work_queue.put(_Work(future, fn, args, keywords))
            self._add_worker()
            return future

    def _add_worker(self):
        if self._idle_semaphore.acquire(timeout=0) or len(self._threads) >= self._max_workers:
            return
        thread = Thread(name=f"{self._thread_name_prefix}_{len(self._threads)}", target=self._work)
        thread.start()
        self._threads[thread] = None
        _workers[thread] = self._work_queue

    def _work(self):
        """What each thread does. A None in the queue says that this may be the end, and is passed on to the next thread."""
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                from logging import getLogger

                getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
                self._give_up()
                return
        while True:
            work = self._work_queue.get()
            if work is not None:
                work.run()
                del work
                self._idle_semaphore.release()
            elif _ending or self._shutdown:
                self._shutdown = True
                self._work_queue.put(None)
                return

    def _give_up(self):
        with self._shutdown_lock:
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
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for work in self._take_all():
                    work.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
