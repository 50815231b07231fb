import asyncio


async def once():
    print("runs once")
    await asyncio.sleep(0.01)
    return [1]


async def waiter(name, task):
    result = await task
    print(name, result)
    return result


async def main():
    task = asyncio.create_task(once())
    results = await asyncio.gather(waiter("a", task), waiter("b", task), waiter("c", task))
    print(results[0] is results[1] is results[2])
    print(await task, await task)


asyncio.run(main())
