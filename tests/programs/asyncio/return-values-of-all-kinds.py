import asyncio


async def values():
    return 1, *[2, 3]


async def nested():
    return [await values(), await values()]


async def generator_inside():
    return sum(x * x for x in range(5))


async def coroutine_as_value():
    return values()


async def main():
    a, *b = await values()
    print(a, b, await nested(), await generator_inside())
    print(await (await coroutine_as_value()))
    print([await value for value in (values(), generator_inside())])
    print({"key": await generator_inside()}, f"{await generator_inside():>5}", -await generator_inside(), await values() + (4,))
    print((await values())[0] if await generator_inside() > 10 else "small")


asyncio.run(main())
