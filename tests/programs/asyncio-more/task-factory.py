# A loop whose tasks a function of the program makes, and tasks of a class of the program's own
import asyncio


class Counted(asyncio.Task):
    made = 0

    def __init__(self, coro, *, label="?", name=None, **options):
        super().__init__(coro, name=name, **options)
        Counted.made += 1
        self.label = label


def factory(loop, coro, context=None):
    return Counted(coro, loop=loop, context=context, label=coro.__name__, name="from the factory")


async def child(n=0):
    await asyncio.sleep(n / 100)
    return asyncio.current_task().get_name()


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    task = asyncio.create_task(child())
    print(type(task).__name__, task.label, await task)
    print(await asyncio.create_task(child(), name="named later"))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(child(n)) for n in (2, 1)]
    print([task.result() for task in tasks], await asyncio.gather(child(), child()), Counted.made)
    loop.set_task_factory(None)
    print(type(asyncio.create_task(child())) is asyncio.Task, isinstance(task, asyncio.Task))
    print(await Counted(child(), name="by hand", label="x"))
    try:
        loop.set_task_factory(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
