# Cancelling the task that gathers cancels all that it gathers.
import asyncio


async def work(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "cleans up")


async def parent():
    try:
        await asyncio.gather(work("a"), work("b"), work("c"))
    except asyncio.CancelledError:
        print("parent cancelled")
        raise


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    print("asked")
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it", task.cancelled())


asyncio.run(main())
