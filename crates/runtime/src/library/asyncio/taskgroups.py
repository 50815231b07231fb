"""Groups of tasks that end together: the block waits for all, and the first failure cancels the rest.

Two things are kept apart: the tasks that still run, for which the block waits, and the failures, which the block raises once none runs.
"""

from _asyncio import CancelledError, current_task, get_running_loop, mark
from asyncio.tasks import _task_on

# How far the block has come.
_NEW, _OPEN, _LEAVING = range(3)


class _Failures:
    """What has gone wrong in a group."""

    def __init__(self):
        self.errors = []  # of tasks, in the order in which they ended; then of the block itself
        self.urgent = None  # the first that leaves the block as it is, outside of any group of exceptions

    def note(self, error):
        if self.urgent is None and isinstance(error, (SystemExit, KeyboardInterrupt)):
            self.urgent = error

    def raise_any(self, error, cancellation):
        """Raises what the block ends with, if it came to an error of its own, or was cancelled from outside."""
        if self.urgent is not None:
            raise self.urgent
        if cancellation is not None and not self.errors:
            raise cancellation
        errors, self.errors = self.errors, []
        if error is not None and type(error) is not CancelledError:
            errors.append(error)
        if errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None


class TaskGroup:
    """`async with` it, and make tasks by its `create_task`."""

    def __init__(self):
        self._phase = _NEW
        self._is_cancelling = False
        self._tasks = {}  # a set that keeps its order, so that a rerun cancels in the same one
        self._failures = _Failures()
        self._loop = self._owner = None
        self._has_cancelled_owner = False  # a failing task has cancelled it, to get it out of the block's body
        self._all_done = None  # a future; resolved when no task runs any more

    def __repr__(self):
        errors = self._failures.errors
        state = "cancelling" if self._is_cancelling else "entered" if self._phase != _NEW else ""
        words = ["TaskGroup", self._tasks and f"tasks={len(self._tasks)}", errors and f"errors={len(errors)}", state]
        return f"<{' '.join([word for word in words if word])}>"

    async def __aenter__(self):
        if self._phase != _NEW:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._loop = get_running_loop()
        self._owner = current_task(self._loop)
        if self._owner is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._phase = _OPEN
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._phase = _LEAVING
        self._failures.note(exc)
        cancellation = exc if exc_type is CancelledError else None
        if self._has_cancelled_owner and self._owner.uncancel() == 0:
            cancellation = None  # it was ours, and nobody else's
        if exc_type is not None:
            self._cancel_all()
        cancellation = await self._emptied() or cancellation
        self._failures.raise_any(exc, cancellation)

    async def _emptied(self):
        """Waits until no task runs. Gives the cancellation that came from outside meanwhile, if one did."""
        cancellation = None
        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
                mark(self._all_done, "several", tuple(self._tasks))
            try:
                await self._all_done
            except CancelledError as error:
                # From outside only if it is the first: an abort of ours would have come before.
                if self._cancel_all():
                    cancellation = error
            self._all_done = None
        return cancellation

    def create_task(self, coro, *, name=None, context=None):
        problem = self._why_closed()
        if problem:
            raise RuntimeError(f"TaskGroup {self!r} {problem}")
        task = _task_on(self._loop, coro, name, context)
        task.add_done_callback(self._on_task_done)
        self._tasks[task] = None
        return task

    def _why_closed(self):
        """What keeps the group from taking another task."""
        if self._phase == _NEW:
            return "has not been entered"
        if self._phase == _LEAVING and not self._tasks:
            return "is finished"
        return "is shutting down" if self._is_cancelling else None

    def _cancel_all(self):
        """Cancels what runs, and says whether that is new."""
        if self._is_cancelling:
            return False
        self._is_cancelling = True
        for task in [task for task in self._tasks if not task.done()]:
            task.cancel()
        return True

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        if not self._tasks and self._all_done is not None and not self._all_done.done():
            self._all_done.set_result(True)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._failures.errors.append(error)
            self._failures.note(error)
            self._cancel_because_of(task, error)

    def _cancel_because_of(self, task, error):
        """The rest of the group is cancelled on account of a task's failure, and so is its owner, who may be anywhere in the block."""
        owner = self._owner
        if owner.done():
            message = f"Task {task!r} has errored out but its parent task {owner} is already completed"
            self._loop.call_exception_handler({"message": message, "exception": error, "task": task})
        elif not self._has_cancelled_owner and self._cancel_all():
            self._has_cancelled_owner = True
            owner.cancel()
