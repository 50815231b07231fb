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


class _Interrupts:
    """While the block runs, an interrupt cancels the main task, once: the next one, or one that comes too late, breaks in at once.

    Only in the main thread, and only where the program has no handler of its own. A cancellation that leaves the block leaves it as
    `KeyboardInterrupt` if there was an interrupt, and nobody else has cancelled the task.
    """

    def __init__(self, loop, task):
        self._loop, self._task = loop, task
        self._seen = 0
        self._handler = None

    def __enter__(self):
        if _signal.is_main_thread() and _signal.getsignal(_SIGINT) is _signal.default_int_handler:
            self._handler = lambda signum, frame: self._interrupt()
            _signal.signal(_SIGINT, self._handler)

    def _interrupt(self):
        self._seen += 1
        if self._seen > 1 or self._task.done():
            raise KeyboardInterrupt()
        self._task.cancel()
        self._loop.call_soon_threadsafe(lambda: None)  # so that a poll ends

    def __exit__(self, exc_type, exc, tb):
        handler, self._handler = self._handler, None  # which would keep the task, too
        if handler is not None and _signal.getsignal(_SIGINT) is handler:
            _signal.signal(_SIGINT, _signal.default_int_handler)
        if self._seen and isinstance(exc, CancelledError) and hasattr(self._task, "uncancel") and not self._task.uncancel():
            raise KeyboardInterrupt()


class Runner:
    """Makes a loop when it is first needed, and closes it in the end, with everything that still runs on it."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._factory, self._debug = loop_factory, debug
        self._loop = self._context = None
        self._is_closed = False

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._is_closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = self._new_loop()
            self._context = copy_context()
        return self._loop

    def _new_loop(self):
        """Without a factory it is also what `get_event_loop()` gives, until the runner is closed."""
        loop = new_event_loop() if self._factory is None else self._factory()
        if self._factory is None:
            set_event_loop(loop)
        if self._debug is not None:
            loop.set_debug(self._debug)
        return loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        loop = self.get_loop()
        task = loop.create_task(coro, context=self._context if context is None else context)
        with _Interrupts(loop, task):
            return loop.run_until_complete(task)

    def close(self):
        loop = self._loop
        if loop is None:
            return  # never opened, or closed already
        try:
            _end_tasks(loop)
            if not loop._nothing_to_shut_down():
                for shut_down in (loop.shutdown_asyncgens, loop.shutdown_default_executor):
                    loop.run_until_complete(shut_down())
        finally:
            if self._factory is None:
                set_event_loop(None)
            loop.close()
            self._loop, self._is_closed = None, True


def _end_tasks(loop):
    """Gives what is left the chance to clean up, and reports what fails in doing so."""
    left = all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(gather(*left, return_exceptions=True))
    for task in left:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            message = "unhandled exception during asyncio.run() shutdown"
            loop.call_exception_handler({"message": message, "exception": error, "task": task})


def run(main, *, debug=None):
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    runner = Runner(debug=debug)
    with runner:
        return runner.run(main)
