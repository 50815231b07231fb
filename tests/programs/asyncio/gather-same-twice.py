import asyncio


async def work():
    print("working once")
    await asyncio.sleep(0.01)
    return object()


async def main():
    coroutine = work()
    a, b = await asyncio.gather(coroutine, coroutine)
    print(a is b)
    task = asyncio.create_task(work())
    a, b, c = await asyncio.gather(task, work(), task)
    print(a is b, a is c)


asyncio.run(main())
