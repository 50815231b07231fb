import asyncio


async def work(i):
    await asyncio.sleep(i / 10)
    return i


async def attempt(i):
    try:
        result = await asyncio.wait_for(work(i), 0.35)
        print(i, "in time")
        return result
    except TimeoutError:
        print(i, "too late")


async def main():
    print(await asyncio.gather(*(attempt(i) for i in (5, 1, 3, 4, 2))))


asyncio.run(main())
