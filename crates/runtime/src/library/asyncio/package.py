"""What `import asyncio` gives: the names of CPython 3.11's asyncio that need neither sockets nor subprocesses."""

from _asyncio import (
    AbstractEventLoop,
    BaseEventLoop,
    Future,
    Handle,
    SelectorEventLoop,
    Task,
    TimerHandle,
    _get_running_loop,
    _set_running_loop,
    all_tasks,
    current_task,
    get_event_loop,
    get_running_loop,
    new_event_loop,
    set_event_loop,
)
from asyncio.coroutines import iscoroutine, iscoroutinefunction
from asyncio.events import (
    AbstractEventLoopPolicy,
    _UnixDefaultEventLoopPolicy as DefaultEventLoopPolicy,
    get_event_loop_policy,
    set_event_loop_policy,
)
from asyncio.exceptions import (
    BrokenBarrierError,
    CancelledError,
    IncompleteReadError,
    InvalidStateError,
    LimitOverrunError,
    SendfileNotAvailableError,
    TimeoutError,
)
from asyncio.locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from asyncio.queues import LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull
from asyncio.runners import Runner, run
from asyncio.taskgroups import TaskGroup
from asyncio.tasks import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    as_completed,
    create_task,
    ensure_future,
    gather,
    isfuture,
    shield,
    sleep,
    wait,
    wait_for,
)
from asyncio.threads import run_coroutine_threadsafe, to_thread, wrap_future
from asyncio.timeouts import Timeout, timeout, timeout_at

import concurrent as _concurrent  # its futures are loaded when somebody comes for them

_concurrent._is_used = True
