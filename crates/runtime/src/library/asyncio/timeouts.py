"""`async with timeout(…)`: a deadline for a block.

When the time is up, the task is cancelled; on the way out the block turns that one cancellation into TimeoutError. If someone
else has cancelled the task as well, theirs wins.
"""

from _asyncio import CancelledError, current_task, get_running_loop

# A timeout's states; the words show in its repr.
_CREATED = "created"
_ENTERED = "active"
_EXPIRING = "expiring"  # the task is cancelled, and has not left the block yet
_EXPIRED = "expired"
_EXITED = "finished"


class Timeout:
    """The block's deadline, in the loop's time. None means never."""

    def __init__(self, when):
        self._when, self._state = when, _CREATED
        self._task = self._timer = None

    def __repr__(self):
        deadline = ""
        if self._state == _ENTERED:
            deadline = f" when={None if self._when is None else round(self._when, 3)}"
        return f"<Timeout [{self._state}]{deadline}>"

    def when(self):
        return self._when

    def expired(self):
        return self._state in (_EXPIRING, _EXPIRED)

    def reschedule(self, when):
        if self._state == _CREATED:
            raise RuntimeError("Timeout has not been entered")
        if self._state != _ENTERED:
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._stop_timer()
        self._when = when
        if when is not None:
            self._start_timer(get_running_loop())

    def _start_timer(self, loop):
        """Where the time is up already, the block still gets to its first `await`."""
        is_late = self._when <= loop.time()
        self._timer = loop.call_soon(self._on_timeout) if is_late else loop.call_at(self._when, self._on_timeout)

    def _stop_timer(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _on_timeout(self):
        self._task.cancel()
        self._state, self._timer = _EXPIRING, None

    _on_timeout._purpose = "timeout"

    async def __aenter__(self):
        if self._state != _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        assert self._state in (_ENTERED, _EXPIRING)
        self._stop_timer()
        if self._state == _ENTERED:
            self._state = _EXITED
        elif self._state == _EXPIRING:
            self._state = _EXPIRED
            # Asked first, whatever left the block: the task must get its own count back.
            ours_alone = self._task.uncancel() <= self._cancelling
            if ours_alone and exc_type is CancelledError:
                raise TimeoutError from exc


def timeout(delay):
    """A deadline so many seconds from now."""
    now = get_running_loop().time()
    return Timeout(None if delay is None else now + delay)


def timeout_at(when):
    """A deadline at that time of the loop's clock."""
    return Timeout(when)
