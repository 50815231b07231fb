import asyncio

STOP = object()


async def stage(name, source, target, work):
    while (item := await source.get()) is not STOP:
        result = await work(item)
        print(f"{name}: {item} -> {result}")
        await target.put(result)
    await target.put(STOP)


async def double(n):
    await asyncio.sleep(0.3)
    return n * 2


async def label(n):
    await asyncio.sleep(0.5)
    return f"<{n}>"


async def main():
    first, second, third = (asyncio.Queue(maxsize=2) for _ in range(3))
    results = []

    async def feed():
        for n in range(4):
            await first.put(n)
        await first.put(STOP)

    async def collect():
        while (item := await third.get()) is not STOP:
            results.append(item)

    await asyncio.gather(feed(), stage("double", first, second, double), stage("label", second, third, label), collect())
    print(results)


asyncio.run(main())
