"""Queues between tasks: first in first out, last in first out, and by priority."""

from _asyncio import mark
from _types import GenericAlias
from _collections import deque
from asyncio.locks import Event, _LoopBound
from heapq import heappop, heappush


class QueueEmpty(Exception):
    """Nothing to get without waiting."""


class QueueFull(Exception):
    """No room to put anything without waiting."""


class Queue(_LoopBound):
    """Items on their way from those who put to those who get; either waits for the other.

    Subclasses say how items are kept: `_init`, `_put`, `_get`.
    """

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(GenericAlias)

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        return " ".join(parts)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            await self._stand_in(self._putters, self.full)
        return self.put_nowait(item)

    async def get(self):
        while self.empty():
            await self._stand_in(self._getters, self.empty)
        return self.get_nowait()

    async def _stand_in(self, waiters, blocked):
        """Waits to be woken from the queue of putters or getters; `blocked` tells whether there is still cause to wait."""
        waiter = self._get_loop().create_future()
        mark(waiter, "queue", self, waiters)
        waiters.append(waiter)
        try:
            await waiter
        except:
            waiter.cancel()
            if waiter in waiters:
                waiters.remove(waiter)
            # Woken and cancelled in the same turn: the turn belongs to the next.
            if not blocked() and not waiter.cancelled():
                self._wake_next(waiters)
            raise

    def _wake_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wake_next(self._getters)

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    """Gives the smallest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    """Gives the newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
