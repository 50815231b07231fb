"""Locks, events, conditions, semaphores and barriers between the tasks of one loop.

Each keeps its waiters in a queue, one future for each, and wakes the first of them by resolving it. A waiter leaves the queue
itself, when its task runs again: until then it stands there resolved, and that is what keeps newcomers from overtaking it.
"""

from _asyncio import CancelledError, _get_running_loop, holding, mark
from _collections import deque
from asyncio.exceptions import BrokenBarrierError


class _LoopBound:
    """Belongs to the first loop that it has to wait in, and refuses any other."""

    _loop = None

    def _get_loop(self):
        loop = _get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop

    def _new_waiter(self, kind, left=0, holders=None):
        """Puts a future at the end of the queue."""
        waiter = self._get_loop().create_future()
        mark(waiter, kind, self, self._waiters, left, holders)
        self._waiters.append(waiter)
        return waiter


class _AsyncWith:
    """`async with` for whatever can be acquired and released."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _describe(plain, state, waiters):
    """The repr of an object with its state and the length of its queue put in."""
    if waiters:
        state = f"{state}, waiters:{len(waiters)}"
    return f"<{plain[1:-1]} [{state}]>"


class Lock(_AsyncWith, _LoopBound):
    """Held by one at a time; goes to waiters in the order they came."""

    _holding = holding  # for the trace: set to True by who acquires it, to False by who releases it

    def __init__(self):
        self._waiters = deque()
        self._locked = False
        self._holders = []

    def __repr__(self):
        return _describe(super().__repr__(), "locked" if self._locked else "unlocked", self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and (not self._waiters or all(waiter.cancelled() for waiter in self._waiters)):
            self._locked = True
            self._holding = True
            return True
        waiter = self._new_waiter("lock", 0, self._holders)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            # The lock may have been meant for this task: pass it on.
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        self._holding = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._holding = False
        self._wake_first()

    def _wake_first(self):
        # Only the very first: if it is resolved already, its task is on the way, and will wake the next if it is cancelled.
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_LoopBound):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _describe(super().__repr__(), "set" if self._value else "unset", self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        waiter = self._new_waiter("event")
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_AsyncWith, _LoopBound):
    """A lock whose holder can wait until another holder says that something changed."""

    _kind = "condition"  # what the trace calls it

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = deque()

    def __repr__(self):
        return _describe(super().__repr__(), "locked" if self.locked() else "unlocked", self._waiters)

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            waiter = self._new_waiter(self._kind)
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            await self._take_back()

    async def _take_back(self):
        """Acquires the lock whatever happens; a cancellation on the way waits until then."""
        cancelled = False
        while True:
            try:
                await self.acquire()
                break
            except CancelledError:
                cancelled = True
        if cancelled:
            raise CancelledError

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        woken = 0
        for waiter in self._waiters:
            if woken >= n:
                break
            if not waiter.done():
                woken += 1
                waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_AsyncWith, _LoopBound):
    """Held by at most so many at a time.

    Releasing hands the place over at once: the counter goes down again before the waiter's task has run.
    """

    _holding = holding

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = deque()
        self._value = value
        self._holders = []

    def __repr__(self):
        state = "locked" if self.locked() else f"unlocked, value:{self._value}"
        return _describe(super().__repr__(), state, self._waiters)

    def locked(self):
        return self._value == 0 or (bool(self._waiters) and any(not waiter.cancelled() for waiter in self._waiters))

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            self._holding = True
            return True
        waiter = self._new_waiter("semaphore", self._value, self._holders)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            # A place had been handed over already: give it to the next.
            if not waiter.cancelled():
                self._value += 1
                self._wake_next()
            raise
        self._holding = True
        if self._value > 0:
            self._wake_next()
        return True

    def release(self):
        self._holding = False
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for waiter in self._waiters:
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    """A semaphore that notices when it is released more often than acquired."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


# What a barrier is doing.
_FILLING = "filling"  # tasks are coming, and wait for the others
_DRAINING = "draining"  # all were there, and leave; newcomers wait until the last has left
_RESETTING = "resetting"  # the same, but those who were there leave with an error
_BROKEN = "broken"  # nobody may come any more


class Barrier(_LoopBound):
    """Holds tasks until so many have come, then lets them go together."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._cond._kind = "barrier"
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        state = self._state
        if not self.broken:
            state = f"{state}, waiters:{self.n_waiting}/{self.parties}"
        return _describe(super().__repr__(), state, None)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        return self._state == _BROKEN

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            if self._state == _BROKEN:
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._change(_DRAINING)
                else:
                    await self._wait_for_the_others()
                return index
            finally:
                self._count -= 1
                self._leave()

    async def _wait_for_the_others(self):
        await self._cond.wait_for(lambda: self._state != _FILLING)
        if self._state in (_BROKEN, _RESETTING):
            raise BrokenBarrierError("Abort or reset of barrier")

    def _leave(self):
        """The last to leave opens the barrier again."""
        if self._count == 0:
            self._change(_FILLING if self._state in (_RESETTING, _DRAINING) else self._state)

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._change(_RESETTING if self._count > 0 else _FILLING)

    async def abort(self):
        async with self._cond:
            self._change(_BROKEN)
