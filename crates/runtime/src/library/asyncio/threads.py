"""Between the loop's thread and others: calls that run elsewhere, and futures that carry results across.

The modules of threads are loaded only when a program comes here.
"""

from _asyncio import CancelledError, Future, InvalidStateError, get_event_loop, get_running_loop, mark
from asyncio.coroutines import iscoroutine
from asyncio.tasks import ensure_future
from contextvars import copy_context


async def to_thread(func, /, *args, **kwargs):
    context = copy_context()
    call = get_running_loop().run_in_executor(None, lambda: context.run(func, *args, **kwargs))
    return await call


def run_in_executor(loop, executor, func, *args):
    """The loop's method of that name. It has checked already that the loop is open."""
    if executor is None:
        executor = loop._default_executor
        if executor is None:
            from concurrent.futures import ThreadPoolExecutor

            executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            loop.set_default_executor(executor)
    return wrap_future(executor.submit(func, *args), loop=loop)


async def wait_for_executor(loop, executor):
    """Ends an executor's threads. Another thread waits for them, so that the loop goes on meanwhile."""
    from threading import Thread

    ended = loop.create_future()
    mark(ended, "thread", executor)

    def shut_down():
        try:
            executor.shutdown(wait=True)
            tell, what = ended.set_result, None
        except Exception as error:
            tell, what = ended.set_exception, error
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, what)

    thread = Thread(target=shut_down)
    thread.start()
    try:
        await ended
    finally:
        thread.join()


def wrap_future(future, *, loop=None):
    """A future of the loop that ends as the thread's future does."""
    if isinstance(future, Future):
        return future
    loop = get_event_loop() if loop is None else loop
    ours = loop.create_future()
    mark(ours, "thread", future)
    _chain_future(future, None, ours, loop)
    return ours


def run_coroutine_threadsafe(coro, loop):
    """A thread's future for the result of a coroutine that the loop, running elsewhere, is given."""
    from concurrent.futures import Future as ThreadFuture

    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    result = ThreadFuture()

    def callback():
        try:
            _chain_future(ensure_future(coro, loop=loop), loop, result, None)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if result.set_running_or_notify_cancel():
                result.set_exception(error)
            raise

    loop.call_soon_threadsafe(callback)
    return result


def _chain_future(source, source_loop, target, target_loop):
    """Has `target` end as `source` does, and `source` be cancelled when `target` is. A thread's future has no loop."""

    def _call_check_cancel(target):
        if not target.cancelled():
            return
        if source_loop is None or source_loop is target_loop:
            source.cancel()
        else:
            source_loop.call_soon_threadsafe(source.cancel)

    def _set_state(target, source):
        _copy(source, target)

    def _call_set_state(source):
        if target_loop is None or target_loop is source_loop:
            _set_state(target, source)
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(_set_state, target, source)

    target.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def _copy(source, target):
    """Ends `target` as `source` has ended."""
    if isinstance(target, Future):
        if target.cancelled():
            return
    else:
        if source.cancelled():
            target.cancel()
        if not target.set_running_or_notify_cancel():
            return
    if source.cancelled():
        target.cancel()
    elif source.exception() is not None:
        target.set_exception(_translated(source.exception()))
    else:
        target.set_result(source.result())


def _translated(error):
    """Threads have their own classes for some errors of futures."""
    if isinstance(error, (CancelledError, InvalidStateError)):
        return error
    kind = type(error)
    if kind.__module__ == "concurrent.futures._base":
        for ours in (CancelledError, InvalidStateError):
            if kind.__name__ == ours.__name__:
                return ours(*error.args)
    return error
