import asyncio


async def main():
    results = []

    async def late(i):
        await asyncio.sleep(0.01 * (3 - i))
        results.append(i)
        return i

    callbacks = []
    for i in range(3):
        async def captures():
            await asyncio.sleep(0)
            return i
        callbacks.append(captures())
    print("captured by name:", await asyncio.gather(*callbacks))
    print("passed as argument:", await asyncio.gather(*(late(i) for i in range(3))), results)
    count = 0

    async def increment():
        nonlocal count
        count += 1
        await asyncio.sleep(0)
        count += 10

    await asyncio.gather(*(increment() for _ in range(3)))
    print(count)


asyncio.run(main())
