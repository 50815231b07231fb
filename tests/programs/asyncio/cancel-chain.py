# A cancellation travels down a chain of awaited tasks, and the answers travel up, a turn each.
import asyncio


async def link(n):
    try:
        if n:
            await asyncio.create_task(link(n - 1))
        else:
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("link", n)
        raise


async def main():
    top = asyncio.create_task(link(3))
    await asyncio.sleep(0.1)
    top.cancel()
    for turn in range(5):
        print("turn", turn, top.done())
        await asyncio.sleep(0)
    print(top.cancelled())


asyncio.run(main())
