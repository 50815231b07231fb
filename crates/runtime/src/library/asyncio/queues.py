"""Queues between tasks: first in first out, last in first out, and by priority.

Putting and getting without waiting is native (`_asyncio.Queue`), as long as a class has no hooks of its own; here is the waiting, and
the way by the hooks.
"""

import _asyncio
from _asyncio import QueueEmpty, QueueFull, line_up, release_one
from _types import GenericAlias
from _collections import deque
from asyncio.locks import Event, _LoopBound
from heapq import heappop, heappush


class Queue(_asyncio.Queue, _LoopBound):
    """Items on their way from those who put to those who get; either waits for the other.

    Subclasses say how items are kept: `_init`, `_put`, `_get`.
    """

    def __init__(self, maxsize=0):
        self._maxsize, self._unfinished_tasks = maxsize, 0
        self._getters, self._putters = deque(), deque()
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = deque()

    async def put(self, item):
        while self.full():
            await self._wait_in(self._putters, self.full)
        return self.put_nowait(item)

    async def get(self):
        while self.empty():
            await self._wait_in(self._getters, self.empty)
        return self.get_nowait()

    async def _wait_in(self, line, must_wait):
        """Waits at the end of one of the two lines until woken."""
        waiter = line_up(self, line, "queue")
        try:
            await waiter
        except:
            waiter.cancel()
            if waiter in line:
                line.remove(waiter)
            elif not (waiter.cancelled() or must_wait()):
                # Woken and cancelled in the same turn: what it was woken for is left to the next.
                release_one(line)
            raise

    def _is_full_by_hooks(self):
        return 0 < self._maxsize <= self.qsize()

    def _put_by_hooks(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        release_one(self._getters)

    def _get_by_hooks(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        release_one(self._putters)
        return item

    # How far those who got items are with them

    def task_done(self):
        left = self._unfinished_tasks - 1
        if left < 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks = left
        if left == 0:
            self._finished.set()

    async def join(self):
        left = self._unfinished_tasks
        if left:
            await self._finished.wait()

    # What it looks like

    __class_getitem__ = classmethod(GenericAlias)

    @property
    def maxsize(self):
        return self._maxsize

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        items = getattr(self, "_queue", None)
        parts = {
            "_queue={}": list(items) if items else None,
            "_getters[{}]": len(self._getters),
            "_putters[{}]": len(self._putters),
            "tasks={}": self._unfinished_tasks,
        }
        return " ".join([f"maxsize={self._maxsize!r}", *[form.format(part) for form, part in parts.items() if part]])


class PriorityQueue(Queue):
    """Gives the smallest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        items = self._queue
        heappush(items, item)

    def _get(self):
        items = self._queue
        return heappop(items)


class LifoQueue(Queue):
    """Gives the newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop(-1)
