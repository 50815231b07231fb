"""What threads wait for. Everything is made of one thing, the native lock."""

from _collections import deque
from _thread import RLock, allocate_lock, allocate_place

Lock = allocate_lock


class Condition:
    """A lock whose holder can wait until another holder says that something changed. Each waiter sleeps on a lock of its own."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = deque()
        self._object = ["condition", self.__class__.__name__]  # what the trace calls it

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def _give_up(self):
        """Releases the lock however often it is held, and returns what is needed to take it back."""
        if hasattr(self._lock, "_release_save"):
            return self._lock._release_save()
        self._lock.release()
        return None

    def _take_back(self, held):
        if hasattr(self._lock, "_acquire_restore"):
            self._lock._acquire_restore(held)
        else:
            self._lock.acquire()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = allocate_place(self, self._waiters)
        waiter.acquire()
        self._waiters.append(waiter)
        held = self._give_up()
        woken = False
        try:
            if timeout is None:
                woken = waiter.acquire()
            else:
                woken = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return woken
        finally:
            self._take_back(held)
            if not woken and waiter in self._waiters:
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
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while self._waiters and n > 0:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


def _described(obj, state):
    cls = type(obj)
    return f"<{cls.__module__}.{cls.__qualname__} at {id(obj):#x}: {state}>"


class Semaphore:
    """Held by at most so many at a time."""

    __module__ = "threading"

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._cond._object = ["semaphore", self.__class__.__name__]
        self._value = value

    def __repr__(self):
        return _described(self, f"value={self._value}")

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not blocking or timeout == 0:
                got = self._value > 0
            else:
                got = self._cond.wait_for(lambda: self._value > 0, timeout)
            if got:
                self._value -= 1
            return got

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that notices when it is released more often than acquired."""

    __module__ = "threading"

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return _described(self, f"value={self._value}/{self._initial_value}")

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads can wait for."""

    __module__ = "threading"

    def __init__(self):
        self._cond = Condition(Lock())
        self._cond._object = ["event", "Event"]
        self._flag = False

    def __repr__(self):
        return _described(self, "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """A barrier was reset or aborted, or somebody waited too long."""

    __module__ = "threading"


class Barrier:
    """Holds threads until so many have come, then lets them go together."""

    __module__ = "threading"

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._cond._object = ["barrier", "Barrier"]
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._count = 0
        self._state = "filling"  # then draining, and filling again; or resetting, or broken

    def __repr__(self):
        return _described(self, "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}")

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._wait_for_the_others(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("resetting", "draining"):
                    self._change("filling")

    def _open(self):
        try:
            if self._action is not None:
                self._action()
        except:
            self._change("broken")
            raise
        self._change("draining")

    def _wait_for_the_others(self, timeout):
        if not self._cond.wait_for(lambda: self._state != "filling", timeout):
            self._change("broken")
            raise BrokenBarrierError
        if self._state in ("broken", "resetting"):
            raise BrokenBarrierError

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            self._change("resetting" if self._count > 0 else "filling")

    def abort(self):
        with self._cond:
            self._change("broken")
