import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    tasks = [asyncio.create_task(work(name, delay)) for name, delay in (("a", 0.1), ("b", 0.2), ("c", 0.3))]
    asyncio.get_running_loop().call_later(0.15, tasks[1].cancel)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("a cancelled task is no exception here:", len(done), len(pending))
    print([task.cancelled() for task in tasks])
    tasks = [asyncio.create_task(work(name, delay)) for name, delay in (("a", 0.1), ("b", 0.2), ("c", 0.3))]
    asyncio.get_running_loop().call_later(0.15, tasks[1].cancel)
    for job in asyncio.as_completed(tasks):
        try:
            print(await job)
        except asyncio.CancelledError:
            print("one was cancelled")


asyncio.run(main())
