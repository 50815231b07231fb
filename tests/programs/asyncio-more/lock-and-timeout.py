import asyncio


async def holder(lock):
    async with lock:
        await asyncio.sleep(0.3)


async def attempt(name, lock, limit):
    try:
        async with asyncio.timeout(limit):
            async with lock:
                print(name, "got it")
                await asyncio.sleep(0.05)
    except TimeoutError:
        print(name, "timed out", "waiting" if lock.locked() else "")


async def main():
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(holder(lock))
        for name, limit in (("a", 0.1), ("b", 0.5), ("c", 0.2), ("d", 1)):
            group.create_task(attempt(name, lock, limit))
    print(lock.locked())


asyncio.run(main())
