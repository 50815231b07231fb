import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("work cancelled")
        raise


async def attempt(inner, outer):
    async def nested():
        try:
            await asyncio.wait_for(work(), inner)
        except TimeoutError:
            print("inner timeout")
            await asyncio.sleep(0.2)
            return "recovered"
    try:
        return await asyncio.wait_for(nested(), outer)
    except TimeoutError:
        return "outer timeout"


async def main():
    for inner, outer in ((0.1, 0.5), (0.5, 0.1), (0.1, 0.2)):
        print(inner, outer, await attempt(inner, outer))


asyncio.run(main())
