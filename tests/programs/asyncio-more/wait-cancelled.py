# Cancelling the one who waits leaves the tasks running.
import asyncio


async def work():
    await asyncio.sleep(0.3)
    print("work ends")


async def main():
    task = asyncio.create_task(work())
    waiting = asyncio.create_task(asyncio.wait([task]))
    await asyncio.sleep(0.1)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("waiting cancelled", task.done())
    await task


asyncio.run(main())
