# Sleeping a fixed time drifts by what each round costs; a fixed schedule does not.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    for i in range(4):
        time.sleep(0.05)
        await asyncio.sleep(0.1)
    print(f"drifting: {loop.time() - start:.1f}")
    start = loop.time()
    for i in range(1, 5):
        time.sleep(0.05)
        await asyncio.sleep(start + i * 0.1 - loop.time())
    print(f"on schedule: {loop.time() - start:.1f}")


asyncio.run(main())
