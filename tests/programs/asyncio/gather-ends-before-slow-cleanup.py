# A cancelled gather ends with the first of its children that does, whatever the others still clean up.
import asyncio


async def work(name, cleanup):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "cleaning")
        await asyncio.sleep(cleanup)
        print(name, "clean")


async def main():
    async def parent():
        try:
            await asyncio.gather(work("a", 0.3), work("b", 0.1))
        finally:
            print("parent ends")

    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.05)
    print("still cleaning", not task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("done, while a is still cleaning")
    await asyncio.sleep(0.3)


asyncio.run(main())
