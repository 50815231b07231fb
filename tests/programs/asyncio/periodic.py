import asyncio


async def every(interval, name, times):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for i in range(1, times + 1):
        await asyncio.sleep(start + i * interval - loop.time())
        print(name, i)


def repeat(loop, interval, left):
    print("callback", left)
    if left > 1:
        loop.call_later(interval, repeat, loop, interval, left - 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.07, repeat, loop, 0.1, 4)
    await asyncio.gather(every(0.1, "tick", 4), every(0.13, "tock", 3))


asyncio.run(main())
