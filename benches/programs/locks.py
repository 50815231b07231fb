"""Ten tasks that take an asyncio.Lock in turn: so often in all."""
import asyncio

SIZE = 20_000


async def take(lock, times):
    for _ in range(times):
        async with lock:
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[take(lock, SIZE // 10) for _ in range(10)])


asyncio.run(main())
