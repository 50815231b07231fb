import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print("end", name)
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work("a", 0.2))
        second = group.create_task(work("b", 0.1), name="second")
        print("body ends", first.done(), second.get_name())
    print("group ends", first.result(), second.result())
    async with asyncio.TaskGroup() as group:
        async def spawn(depth):
            print("depth", depth)
            if depth:
                group.create_task(spawn(depth - 1))
        group.create_task(spawn(3))
    coroutine = work("late", 0)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print("finished" in str(error))
    coroutine.close()


asyncio.run(main())
