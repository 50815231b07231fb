import asyncio


async def countdown(name, n, pause):
    while n:
        yield name, n
        n -= 1
        await asyncio.sleep(pause)


async def consume(name, n, pause):
    async for item in countdown(name, n, pause):
        print(item)


async def chain(*generators):
    for generator in generators:
        async for item in generator:
            yield item


async def main():
    await asyncio.gather(consume("slow", 3, 0.2), consume("fast", 4, 0.07))
    async for item in chain(countdown("x", 2, 0), countdown("y", 1, 0)):
        print("chained", item)
    print([pair async for pair in countdown("z", 2, 0)], [x for x in [await asyncio.sleep(0, 5), 6]])
    print([await asyncio.sleep(0, i) for i in range(3)], {await asyncio.sleep(0, "k"): 1 for _ in range(1)})


asyncio.run(main())
