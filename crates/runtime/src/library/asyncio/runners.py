"""Running a program's main coroutine on a loop of its own: `run`, and the `Runner` behind it.

An interrupt (`SIGINT`) cancels the main coroutine, and only then becomes a `KeyboardInterrupt`: `Lib/asyncio/runners.py`.
"""

import _signal
from _asyncio import _get_running_loop, all_tasks, new_event_loop, set_event_loop
from asyncio.coroutines import iscoroutine
from asyncio.exceptions import CancelledError
from asyncio.tasks import gather
from contextvars import copy_context

_SIGINT = 2
_CREATED = "created"
_INITIALIZED = "initialized"
_CLOSED = "closed"


class Runner:
    """Makes a loop when it is first needed, and closes it in the end, with everything that still runs on it."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = _CREATED
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._interrupt_count = 0
        self._is_thread_loop = False  # whether get_event_loop() gives our loop

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def _lazy_init(self):
        if self._state == _CLOSED:
            raise RuntimeError("Runner is closed")
        if self._state == _INITIALIZED:
            return
        if self._loop_factory is None:
            self._loop = new_event_loop()
            set_event_loop(self._loop)
            self._is_thread_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = copy_context()
        self._state = _INITIALIZED

    def get_loop(self):
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._lazy_init()
        task = self._loop.create_task(coro, context=self._context if context is None else context)
        handler = self._handle_interrupts_of(task)
        self._interrupt_count = 0
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            if self._interrupt_count > 0:
                uncancel = getattr(task, "uncancel", None)
                if uncancel is not None and uncancel() == 0:
                    raise KeyboardInterrupt()
            raise
        finally:
            if handler is not None and _signal.getsignal(_SIGINT) is handler:
                _signal.signal(_SIGINT, _signal.default_int_handler)

    def _handle_interrupts_of(self, task):
        """Sets a handler that cancels the task, unless the program has one of its own or this is not the main thread."""
        if not _signal.is_main_thread() or _signal.getsignal(_SIGINT) is not _signal.default_int_handler:
            return None

        def handler(signum, frame):
            self._on_sigint(signum, frame, task)

        _signal.signal(_SIGINT, handler)
        return handler

    def _on_sigint(self, signum, frame, main_task):
        self._interrupt_count += 1
        if self._interrupt_count == 1 and not main_task.done():
            main_task.cancel()
            self._loop.call_soon_threadsafe(lambda: None)  # so that a poll ends
            return
        raise KeyboardInterrupt()

    def close(self):
        if self._state != _INITIALIZED:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            if not loop._nothing_to_shut_down():
                loop.run_until_complete(loop.shutdown_asyncgens())
                loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._is_thread_loop:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = _CLOSED


def _cancel_all_tasks(loop):
    """Gives what is left the chance to clean up, and reports what fails in doing so."""
    left = all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })


def run(main, *, debug=None):
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug) as runner:
        return runner.run(main)
