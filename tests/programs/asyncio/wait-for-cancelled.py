# Cancelling the one who waits cancels the one waited for.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("work cancelled")
        raise


async def waiter():
    try:
        await asyncio.wait_for(work(), 5)
    except asyncio.CancelledError:
        print("waiter cancelled")
        raise


async def main():
    task = asyncio.create_task(waiter())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it")
    inner = asyncio.create_task(asyncio.sleep(10))
    asyncio.get_running_loop().call_later(0.1, inner.cancel)
    try:
        await asyncio.wait_for(inner, 5)
    except asyncio.CancelledError:
        print("inner was cancelled by someone else", inner.cancelled())


asyncio.run(main())
