import asyncio


async def fail(delay, error):
    await asyncio.sleep(delay)
    raise error


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    results = await asyncio.gather(
        work(0.2), fail(0.1, ValueError("v")), work(0), fail(0, KeyError("k")), return_exceptions=True)
    for result in results:
        print(repr(result))
    task = asyncio.create_task(work(5))
    asyncio.get_running_loop().call_later(0.1, task.cancel)
    results = await asyncio.gather(task, work(0.2), return_exceptions=True)
    print([repr(r) for r in results], task.cancelled())


asyncio.run(main())
