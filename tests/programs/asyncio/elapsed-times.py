import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(0.25)
    print(round(loop.time() - start, 1) in (0.2, 0.3), loop.time() - start >= 0.25)
    began = time.perf_counter()
    await asyncio.gather(asyncio.sleep(0.1), asyncio.sleep(0.3), asyncio.sleep(0.2))
    print(round(time.perf_counter() - began, 1))
    began = time.monotonic()
    for _ in range(3):
        await asyncio.sleep(0.1)
    print(round(time.monotonic() - began, 1))
    wall = time.time()
    time.sleep(0.2)
    print(round(time.time() - wall, 1), wall > 1_000_000_000)
    print(loop.time() <= loop.time(), abs(loop.time() - time.monotonic()) < 0.05)


asyncio.run(main())
