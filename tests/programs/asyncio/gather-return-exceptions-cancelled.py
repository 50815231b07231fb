# return_exceptions does not hold back the cancellation of the one who gathers.
import asyncio


async def work(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def parent():
    try:
        print(await asyncio.gather(work("a", 0.1), work("b", 1), work("c", 1), return_exceptions=True))
    except asyncio.CancelledError:
        print("parent cancelled")
        raise


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.2)
    task.cancel()
    print((await asyncio.gather(task, return_exceptions=True)), task.cancelled())


asyncio.run(main())
