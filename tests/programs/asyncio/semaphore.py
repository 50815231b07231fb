import asyncio


async def work(name, semaphore, delay):
    print(name, "asks")
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(delay)
        print(name, "out")


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(work(n, semaphore, d) for n, d in (("a", 0.3), ("b", 0.1), ("c", 0.45), ("d", 0.1), ("e", 0.1))))
    print(semaphore.locked())


asyncio.run(main())
