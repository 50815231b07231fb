"""Calls at certain times, one after the other, in a thread that sleeps between them. For calls beside others there is asyncio."""

import heapq
import threading
import time
from collections import namedtuple
from itertools import count

Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.__doc__ = "A call to come. The earliest is first, then the one of the smallest priority, then the one that was entered first."


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._heap = []
        self._lock = threading.RLock()
        self._numbers = count()

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        with self._lock:
            event = Event(time, priority, next(self._numbers), action, argument, {} if kwargs is None else kwargs)
            heapq.heappush(self._heap, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._heap.remove(event)
            heapq.heapify(self._heap)

    def empty(self):
        with self._lock:
            return not self._heap

    def run(self, blocking=True):
        """Makes the calls whose time has come; waits for the others, or says how long the next one is away."""
        while True:
            with self._lock:
                if not self._heap:
                    return None
                event = self._heap[0]
                away = event.time - self.timefunc()
                if away <= 0:
                    heapq.heappop(self._heap)
            if away <= 0:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)  # lets other threads run
            elif blocking:
                self.delayfunc(away)
            else:
                return away

    @property
    def queue(self):
        with self._lock:
            return sorted(self._heap)
