import asyncio


async def drain(queue, items):
    for item in items:
        await queue.put(item)
    return [await queue.get() for _ in items]


async def getter(name, queue):
    print(name, await queue.get())


async def main():
    items = [3, 1, 2]
    print(await drain(asyncio.Queue(), items), await drain(asyncio.LifoQueue(), items), await drain(asyncio.PriorityQueue(), items))
    queue = asyncio.PriorityQueue()
    getters = [asyncio.create_task(getter(name, queue)) for name in "abc"]
    await asyncio.sleep(0)
    for item in ((2, "two"), (1, "one"), (3, "three")):
        queue.put_nowait(item)
    getters[1].cancel()
    await asyncio.sleep(0.1)
    print(queue.qsize(), queue.get_nowait())


asyncio.run(main())
