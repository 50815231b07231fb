"""Locks, events, conditions, semaphores and barriers between the tasks of one loop.

Each is a state, and a line of those who wait for another one: a future for each of them, which is resolved to wake its task. A task
leaves the line itself, when it runs again; until then its future stands there resolved, and keeps newcomers from overtaking it.
What needs no waiting is native: `_asyncio.Lock` and `_asyncio.Semaphore`.
"""

import _asyncio
from _asyncio import CancelledError, holding, is_waited_for, line_up, wake, wake_first
from _collections import deque
from asyncio.exceptions import BrokenBarrierError


class _LoopBound:
    """Belongs to the first loop that it has to wait in, and refuses any other: `line_up` sees to it."""

    _loop = None


async def _until_woken(line, waiter):
    """Waits in a line, and leaves it whatever happens."""
    try:
        await waiter
    finally:
        line.remove(waiter)


def _describe(plain, state, line=()):
    """The repr of an object with its state and the length of its line put in."""
    waiting = f", waiters:{len(line)}" if line else ""
    return f"<{plain[1:-1]} [{state}{waiting}]>"


class _Entered:
    """`async with` for whatever can be acquired and released, where that is not done natively."""

    async def _enter(self):
        await self.acquire()

    async def _leave(self):
        self.release()


class Lock(_asyncio.Lock, _Entered, _LoopBound):
    """Held by one at a time; goes to waiters in the order they came."""

    _holding = holding  # for the trace: set to True by who acquires it; who releases it does so natively

    def __init__(self):
        self._waiters, self._locked, self._holders = deque(), False, []

    def __repr__(self):
        return _describe(super().__repr__(), "locked" if self._locked else "unlocked", self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        line = self._waiters
        if self._locked or (line and is_waited_for(line)):
            try:
                await _until_woken(line, line_up(self, line, "lock"))
            except CancelledError:
                # The lock may have been meant for this task: pass it on.
                if not self._locked:
                    wake_first(line)
                raise
        self._locked = self._holding = True
        return True


class Event(_LoopBound):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters, self._value = deque(), False

    def __repr__(self):
        return _describe(super().__repr__(), "set" if self._value else "unset", self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        was_set, self._value = self._value, True
        if self._waiters and not was_set:
            wake(self._waiters, True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            line = self._waiters
            await _until_woken(line, line_up(self, line, "event"))
        return True


class Condition(_Entered, _LoopBound):
    """A lock whose holder can wait until another holder says that something changed."""

    _kind = "condition"  # what the trace calls it

    def __init__(self, lock=None):
        self._lock, self._waiters = Lock() if lock is None else lock, deque()
        for method in ("locked", "acquire", "release"):
            setattr(self, method, getattr(self._lock, method))

    def __repr__(self):
        return _describe(super().__repr__(), "locked" if self.locked() else "unlocked", self._waiters)

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    async def wait(self):
        is_locked = self.locked()
        if not is_locked:
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        line = self._waiters
        try:
            await _until_woken(line, line_up(self, line, self._kind))
        finally:
            await self._take_back()
        return True

    async def _take_back(self):
        """Acquires the lock whatever happens; a cancellation on the way waits until then."""
        was_cancelled = False
        while True:
            try:
                await self.acquire()
            except CancelledError:
                was_cancelled = True
            else:
                break
        if was_cancelled:
            raise CancelledError

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        is_locked = self.locked()
        if not is_locked:
            raise RuntimeError("cannot notify on un-acquired lock")
        if self._waiters:
            wake(self._waiters, False, n)

    def notify_all(self):
        everybody = len(self._waiters)
        self.notify(everybody)


class Semaphore(_asyncio.Semaphore, _Entered, _LoopBound):
    """Held by at most so many at a time.

    Releasing hands it over at once: the counter goes down again before the waiter's task has run.
    """

    _holding = holding

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters, self._value, self._holders = deque(), value, []

    def __repr__(self):
        state = "locked" if self.locked() else f"unlocked, value:{self._value}"
        return _describe(super().__repr__(), state, self._waiters)

    def locked(self):
        return self._value == 0 or is_waited_for(self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            self._holding = True
            return True
        line = self._waiters
        waiter = line_up(self, line, "semaphore")
        try:
            await _until_woken(line, waiter)
        except CancelledError:
            if not waiter.cancelled():
                self._holding = True  # it had been handed over already
                Semaphore.release(self)
            raise
        self._holding = True
        # Others may have released while nobody could be woken.
        if self._value > 0:
            self._value -= wake(line, True, 1)
        return True


class BoundedSemaphore(_asyncio.BoundedSemaphore, Semaphore):
    """A semaphore that notices when it is released more often than acquired."""

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._bound_value = value


# The states of a barrier.
_FILLING = "filling"  # tasks are coming, and wait for the others
_DRAINING = "draining"  # all were there, and leave; newcomers wait until the last has left
_RESETTING = "resetting"  # the same, but those who were there leave with an error
_BROKEN = "broken"  # nobody may come any more


class Barrier(_LoopBound):
    """Holds tasks until so many have come, then lets them go together."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._size, self._count = parties, 0
        self._state, self._cond = _FILLING, Condition()
        self._cond._kind = "barrier"

    def __repr__(self):
        count = "" if self.broken else f", waiters:{self.n_waiting}/{self.parties}"
        return _describe(super().__repr__(), self._state + count)

    parties = property(lambda self: self._size)
    n_waiting = property(lambda self: self._count if self._state == _FILLING else 0)
    broken = property(lambda self: self._state == _BROKEN)

    async def __aenter__(self):
        arrived = await self.wait()
        return arrived

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        changes = self._cond
        async with changes:
            await changes.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            if self.broken:
                raise BrokenBarrierError("Barrier aborted")
            arrived, self._count = self._count, self._count + 1
            try:
                if self._count == self._size:
                    self._go_to(_DRAINING)
                await changes.wait_for(lambda: self._state != _FILLING)
                if self._state != _DRAINING:
                    raise BrokenBarrierError("Abort or reset of barrier")
                return arrived
            finally:
                self._leave()

    def _leave(self):
        """The last to leave opens the barrier again."""
        self._count -= 1
        if self._count == 0:
            self._go_to(_BROKEN if self.broken else _FILLING)

    def _go_to(self, state):
        self._state = state
        self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._go_to(_RESETTING if self._count else _FILLING)

    async def abort(self):
        async with self._cond:
            self._go_to(_BROKEN)
