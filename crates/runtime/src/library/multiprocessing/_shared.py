"""What processes share: locks, queues, pipes, single values. Each is one object for all of them, and what goes through it is copied."""

import queue
import threading
from _process_pool import Channel
from _process import current, pickled_copy
from _processes import on_begin, on_end


class _Held:
    """A lock or semaphore of `threading` that all processes share. They name the argument of `acquire` differently."""

    _shared_between_processes = True

    def __init__(self, *args):
        self._held = self._kind(*args)

    def acquire(self, block=True, timeout=None):
        return self._held.acquire(block, -1 if timeout is None else max(timeout, 0)) if block else self._held.acquire(False)

    def release(self, n=1):
        self._held.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Held):
    """Held by at most one."""

    _kind = threading.Lock


class RLock(_Held):
    """Held by at most one, who may take it again."""

    _kind = threading.RLock


class _Counted:
    """A semaphore, which waits for ever by None."""

    def __init__(self, kind, value):
        self._semaphore = kind(value)
        self.release = self._semaphore.release

    def acquire(self, block, timeout=-1):
        return self._semaphore.acquire(block, None if timeout == -1 or not block else timeout)


class Semaphore(_Held):
    """Held by so many at most."""

    def __init__(self, value=1):
        self._held = _Counted(threading.Semaphore, value)


class BoundedSemaphore(_Held):
    """The same, and never released more often than taken."""

    def __init__(self, value=1):
        self._held = _Counted(threading.BoundedSemaphore, value)


class Event(threading.Event):
    """Something that happens once, for all processes."""

    _shared_between_processes = True


class Condition(threading.Condition):
    """Something to wait for and to tell, for all processes. Its lock is its own."""

    _shared_between_processes = True

    def __init__(self):
        super().__init__()


class Barrier(threading.Barrier):
    """Where so many wait for each other."""

    _shared_between_processes = True


class Queue(queue.Queue):
    """A queue between processes. What is put in is copied at once, so that what cannot be sent is refused here."""

    _shared_between_processes = True

    def put(self, obj, block=True, timeout=None):
        here = current()
        super().put((pickled_copy(obj, here, here), here), block, timeout)

    def get(self, block=True, timeout=None):
        obj, sender = super().get(block, timeout)
        return pickled_copy(obj, sender, current())

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


JoinableQueue = Queue


class SimpleQueue(Queue):
    """The same without limits."""

    def __init__(self):
        super().__init__()


class Value:
    """A number that all processes see: a float by the types "f" and "d", else an int of any size."""

    _shared_between_processes = True

    def __init__(self, typecode_or_type, *args, lock=True):
        self._lock = RLock() if lock is True else lock
        self._kind = float if typecode_or_type in ("f", "d") else int
        self._value = self._kind(*args)

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = self._kind(value)

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *failure):
        return self._lock.__exit__(*failure)


class Array(Value):
    """So many of them."""

    def __init__(self, typecode_or_type, size_or_initializer, *, lock=True):
        super().__init__(typecode_or_type, lock=lock)
        given = size_or_initializer
        self._items = [self._value] * given if isinstance(given, int) else [self._kind(item) for item in given]

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._items[index] = self._kind(value)
        elif len(self._items[index]) != len(value):
            raise ValueError("Can only assign sequence of same size")
        else:
            self._items[index] = [self._kind(item) for item in value]

    def __iter__(self):
        return iter(self._items)


_NO_MORE = object()  # in a channel: nobody can send any more
_ends = []  # of pipes, as long as some process has them open


def _inherit(parent, child):
    """A process that begins has open what its parent has open."""
    for end in _ends:
        if parent in end._holders:
            end._holders.add(child)


def _release_all(process):
    for end in list(_ends):
        end._release(process)


on_begin.append(_inherit)
on_end.append(_release_all)


class Connection:
    """One end of a pipe."""

    _shared_between_processes = True
    __module__ = "multiprocessing.connection"

    def __init__(self, incoming, outgoing):
        self._incoming, self._outgoing = incoming, outgoing
        self._holders = {current()}  # the processes that have it open
        self._other = None
        _ends.append(self)

    closed = property(lambda self: current() not in self._holders)
    readable = property(lambda self: self._incoming is not None)
    writable = property(lambda self: self._outgoing is not None)

    def _check(self, channel, what):
        if self.closed:
            raise OSError("handle is closed")
        if channel is None:
            raise OSError(f"connection is {what}-only")

    def send(self, obj):
        self._check(self._outgoing, "read")
        if not self._other._holders:
            raise BrokenPipeError(32, "Broken pipe")
        here = current()
        self._outgoing.put((pickled_copy(obj, here, here), here))

    def recv(self):
        self._check(self._incoming, "write")
        received = self._incoming.get()
        if received is _NO_MORE:
            self._incoming.put(_NO_MORE)
            raise EOFError
        obj, sender = received
        return pickled_copy(obj, sender, current())

    def send_bytes(self, buf, offset=0, size=None):
        data = bytes(buf)[offset:]
        self.send(data if size is None else data[:size])

    def recv_bytes(self, maxlength=None):
        return self.recv()

    def poll(self, timeout=0.0):
        """Whether there is something to receive, after this time at the latest; None is for ever."""
        self._check(self._incoming, "write")
        if not self._incoming._available.acquire(timeout != 0.0, timeout or None):
            return False
        self._incoming._available.release()
        return True

    def close(self):
        """Other processes that have it keep it open."""
        self._release(current())

    def _release(self, process):
        if process not in self._holders:
            return
        self._holders.remove(process)
        if not self._holders:
            _ends.remove(self)
            if self._outgoing is not None:
                self._outgoing.put(_NO_MORE)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()


def Pipe(duplex=True):
    """Two ends that are connected: the first receives, the second sends, or both do both."""
    there, back = Channel(), Channel() if duplex else None
    first, second = Connection(there, back), Connection(back, there)
    first._other, second._other = second, first
    return first, second
