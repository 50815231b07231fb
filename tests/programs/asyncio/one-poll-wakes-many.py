# Timers that come due during the same poll, or while code blocks, run in one turn, by deadline.
import asyncio
import time


async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name, "wakes")
    await asyncio.sleep(0)
    print(name, "second turn")


async def blocker():
    await asyncio.sleep(0.01)
    print("blocking")
    time.sleep(0.5)
    print("unblocked")
    await asyncio.sleep(0)
    print("blocker second turn")


async def main():
    await asyncio.gather(sleeper("c", 0.3), sleeper("a", 0.1), blocker(), sleeper("b", 0.2))


asyncio.run(main())
