# The future that a task waits for is done, but the task has not run yet: it can still be cancelled.
import asyncio


async def waiter(future):
    try:
        print("got", await future)
    except asyncio.CancelledError:
        print("cancelled although the future has", future.result())
        raise


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    future.set_result("a result")
    print(task.cancel())
    await asyncio.sleep(0)
    print(task.cancelled())


asyncio.run(main())
