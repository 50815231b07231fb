"""Processes compute at the same time, and the loop goes on meanwhile.

Put ThreadPoolExecutor in the place of ProcessPoolExecutor, and look
at the total, and at the ticks.
"""
import asyncio
from concurrent.futures import ProcessPoolExecutor


def count(rounds):
    total = 0
    for number in range(rounds):
        total += number
    return total


async def tick():
    for _ in range(4):
        await asyncio.sleep(0.001)
        print("tick")


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        totals = await asyncio.gather(
            loop.run_in_executor(pool, count, 1_000),
            loop.run_in_executor(pool, count, 2_000),
            tick(),
        )
    print(totals[:2])


if __name__ == "__main__":
    asyncio.run(main())
