"""Under this name for programs that look here: loops and handles are native. And policies, of which there is one."""

from _asyncio import (
    Handle,
    TimerHandle,
    _get_running_loop,
    get_event_loop,
    get_running_loop,
    new_event_loop,
    set_event_loop,
)
from _asyncio import EventLoop as AbstractEventLoop


class DefaultEventLoopPolicy:
    """Old programs ask it for the loop."""

    def get_event_loop(self):
        return get_event_loop()

    def set_event_loop(self, loop):
        set_event_loop(loop)

    def new_event_loop(self):
        return new_event_loop()


AbstractEventLoopPolicy = DefaultEventLoopPolicy
_policy = DefaultEventLoopPolicy()


def get_event_loop_policy():
    return _policy


def set_event_loop_policy(policy):
    if policy is not None and type(policy) is not DefaultEventLoopPolicy:
        raise NotImplementedError("there is only the default event loop policy")
