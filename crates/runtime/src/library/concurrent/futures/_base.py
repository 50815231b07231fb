"""Results that threads wait for."""

from _types import GenericAlias
from collections import namedtuple
from threading import Condition, Event
from time import monotonic

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"  # and nobody has been told yet
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"
_ENDED = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    """Anything about futures."""


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError  # since 3.11 the builtin


class InvalidStateError(Error):
    """The future is not in a state for that."""


class BrokenExecutor(RuntimeError):
    """The executor cannot work any more."""


class Future:
    """The result of a call that another thread makes."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._changed = Condition()
        self._state, self._value, self._error = PENDING, None, None
        self._callbacks = []
        self._watchers = []  # what `wait` and `as_completed` want to be told by: functions of the future

    def __repr__(self):
        shown = "cancelled" if self.cancelled() else self._state.lower()
        if self._state == FINISHED:
            what, outcome = ("returned", self._value) if self._error is None else ("raised", self._error)
            shown += f" {what} {type(outcome).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={shown}>"

    # What it is

    def cancelled(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        state = self._state
        return state == RUNNING

    def done(self):
        return self._state in _ENDED

    def _is_told(self):
        """Done, and watchers have learned it."""
        return self._state in (CANCELLED_AND_NOTIFIED, FINISHED)

    # For those who wait

    def result(self, timeout=None):
        try:
            value, error = self._outcome(timeout)
            if error is not None:
                raise error
            return value
        finally:
            self = error = None  # the exception's traceback would keep the future, and the future the exception

    def exception(self, timeout=None):
        _, error = self._outcome(timeout)
        return error

    def _outcome(self, timeout):
        changed = self._changed
        with changed:
            if not self.done():
                changed.wait(timeout)
            if self.cancelled():
                raise CancelledError()
            if self._state != FINISHED:
                raise TimeoutError()
            return self._value, self._error

    def add_done_callback(self, fn):
        with self._changed:
            is_early = not self.done()
            if is_early:
                self._callbacks.append(fn)
        if not is_early:
            self._call(fn)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            from logging import getLogger

            getLogger("concurrent.futures").exception("exception calling callback for %r", self)

    # For those who do the work, or call it off

    def cancel(self):
        with self._changed:
            before = self._state
            if before == PENDING:
                self._state = CANCELLED
                self._changed.notify_all()
        if before == PENDING:
            self._call_all()
        return before not in (RUNNING, FINISHED)

    def set_running_or_notify_cancel(self):
        with self._changed:
            is_wanted = self._state == PENDING
            if is_wanted:
                self._state = RUNNING
            elif self._state == CANCELLED:
                self._tell(CANCELLED_AND_NOTIFIED)
            else:
                raise RuntimeError("Future in unexpected state")
        return is_wanted

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, value, error):
        with self._changed:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._value, self._error = value, error
            self._tell(FINISHED)
            self._changed.notify_all()
        self._call_all()

    def _tell(self, state):
        """Goes over to a state of which watchers want to know, with the lock held."""
        self._state = state
        for watcher in self._watchers:
            watcher(self)

    def _call_all(self):
        for callback in self._callbacks:
            self._call(callback)


class _Watch:
    """Watches several futures, and knows which have ended."""

    def __init__(self, futures):
        self.futures = dict.fromkeys(futures)
        self.lock = Condition()
        self.event = Event()
        self.ended = []
        for future in sorted(self.futures, key=id):  # in one order everywhere, or two threads could block each other
            future._changed.acquire()
        self.done = [future for future in self.futures if future._is_told()]
        self.pending = [future for future in self.futures if not future._is_told()]

    def begin(self, watcher):
        """Has each pending future call the watcher when it ends. Until here, none of them could end."""
        self._watcher = watcher
        for future in self.pending:
            future._watchers.append(watcher)
        self.release()

    def release(self):
        for future in self.futures:
            future._changed.release()

    def end(self):
        for future in self.pending:
            with future._changed:
                if self._watcher in future._watchers:
                    future._watchers.remove(self._watcher)


def as_completed(fs, timeout=None):
    """The futures in the order in which they end."""
    end = None if timeout is None else monotonic() + timeout
    watch = _Watch(fs)
    total = len(watch.futures)

    def on_end(future):
        with watch.lock:
            watch.ended.append(future)
            watch.event.set()

    watch.begin(on_end)
    try:
        yield from watch.done
        left = len(watch.pending)
        while left:
            wait_for = None if end is None else end - monotonic()
            if wait_for is not None and wait_for <= 0:
                raise TimeoutError(f"{left} (of {total}) futures unfinished")
            watch.event.wait(wait_for)
            with watch.lock:
                ended, watch.ended = watch.ended, []
                watch.event.clear()
            left -= len(ended)
            yield from ended
    finally:
        watch.end()


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    watch = _Watch(fs)
    done = set(watch.done)
    failed = any(not future.cancelled() and future._error is not None for future in done)
    enough = not watch.pending or (return_when == FIRST_COMPLETED and done) or (return_when == FIRST_EXCEPTION and failed)
    if enough:
        watch.release()
        return DoneAndNotDoneFutures(done, set(watch.pending))
    left = len(watch.pending)

    def on_end(future):
        nonlocal left
        with watch.lock:
            watch.ended.append(future)
            left -= 1
            is_failure = not future.cancelled() and future._error is not None
            if not left or return_when == FIRST_COMPLETED or (return_when == FIRST_EXCEPTION and is_failure):
                watch.event.set()

    watch.begin(on_end)
    watch.event.wait(timeout)
    watch.end()
    done.update(watch.ended)
    return DoneAndNotDoneFutures(done, set(watch.futures) - done)


class Executor:
    """What calls functions elsewhere."""

    def submit(self, fn, /, *args, **keywords):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results in the order of the arguments. All calls are submitted at once."""
        end = None if timeout is None else monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        yield future.result() if end is None else future.result(end - monotonic())
                    finally:
                        future.cancel()
            finally:
                for future in futures:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.shutdown()
        return False
