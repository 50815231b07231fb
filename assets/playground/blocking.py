"""Blocking the loop: one call that does not await stops everyone.

Replace `time.sleep(0.5)` by `await asyncio.sleep(0.5)`, and compare.
"""
import asyncio
import time


async def tick():
    for number in range(1, 7):
        print(f"tick {number}")
        await asyncio.sleep(0.2)


async def compute():
    await asyncio.sleep(0.3)
    print("the loop stands still")
    time.sleep(0.5)
    print("the loop goes on")


async def main():
    await asyncio.gather(tick(), compute())


asyncio.run(main())
