"""Ten thousand tasks that give way to each other ten times: 100,000 task switches."""
import asyncio


async def give_way(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[give_way(10) for _ in range(10_000)])
    print("100000 switches")


asyncio.run(main())
