"""Threads: blocking calls run elsewhere, and the loop goes on."""
import asyncio
import time


def read_file(name, seconds):
    # A call that knows nothing of asyncio, and blocks its thread.
    time.sleep(seconds)
    return f"what is in {name}"


async def tick():
    for number in range(1, 5):
        print(f"tick {number}")
        await asyncio.sleep(0.2)


async def main():
    ticking = asyncio.create_task(tick())
    texts = await asyncio.gather(
        asyncio.to_thread(read_file, "a.txt", 0.5),
        asyncio.to_thread(read_file, "b.txt", 0.3),
    )
    print(*texts, sep="\n")
    await ticking


asyncio.run(main())
