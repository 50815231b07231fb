# What a task or future looks like says what it waits for, and who is to be called.
import asyncio
import functools


def called(future, more=None):
    pass


class Watcher:
    def notice(self, task):
        pass


async def waits(what):
    await what


async def captures(what):
    print([lambda: what][0]())


async def main():
    future = asyncio.get_running_loop().create_future()
    print(future)
    task = asyncio.create_task(waits(future), name="a")
    print(task)
    await asyncio.sleep(0)
    print(task)
    task.add_done_callback(called)
    task.add_done_callback(functools.partial(called, more=1))
    print(task)
    task.add_done_callback(Watcher().notice)
    other = asyncio.create_task(waits(task), name="b")
    await asyncio.sleep(0)
    print(other)
    other.cancel()
    print(other)
    future.add_done_callback(print)
    print(future)
    await asyncio.wait([other])
    print(task, other)
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(ValueError("no"))
    print(failed, failed.exception())
    print(asyncio.create_task(captures("captured"), name="c"))
    await asyncio.sleep(0)
    print(str(asyncio.current_task()).partition(" cb=")[0])


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
done = loop.create_future()
done.set_result(["x" * 40, 2, 3, 4, 5, 6, 7])
print(done)
loop.close()
