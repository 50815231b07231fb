import asyncio
import time


async def fetch(i):
    await asyncio.sleep(i / 8)
    return i


async def main():
    start = time.perf_counter()
    results = [await fetch(i) for i in range(1, 5)]
    print(results, f"{time.perf_counter() - start:.1f}")
    start = time.perf_counter()
    results = await asyncio.gather(*[fetch(i) for i in range(1, 5)])
    print(results, f"{time.perf_counter() - start:.1f}")
    start = time.perf_counter()
    tasks = [asyncio.create_task(fetch(i)) for i in range(1, 5)]
    results = [await task for task in tasks]
    print(results, f"{time.perf_counter() - start:.1f}")


asyncio.run(main())
