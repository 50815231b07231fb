# Tasks that wait for each other, and for nobody else, go together.
import asyncio
import gc


async def waits_for(event, other):
    try:
        await event.wait()
    except asyncio.CancelledError:
        print("cancelled, not forgotten")
        raise
    other.set()


class Worker:
    def __init__(self):
        self.future = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(self.run(), name="worker")

    async def run(self):
        self.seen = [await self.future, self]


async def guarded(lock):
    async with lock:
        await asyncio.gather(asyncio.sleep(5), asyncio.get_running_loop().create_future())


async def main():
    loop = asyncio.get_running_loop()
    reports = []  # what has outlived a collection is in no particular order
    loop.set_exception_handler(lambda loop, context: reports.append((context["message"], context["task"].get_name())))
    left, right = asyncio.Event(), asyncio.Event()
    asyncio.create_task(waits_for(left, right), name="left")
    asyncio.create_task(waits_for(right, left), name="right")
    worker = Worker()
    lock = asyncio.Lock()
    asyncio.create_task(guarded(lock), name="guarded")
    await asyncio.sleep(0.1)
    print(gc.collect() > 0, len(asyncio.all_tasks()))
    del left, right
    gc.collect()
    print(len(asyncio.all_tasks()))
    worker = worker.task
    gc.collect()
    print(len(asyncio.all_tasks()), worker.get_name())
    del worker
    gc.collect()
    print(len(asyncio.all_tasks()), lock.locked())
    print(sorted(reports))
    print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), gc.garbage)
    try:
        gc.collect(3)
    except ValueError as error:
        print(error)


asyncio.run(main())
