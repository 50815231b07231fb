"""Functions that make, combine and wait for tasks. Tasks and futures themselves are native.

Everything here decides only when a future is resolved; each function says which one its caller waits for, so that the number of
turns that the loop takes can be read off.
"""

from _asyncio import CancelledError, Future, get_event_loop, get_running_loop, mark
from _functools import partial
from _types import CoroutineType
from _asyncio import Task, all_tasks, current_task  # for programs that look for them here
from asyncio.coroutines import iscoroutine
from asyncio.queues import Queue

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_CONDITIONS = (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED)


def isfuture(obj):
    """Also of a class that only says so."""
    return isinstance(obj, Future) or (
        hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None
    )


def create_task(coro, *, name=None, context=None):
    return _task_on(get_running_loop(), coro, name, context)


def _task_on(loop, coro, name, context):
    """A task of that loop, by whatever factory it has: that need not know contexts, and is not told the name."""
    task = loop.create_task(coro, **({} if context is None else {"context": context}))
    # The task has used up a number for its first name by now, also if it is given another.
    if name is not None:
        task.set_name(name)
    return task


def ensure_future(coro_or_future, *, loop=None):
    """The future itself, or a task for the coroutine or other awaitable."""
    given = coro_or_future
    is_coroutine = isinstance(given, CoroutineType)  # asked first, since nearly all are, and such are no futures
    if not is_coroutine and isfuture(given):
        if loop is None or loop is given.get_loop():
            return given
        raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
    if is_coroutine or iscoroutine(given):
        coroutine = given
    elif hasattr(type(given), "__await__"):
        coroutine = _wrap_awaitable(given)
    else:
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    loop = get_event_loop() if loop is None else loop
    try:
        return loop.create_task(coroutine)
    except RuntimeError:
        if coroutine is given:
            given.close()  # it will never run: no need for a warning beside the error
        raise


async def _wrap_awaitable(awaitable):
    return await awaitable


class _OneTurn:
    """Awaiting it lets everything else that is ready run first."""

    def __await__(self):
        yield


_one_turn = _OneTurn()


async def sleep(delay, result=None):
    if delay <= 0:
        await _one_turn
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    mark(future, "sleep", timer)
    try:
        return await future
    finally:
        timer.cancel()


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


_set_result_unless_cancelled._purpose = "sleep"


def _new_waiter(loop):
    """A future to wait for in place of others, and a function that resolves it, for timers and callbacks alike."""
    waiter = loop.create_future()
    return waiter, partial(_release_waiter, waiter)


def _release_waiter(waiter, *_):
    if not waiter.done():
        waiter.set_result(None)


_release_waiter._purpose = "timeout"


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in _CONDITIONS:
        raise ValueError(f"Invalid return_when value: {return_when}")
    futures = list(dict.fromkeys(fs))  # each once, and in an order that a rerun repeats
    if any(iscoroutine(future) for future in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    await _wait(futures, timeout, return_when)
    done = {future for future in futures if future.done()}
    return done, {future for future in futures if future not in done}


async def _wait(futures, timeout, return_when):
    """Returns once enough of the futures are done, or the time is up."""
    loop = get_running_loop()
    waiter, release_waiter = _new_waiter(loop)
    mark(waiter, "several", futures)
    timer = None if timeout is None else loop.call_later(timeout, release_waiter)
    left = dict.fromkeys(futures)

    def _on_completion(future):
        del left[future]
        if left and return_when != FIRST_COMPLETED:
            if return_when == ALL_COMPLETED or future.cancelled() or future.exception() is None:
                return  # the others have to be waited for
        if timer is not None:
            timer.cancel()
        release_waiter()

    for future in futures:
        future.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(_on_completion)


async def wait_for(fut, timeout):
    """Waits not for the future itself but for another one, which its end or the timer resolves: one turn more than `await`."""
    loop = get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        future = ensure_future(fut, loop=loop)
        return future.result() if future.done() else await _late_result(future, loop)
    waiter, release_waiter = _new_waiter(loop)
    timer = loop.call_later(timeout, release_waiter)
    future = ensure_future(fut, loop=loop)
    mark(waiter, "several", (future,))
    future.add_done_callback(release_waiter)
    try:
        try:
            await waiter
        except CancelledError:
            if not future.done():
                await _cancel_and_wait(future, loop, release_waiter)
                raise
            return future.result()  # it came first, and the cancellation is lost
        return future.result() if future.done() else await _late_result(future, loop, release_waiter)
    finally:
        timer.cancel()


async def _late_result(future, loop, callback=None):
    """Ends a future whose time is up. It may still come to a result, or another error, on its way out."""
    await _cancel_and_wait(future, loop, callback)
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError() from error


async def _cancel_and_wait(future, loop, callback=None):
    """Returns once the future has ended, of which the callback need not hear any more."""
    if callback is not None:
        future.remove_done_callback(callback)
    waiter, release_waiter = _new_waiter(loop)
    mark(waiter, "several", (future,))
    future.add_done_callback(release_waiter)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(release_waiter)


def as_completed(fs, *, timeout=None):
    """Coroutines, as many as futures, that give results in the order they come: each takes one from a queue.

    A generator, so nothing starts before the first is asked for.
    """
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    outcomes = Queue()  # of functions that return a result, or raise
    loop = get_event_loop()
    waiting = dict.fromkeys([ensure_future(future, loop=loop) for future in dict.fromkeys(fs)])
    timer = None

    def _on_completion(future):
        if future in waiting:  # or else the time was up before
            del waiting[future]
            outcomes.put_nowait(future.result)
            if timer is not None and not waiting:
                timer.cancel()

    def _on_timeout():
        for future in waiting:
            future.remove_done_callback(_on_completion)
            outcomes.put_nowait(_raise_timeout)
        waiting.clear()

    _on_timeout._purpose = "timeout"

    async def _wait_for_one():
        outcome = await outcomes.get()
        return outcome()

    for future in waiting:
        future.add_done_callback(_on_completion)
    if waiting and timeout is not None:
        timer = loop.call_later(timeout, _on_timeout)
    for _ in range(len(waiting)):
        yield _wait_for_one()


def _raise_timeout():
    raise TimeoutError


class _GatheringFuture(Future):
    """What `gather` returns: cancelling it cancels the children, and it ends when they have."""

    def __init__(self, parts, *, loop):
        Future.__init__(self, loop=loop)
        self._parts = parts  # the futures of what was given, in that order
        self._was_cancelled = False

    def cancel(self, msg=None):
        if self.done():
            return False
        reached = [part.cancel(msg=msg) for part in self._parts]
        self._was_cancelled = self._was_cancelled or any(reached)
        return any(reached)


def gather(*coros_or_futures, return_exceptions=False):
    """A future for the results of all, in the order given. It is resolved by the callback of the last child to end."""
    if len(coros_or_futures) == 0:
        nothing = get_event_loop().create_future()
        nothing.set_result([])
        return nothing
    loop = outer = None
    children = {}  # by what was given: the same thing twice is one child
    unfinished = 0

    def _done_callback(child):
        nonlocal unfinished
        unfinished -= 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()  # looked at, so that nobody reports it as overlooked
            return
        error = _error_of(child, return_exceptions)
        if error is not None:
            outer.set_exception(error)
        elif unfinished == 0:
            _settle(outer)

    for given in coros_or_futures:
        if given in children:
            continue
        child = children[given] = ensure_future(given, loop=loop)
        loop = child.get_loop() if loop is None else loop
        if child is not given:
            child._log_destroy_pending = False  # the program has no name for it, so cannot be blamed
        unfinished += 1
        child.add_done_callback(_done_callback)
    outer = _GatheringFuture([children[given] for given in coros_or_futures], loop=loop)
    mark(outer, "several", outer._parts)
    return outer


def _error_of(child, is_result):
    """What ends the whole, unless it is a result like any other."""
    if is_result:
        return None
    return child._make_cancelled_error() if child.cancelled() else child.exception()


def _settle(outer):
    """All children of a gathering have ended."""
    outcomes = [_outcome(part) for part in outer._parts]  # looked at in any case, so that none is reported as overlooked
    if outer._was_cancelled:
        outer.set_exception(outer._parts[-1]._make_cancelled_error())
    else:
        outer.set_result(outcomes)


def _outcome(child):
    if child.cancelled():
        return CancelledError("" if child._cancel_message is None else child._cancel_message)
    error = child.exception()
    return child.result() if error is None else error


def shield(arg):
    """A future that ends as the given one does, and whose cancellation does not reach that one."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()
    mark(outer, "several", (inner,))

    def _inner_done_callback(inner):
        if inner.cancelled():
            outer.cancel()
            return
        error = inner.exception()  # as in gather
        if outer.cancelled():
            return
        if error is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(error)

    def _outer_done_callback(_):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    for future, callback in ((inner, _inner_done_callback), (outer, _outer_done_callback)):
        future.add_done_callback(callback)
    return outer
