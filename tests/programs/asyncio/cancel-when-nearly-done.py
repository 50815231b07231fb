# The task has ended in this very turn: too late to cancel it.
import asyncio


async def quick():
    await asyncio.sleep(0)
    print("quick ends")
    return "result"


async def main():
    task = asyncio.create_task(quick())
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("cancel too late", task.cancel()))
    print(await task)
    other = asyncio.create_task(quick())
    await asyncio.sleep(0)
    print("cancel in time", other.cancel())
    try:
        await other
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
