# The loop goes on while threads block; a bare blocking call stops everything.
import asyncio
import time
from contextvars import ContextVar

variable = ContextVar("variable", default="unset")


def block(seconds):
    time.sleep(seconds)
    print("blocked for", seconds, variable.get())
    return seconds


async def tick():
    for turn in range(3):
        print("tick", turn)
        await asyncio.sleep(0.15)


async def main():
    variable.set("set")
    ticking = asyncio.create_task(tick())
    print(await asyncio.gather(asyncio.to_thread(block, 0.2), asyncio.to_thread(block, 0.1)))
    time.sleep(0.3)
    print("main blocked")
    await ticking
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)


asyncio.run(main())
