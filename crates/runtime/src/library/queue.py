"""Queues between threads: CPython's, in full."""

from _types import GenericAlias
from _collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock, Semaphore


class Empty(Exception):
    """Nothing to get."""


class Full(Exception):
    """No room."""


class Queue:
    """Items on their way from threads that put to threads that get; either waits for the other."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self._object = ["queue", self.__class__.__name__]  # what the trace calls it
        self.not_empty._object = self.not_full._object = self.all_tasks_done._object = self._object
        self.not_full._left = maxsize  # who waits for room waits at a full queue
        self.unfinished_tasks = 0

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return self._is_full()

    def _is_full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            self._wait_while(self._is_full, self.not_full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            self._wait_while(lambda: not self._qsize(), self.not_empty, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def _wait_while(self, blocked, condition, block, timeout, error):
        if not block:
            if blocked():
                raise error
        elif timeout is None:
            while blocked():
                condition.wait()
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        elif not condition.wait_for(lambda: not blocked(), timeout):
            raise error

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()


class PriorityQueue(Queue):
    """Gives the smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Gives the newest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """No limit, and no tasks to be done with."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._items = deque()
        self._count = Semaphore(0)
        self._count._cond._object = ["queue", "SimpleQueue"]

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._count.acquire(block, timeout if block else None):
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
