# Timers with the same delay fire in the order in which they were set.
import asyncio


async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name)


async def main():
    await asyncio.gather(*(sleeper(f"task {i}", 0.1) for i in range(8)))
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.1
    for i in range(5):
        loop.call_later(0.2, print, "later", i)
    loop.call_at(when, print, "at")
    await asyncio.sleep(0.2)
    print("main")
    await asyncio.sleep(0.1)


asyncio.run(main())
