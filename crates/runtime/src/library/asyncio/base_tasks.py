"""Where a task stands: what `get_stack` and `print_stack` say of its coroutine.

As in CPython, a task that waits shows the frame of its own coroutine, and none of those that this one awaits."""

import sys
from traceback import extract_tb, format_exception_only, print_list


def get_stack(task, *, limit=None):
    coro = task.get_coro()
    frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
    return [] if frame is None or limit == 0 else [frame]


def print_stack(task, *, limit=None, file=None):
    error = task.exception() if task.done() and not task.cancelled() else None
    lines = [
        (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, frame._source)
        for frame in get_stack(task, limit=limit)
    ]
    if error is not None:
        lines = extract_tb(error.__traceback__, limit)
    file = sys.stderr if file is None else file
    if not lines:
        print(f"No stack for {task!r}", file=file)
    elif error is not None:
        print(f"Traceback for {task!r} (most recent call last):", file=file)
    else:
        print(f"Stack for {task!r} (most recent call last):", file=file)
    print_list(lines, file=file)
    if error is not None:
        print("".join(format_exception_only(type(error), error)), file=file, end="")
