import asyncio

nan, infinity = float("nan"), float("inf")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(nan, print, "after nan")
    loop.call_at(-infinity, print, "at minus infinity")
    loop.call_later(-1, print, "one second ago")
    never = loop.call_later(infinity, print, "never")
    await asyncio.sleep(0.01)
    never.cancel()
    print(await asyncio.sleep(-infinity, "at once"))
    for limit in (-1, -infinity, 0, infinity, None):
        try:
            async with asyncio.timeout(limit):
                await asyncio.sleep(0.01)
            print("in time", limit)
        except TimeoutError:
            print("too late", limit)


asyncio.run(main())
