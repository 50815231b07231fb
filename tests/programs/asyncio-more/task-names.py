import asyncio


async def work():
    task = asyncio.current_task()
    print("inside", task.get_name(), len(asyncio.all_tasks()))
    await asyncio.sleep(0)
    return task


async def main():
    print(asyncio.current_task().get_name())
    first = asyncio.create_task(work())
    second = asyncio.create_task(work(), name="second one")
    print(first.get_name(), second.get_name())
    first.set_name("renamed")
    print(await first is first, await second is second)
    print(first.get_name(), first.get_coro().__name__, len(asyncio.all_tasks()))


asyncio.run(main())
print(asyncio.run(asyncio.sleep(0, "again")))
