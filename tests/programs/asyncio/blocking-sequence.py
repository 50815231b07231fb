import asyncio
import time


async def blocking(name):
    print(name, "in")
    time.sleep(0.1)
    print(name, "out")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(blocking("a"), blocking("b"), blocking("c"))
    print(round(loop.time() - start, 1))
    loop.call_later(0.1, print, "timer one")
    loop.call_soon(print, "soon")
    time.sleep(0.2)
    loop.call_later(0, print, "timer zero")
    print("still main")
    await asyncio.sleep(0)
    print("after a turn")
    await asyncio.sleep(0)
    print("after two turns")
    await asyncio.sleep(0.01)


asyncio.run(main())
