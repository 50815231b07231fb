# The one who awaits a task is woken by a callback too: after those added before.
import asyncio


async def work():
    await asyncio.sleep(0.1)
    print("work ends")
    return 1


async def waiter(task):
    await task
    print("waiter woken")


async def main():
    task = asyncio.create_task(work())
    task.add_done_callback(lambda t: print("callback added first"))
    waiting = asyncio.create_task(waiter(task))
    await asyncio.sleep(0)
    task.add_done_callback(lambda t: print("callback added later"))
    await task
    print("main woken")
    await waiting


asyncio.run(main())
