import asyncio


async def work():
    return "worked"


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work())
    print(asyncio.ensure_future(task) is task, asyncio.isfuture(task), asyncio.iscoroutine(task))
    future = loop.create_future()
    print(asyncio.ensure_future(future) is future, asyncio.isfuture(future))
    coroutine = work()
    print(asyncio.iscoroutine(coroutine), asyncio.iscoroutinefunction(work), asyncio.iscoroutinefunction(print))
    print(await task, await coroutine)
    future.set_result("set")
    print(await future, await loop.create_task(work()))


asyncio.run(main())
