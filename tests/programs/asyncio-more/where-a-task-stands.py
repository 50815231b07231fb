# The frames of generators and coroutines, and the stack of a task
import asyncio
import inspect
import io


def squares(limit):
    for n in range(limit):
        square = n * n
        yield square


async def inner(seconds):
    await asyncio.sleep(seconds)


async def outer():
    detail = "here"
    await inner(1)


async def fails():
    raise ValueError("no")


def stack_of(task):
    out = io.StringIO()
    task.print_stack(file=out)
    first, *lines = out.getvalue().splitlines()
    print(first.split(" ")[0], first.split(" ")[-1], [line for line in lines if "File" not in line])


async def main():
    walk = squares(3)
    print(walk.gi_frame.f_lineno, walk.gi_frame.f_locals, inspect.getgeneratorlocals(walk))
    print(next(walk), next(walk), walk.gi_frame.f_lineno, inspect.getgeneratorlocals(walk))
    print(walk.gi_frame.f_code.co_name, walk.gi_frame.f_back, list(walk), walk.gi_frame, inspect.getgeneratorlocals(walk))
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    coroutine = task.get_coro()
    print(coroutine.cr_frame.f_lineno, inspect.getcoroutinelocals(coroutine), coroutine.cr_await.cr_frame.f_locals)
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack()])
    stack_of(task)
    task.cancel()
    failed = asyncio.create_task(fails())
    await asyncio.wait([task, failed])
    print(coroutine.cr_frame, task.get_stack())
    stack_of(task)
    stack_of(failed)


asyncio.run(main())
