import asyncio


async def work(name, semaphore, delay):
    try:
        async with semaphore:
            print(name, "in")
            await asyncio.sleep(delay)
        print(name, "out")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(work(name, semaphore, 0.2)) for name in "abcd"]
    await asyncio.sleep(0.1)
    tasks[1].cancel()
    await asyncio.sleep(0.2)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print("free again", not semaphore.locked())


asyncio.run(main())
