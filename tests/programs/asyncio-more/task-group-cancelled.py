import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("work stops")


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            print("waiting")
    except asyncio.CancelledError:
        print("parent cancelled, no exception group")
        raise


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main", task.cancelled())
    async with asyncio.TaskGroup() as group:
        stopped = group.create_task(work())
        await asyncio.sleep(0)
        stopped.cancel()
    print("a cancelled member does not fail the group", stopped.cancelled())


asyncio.run(main())
