"""The exceptions of asyncio. Those that futures themselves raise are native; the rest is here."""

from _asyncio import CancelledError, InvalidStateError

TimeoutError = TimeoutError  # since 3.11 the builtin, under its old name too


class BrokenBarrierError(RuntimeError):
    """A barrier was reset or aborted while tasks were at it."""


class IncompleteReadError(EOFError):
    """A stream ended before all that was asked for had come. Here for programs that catch it: there are no streams."""

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")
        self.partial = partial
        self.expected = expected


class LimitOverrunError(Exception):
    """A separator was not found within a stream's buffer. As above."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed


class SendfileNotAvailableError(RuntimeError):
    """As above."""
