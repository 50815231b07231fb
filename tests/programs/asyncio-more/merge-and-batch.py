# Items of several asynchronous generators as they come, in batches
import asyncio
from collections.abc import AsyncIterator


async def sensor(name: str, delay: float) -> AsyncIterator[tuple[str, int]]:
    for n in range(3):
        await asyncio.sleep(delay)
        yield name, n


async def merge(*iterators: AsyncIterator) -> AsyncIterator:
    queue: asyncio.Queue = asyncio.Queue()
    DONE = object()

    async def pump(iterator):
        async for item in iterator:
            await queue.put(item)
        await queue.put(DONE)

    async with asyncio.TaskGroup() as group:
        for iterator in iterators:
            group.create_task(pump(iterator))
        left = len(iterators)
        while left:
            item = await queue.get()
            if item is DONE:
                left -= 1
            else:
                yield item


async def batched(source, size):
    batch = []
    async for item in source:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


async def main():
    async for batch in batched(merge(sensor("x", 0.1), sensor("y", 0.15), sensor("z", 0.22)), 4):
        print(batch)
    it = aiter(sensor("q", 0.01))
    print(await anext(it))
    await it.aclose()
    print([x async for x in it])


asyncio.run(main())
