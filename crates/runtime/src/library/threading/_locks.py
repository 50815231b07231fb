"""What threads wait for. Everything is made of one thing, the native lock."""

from _collections import deque
from _thread import RLock, allocate_lock, allocate_waiter

Lock = allocate_lock


class Condition:
    """A lock whose holder can wait until another holder says that something changed. Each waiter waits for a lock of its own."""

    def __init__(self, lock=None):
        inner = RLock() if lock is None else lock
        self._lock, self._waiters = inner, deque()
        self.acquire, self.release = inner.acquire, inner.release
        self._object = ["condition", self.__class__.__name__]  # what the trace calls it

    def __enter__(self):
        inner = self._lock
        return inner.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        inner = self._lock
        if hasattr(inner, "_is_owned"):
            return inner._is_owned()
        is_free = inner.acquire(False)
        if is_free:
            inner.release()
        return not is_free

    def _give_up(self):
        """Releases the lock however often it is held, and returns what is needed to take it back."""
        inner = self._lock
        return inner._release_save() if hasattr(inner, "_release_save") else inner.release()

    def _take_back(self, saved):
        inner = self._lock
        if hasattr(inner, "_acquire_restore"):
            inner._acquire_restore(saved)
        else:
            inner.acquire()

    def wait(self, timeout=None):
        holds_it = self._is_owned()
        if not holds_it:
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = allocate_waiter(self, self._waiters)
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._give_up()
        notified = False
        try:
            if timeout is None:
                notified = waiter.acquire()
            else:
                notified = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return notified
        finally:
            self._take_back(saved)
            if not notified and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        from time import monotonic

        end = None if timeout is None else monotonic() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if self._is_owned():
            while n > 0 and self._waiters:
                self._waiters.popleft().release()
                n -= 1
        else:
            raise RuntimeError("cannot notify on un-acquired lock")

    def notify_all(self):
        everybody = len(self._waiters)
        self.notify(everybody)

    notifyAll = notify_all


def _described(obj, state):
    cls = type(obj)
    return f"<{cls.__module__}.{cls.__qualname__} at {id(obj):#x}: {state}>"


class Semaphore:
    """Held by at most so many at a time."""

    __module__ = "threading"
    _most = None  # what the counter may come to, where somebody notices

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value, self._changes = value, Condition(Lock())
        self._changes._object = ["semaphore", self.__class__.__name__]

    def __repr__(self):
        most = "" if self._most is None else f"/{self._most}"
        return _described(self, f"value={self._value}{most}")

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        changes = self._changes
        with changes:
            if timeout == 0 or not blocking:
                got = self._value > 0
            else:
                got = changes.wait_for(lambda: self._value > 0, timeout)
            self._value -= got
            return got

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        changes = self._changes
        with changes:
            if self._most is not None and self._value + n > self._most:
                raise ValueError("Semaphore released too many times")
            self._value += n
            changes.notify(n)

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that notices when it is released more often than acquired."""

    __module__ = "threading"

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value


class Event:
    """A flag that threads can wait for."""

    __module__ = "threading"

    def __init__(self):
        self._changes, self._flag = Condition(Lock()), False
        self._changes._object = ["event", "Event"]

    def __repr__(self):
        return _described(self, "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        changes = self._changes
        with changes:
            self._flag = True
            changes.notify_all()

    def clear(self):
        with self._changes:
            self._flag = False

    def wait(self, timeout=None):
        changes = self._changes
        with changes:
            return self._flag or changes.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """A barrier was reset or aborted, or somebody waited too long."""

    __module__ = "threading"


class Barrier:
    """Holds threads until so many have come, then lets them go together."""

    __module__ = "threading"

    def __init__(self, parties, action=None, timeout=None):
        self._size, self._count = parties, 0
        self._at_opening, self._timeout = action, timeout
        self._changes = Condition(Lock())
        self._changes._object = ["barrier", "Barrier"]
        self._state = "filling"  # then draining, and filling again; or resetting, or broken

    def __repr__(self):
        return _described(self, "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}")

    parties = property(lambda self: self._size)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)
    broken = property(lambda self: self._state == "broken")

    def wait(self, timeout=None):
        limit = self._timeout if timeout is None else timeout
        with self._changes:
            self._changes.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError
            arrived, self._count = self._count, self._count + 1
            try:
                if self._count == self._size:
                    self._open()
                else:
                    self._wait_for_the_others(limit)
                return arrived
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("resetting", "draining"):
                    self._go_to("filling")

    def _open(self):
        """The last one has come. What it has to do then may fail."""
        state = "broken"
        try:
            if self._at_opening is not None:
                self._at_opening()
            state = "draining"
        finally:
            self._go_to(state)

    def _wait_for_the_others(self, timeout):
        in_time = self._changes.wait_for(lambda: self._state != "filling", timeout)
        if not in_time:
            self._go_to("broken")
        if self._state != "draining":
            raise BrokenBarrierError

    def _go_to(self, state):
        self._state = state
        self._changes.notify_all()

    def reset(self):
        with self._changes:
            self._go_to("resetting" if self._count else "filling")

    def abort(self):
        with self._changes:
            self._go_to("broken")
