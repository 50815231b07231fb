"""Under this name for programs that look here: loops and handles are native. And policies: which loop a thread gets."""

import _signal
from _asyncio import (
    AbstractEventLoop,
    Handle,
    TimerHandle,
    _current,
    _get_running_loop,
    _new_event_loop,
    _set_current,
    _set_policy,
    _set_running_loop,
    get_event_loop,
    get_running_loop,
    new_event_loop,
    set_event_loop,
)


class AbstractEventLoopPolicy:
    """What a policy of the program's own must have."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has the loop that it sets; the main thread is given one."""

    _loop_factory = None

    def get_event_loop(self):
        loop, was_set = _current()
        if not was_set and _signal.is_main_thread():
            self.set_event_loop(self.new_event_loop())
            loop, was_set = _current()
        if loop is None:
            from threading import current_thread

            raise RuntimeError(f"There is no current event loop in thread {current_thread().name!r}.")
        return loop

    def set_event_loop(self, loop):
        _set_current(loop)

    def new_event_loop(self):
        return self._loop_factory()


class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    """The default, which the loop itself follows without asking it."""

    _loop_factory = staticmethod(_new_event_loop)


_UnixDefaultEventLoopPolicy.__module__ = "asyncio.unix_events"
_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = _UnixDefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    is_default = policy is None or type(policy) is _UnixDefaultEventLoopPolicy
    _policy = policy
    _set_policy(None if is_default else policy)
