"""A hundred tasks that give way to each other: so many task switches."""
import asyncio

SIZE = 50_000


async def give_way(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[give_way(SIZE // 100) for _ in range(100)])


asyncio.run(main())
