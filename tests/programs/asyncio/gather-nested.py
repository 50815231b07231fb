import asyncio


async def leaf(name, delay):
    await asyncio.sleep(delay)
    print("leaf", name)
    return name


async def pair(name, delay):
    result = await asyncio.gather(leaf(name + "1", delay), leaf(name + "2", delay / 2))
    print("pair", name)
    return result


async def main():
    print(await asyncio.gather(pair("a", 0.3), pair("b", 0.2), leaf("c", 0.25)))
    print(await asyncio.gather(asyncio.gather(leaf("x", 0.1), leaf("y", 0)), leaf("z", 0.05)))


asyncio.run(main())
