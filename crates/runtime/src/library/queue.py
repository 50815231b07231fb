"""Queues between threads: CPython's, in full.

A queue is a container that one lock guards, and three conditions over that lock. Which container, and from which end items leave it,
is all in which the kinds of queue differ: see `_kept_in`.
"""

from _types import GenericAlias
from _collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock, Semaphore


class Empty(Exception):
    """Nothing to get."""


class Full(Exception):
    """No room."""


def _kept_in(container, add, take):
    """Decorates a class of queues: its items are in such a container, `add` puts one in and `take` takes one out."""

    def decorate(cls):
        def _init(self, maxsize):
            self.queue = container()

        def _put(self, item):
            add(self.queue, item)

        def _get(self):
            return take(self.queue)

        for hook in (_init, _put, _get):
            hook.__qualname__ = f"{cls.__name__}.{hook.__name__}"
            setattr(cls, hook.__name__, hook)
        return cls

    return decorate


def _until(ready, condition, block, timeout, error):
    """Waits with the lock held until `ready()` is true, or for as long as the caller is willing to; then raises `error`."""
    if block and timeout is not None:
        if timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not condition.wait_for(ready, timeout):
            raise error
        return
    while not ready():
        if not block:
            raise error
        condition.wait()


@_kept_in(deque, deque.append, deque.popleft)
class Queue:
    """Items on their way from threads that put to threads that get; either waits for the other. The oldest item leaves first.

    Subclasses may say how items are kept: `_init`, `_put`, `_get`, `_qsize`. Those are called with the lock held.
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize, self.unfinished_tasks = maxsize, 0
        self._init(maxsize)
        self.mutex = lock = Lock()
        self.not_empty, self.not_full, self.all_tasks_done = Condition(lock), Condition(lock), Condition(lock)
        self._object = ["queue", self.__class__.__name__]  # what the trace calls it
        self.not_empty._object = self.not_full._object = self.all_tasks_done._object = self._object
        self.not_full._left = maxsize  # who waits for room waits at a full queue

    def _qsize(self):
        return len(self.queue)

    def _has_room(self):
        return self.maxsize <= 0 or self._qsize() < self.maxsize

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            _until(self._has_room, self.not_full, block, timeout if self.maxsize > 0 else None, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            _until(lambda: self._qsize(), self.not_empty, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
        return item

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        idle = self.all_tasks_done
        with idle:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = left
            if left == 0:
                idle.notify_all()

    def join(self):
        idle = self.all_tasks_done
        with idle:
            while self.unfinished_tasks > 0:
                idle.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return self._qsize() == 0

    def full(self):
        with self.mutex:
            return not self._has_room()


@_kept_in(list, heappush, heappop)
class PriorityQueue(Queue):
    """Gives the smallest item first."""


@_kept_in(list, list.append, list.pop)
class LifoQueue(Queue):
    """Gives the newest item first."""


class SimpleQueue:
    """No limit, and no tasks to be done with."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._items = deque()
        self._available = Semaphore(0)
        self._available._changes._object = ["queue", "SimpleQueue"]

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._available.release()

    def get(self, block=True, timeout=None):
        limit = timeout if block else None
        if limit is not None and limit < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._available.acquire(block, limit):
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
