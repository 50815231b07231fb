# Tasks that await tasks, coroutines that await coroutines: cancelled from the outermost.
import asyncio


async def forever():
    try:
        await asyncio.sleep(1000)
    finally:
        print("innermost")


async def wait_for(other):
    await other


async def main():
    task = asyncio.create_task(forever())
    for _ in range(500):
        task = asyncio.create_task(wait_for(task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.cancel("stop"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error))
    inner = forever()
    for _ in range(500):
        inner = wait_for(inner)
    task = asyncio.create_task(inner)
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))


async def deeper_than_calls():
    inner = asyncio.sleep(0)
    for _ in range(2000):
        inner = wait_for(inner)
    try:
        await inner
    except RecursionError:
        print("RecursionError")


asyncio.run(main())
asyncio.run(deeper_than_calls())
