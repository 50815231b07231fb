import asyncio


async def mirror(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ConnectionError(name)
        return name
    except asyncio.CancelledError:
        cancelled.append(name)
        raise


cancelled = []


async def race(*coroutines):
    tasks = [asyncio.create_task(c) for c in coroutines]
    try:
        for job in asyncio.as_completed(tasks):
            try:
                return await job
            except ConnectionError as error:
                print("failed", error)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    print(await race(mirror("far", 0.3), mirror("near", 0.1, fails=True), mirror("middle", 0.2), mirror("moon", 2)))
    print(sorted(cancelled))


asyncio.run(main())
