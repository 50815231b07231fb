"""Groups of tasks that end together: the block waits for all, and the first failure cancels the rest."""

from _asyncio import CancelledError, current_task, get_running_loop, mark

_BASE_ERRORS = (SystemExit, KeyboardInterrupt)  # these leave the block as they are, outside of any group of exceptions


class TaskGroup:
    """`async with` it, and make tasks by its `create_task`."""

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        self._parent_cancel_requested = False  # by a failing task, to get the parent out of the block's body
        self._tasks = {}  # a set that keeps its order, so that a rerun cancels in the same one
        self._errors = []
        self._base_error = None
        self._on_completed_fut = None  # what __aexit__ waits for; the last task to end resolves it

    def __repr__(self):
        words = ["TaskGroup"]
        if self._tasks:
            words.append(f"tasks={len(self._tasks)}")
        if self._errors:
            words.append(f"errors={len(self._errors)}")
        if self._aborting:
            words.append("cancelling")
        elif self._entered:
            words.append("entered")
        return f"<{' '.join(words)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._exiting = True
        self._note_base_error(exc)
        cancellation = exc if exc_type is CancelledError else None
        if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
            cancellation = None  # it was ours, and nobody else's
        if exc_type is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._on_completed_fut is None:
                self._on_completed_fut = self._loop.create_future()
                mark(self._on_completed_fut, "several", tuple(self._tasks))
            try:
                await self._on_completed_fut
            except CancelledError as error:
                if not self._aborting:
                    # From outside, since an abort of ours would have come first.
                    cancellation = error
                    self._abort()
            self._on_completed_fut = None
        if self._base_error is not None:
            raise self._base_error
        if cancellation is not None and not self._errors:
            raise cancellation
        if exc_type is not None and exc_type is not CancelledError:
            self._errors.append(exc)
        if self._errors:
            errors, self._errors = self._errors, None
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        loop = self._loop
        task = loop.create_task(coro) if context is None else loop.create_task(coro, context=context)
        if name is not None:
            task.set_name(name)
        task.add_done_callback(self._on_task_done)
        self._tasks[task] = None
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _note_base_error(self, error):
        if self._base_error is None and isinstance(error, _BASE_ERRORS):
            self._base_error = error

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        waiter = self._on_completed_fut
        if waiter is not None and not self._tasks and not waiter.done():
            waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        self._note_base_error(error)
        if self._parent_task.done():
            self._report_orphan(task, error)
        elif not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()

    def _report_orphan(self, task, error):
        self._loop.call_exception_handler({
            "message": f"Task {task!r} has errored out but its parent task {self._parent_task} is already completed",
            "exception": error,
            "task": task,
        })
