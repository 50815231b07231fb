# Cancelling a task that awaits another task cancels that one first.
import asyncio


async def inner():
    try:
        print("inner sleeps")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    a = asyncio.create_task(inner())
    b = asyncio.create_task(outer(a))
    await asyncio.sleep(0.1)
    b.cancel()
    print("asked", a.done(), b.done())
    await asyncio.sleep(0)
    print("one turn", a.done(), b.done())
    await asyncio.sleep(0)
    print("two turns", a.cancelled(), b.cancelled())


asyncio.run(main())
