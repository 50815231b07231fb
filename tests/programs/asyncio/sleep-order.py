import asyncio


async def worker(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "wakes after", delay)
    return name


async def main():
    results = await asyncio.gather(
        worker("a", 0.3), worker("b", 0.1), worker("c", 0.2), worker("d", 0))
    print(results)


asyncio.run(main())
