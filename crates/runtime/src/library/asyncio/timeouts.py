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
        self._state = _CREATED
        self._when = when
        self._task = None
        self._timeout_handler = None

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
        self._when = when
        self._drop_timer()
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._timeout_handler = loop.call_soon(self._on_timeout)
            else:
                self._timeout_handler = loop.call_at(when, self._on_timeout)

    def _drop_timer(self):
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
            self._timeout_handler = None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _EXPIRING
        self._timeout_handler = None

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
        self._drop_timer()
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
