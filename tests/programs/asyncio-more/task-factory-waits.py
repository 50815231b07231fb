# A task factory is called like any function, too.
import asyncio
import time


def factory(loop, coro, context=None):
    print("making", coro.__name__)
    time.sleep(0.1)
    return asyncio.Task(coro, loop=loop, context=context)


async def work():
    return asyncio.current_task().get_name()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    start = loop.time()
    print(await asyncio.create_task(work(), name="named"))
    print(await asyncio.gather(*(loop.create_task(work(), name=str(number)) for number in range(2))))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work(), name="in a group")
    print(task.result(), round(loop.time() - start, 1))


loop = asyncio.new_event_loop()
loop.set_task_factory(factory)
loop.run_until_complete(main())
loop.close()
