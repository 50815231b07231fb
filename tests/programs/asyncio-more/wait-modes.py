import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    if name == "bad":
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def run(mode):
    tasks = [asyncio.create_task(work(name, delay), name=name)
             for name, delay in (("quick", 0.1), ("bad", 0.2), ("slow", 0.3))]
    done, pending = await asyncio.wait(tasks, return_when=mode)
    print(mode, names(done), names(pending))
    await asyncio.wait(tasks)
    print(repr(tasks[1].exception()))


async def main():
    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        await run(mode)
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(error)
    coroutine = work("x", 0)
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print(error)
    await coroutine


asyncio.run(main())
