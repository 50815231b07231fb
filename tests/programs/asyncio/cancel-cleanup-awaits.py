import asyncio


async def work(name, cleanup):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "starts cleaning")
        await asyncio.sleep(cleanup)
        print(name, "is clean")


async def main():
    tasks = [asyncio.create_task(work("slow", 0.3)), asyncio.create_task(work("quick", 0.1))]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    print("asked both")
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ for result in results])


asyncio.run(main())
