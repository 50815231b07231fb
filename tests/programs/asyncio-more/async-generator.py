import asyncio


async def ticker(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.1)
            yield i
    finally:
        print("ticker ends")


async def main():
    async for i in ticker(3):
        print("tick", i)
    else:
        print("else")
    print([i * i async for i in ticker(3) if i != 1])
    print({i: "x" async for i in ticker(2)}, sum([i async for i in ticker(4)]))
    generator = ticker(5)
    print(await anext(generator), await generator.__anext__())
    await generator.aclose()
    print(await anext(generator, "default"))
    try:
        await anext(generator)
    except StopAsyncIteration as error:
        print(repr(error))


asyncio.run(main())
