import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    results = [future]
    future.set_result(results)
    print(future)
    results.clear()
    chain = [loop.create_future() for _ in range(2000)]
    for one, other in zip(chain, chain[1:]):
        one.set_result(other)
    print(len(repr(chain[0])) < 200)


asyncio.run(main())
