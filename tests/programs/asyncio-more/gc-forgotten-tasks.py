# Only the loop's weak set knows a task that waits for what nobody else has: the collector destroys it.
import asyncio
import gc


async def waits(name):
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("closed", name)


async def outer(name):
    await asyncio.create_task(waits(name), name=f"{name}-inner")


async def takes(queue):
    await queue.get()


def report(loop, context):
    print(context["message"], context["task"].get_name())


def names():
    return sorted(task.get_name() for task in asyncio.all_tasks())


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    kept = {asyncio.create_task(waits("kept"), name="kept")}
    for name in ("first", "second"):
        asyncio.create_task(waits(name), name=name)
    asyncio.create_task(outer("outer"), name="outer")
    asyncio.create_task(takes(asyncio.Queue()), name="takes")
    known = asyncio.Queue()
    asyncio.create_task(takes(known), name="knows")
    asyncio.create_task(asyncio.sleep(1), name="sleeps")
    await asyncio.sleep(0.1)
    print(names())
    print(gc.collect() > 0, names())
    print(gc.collect(), names())
    kept.pop()
    gc.collect()
    print(names())
    known.put_nowait(1)
    await asyncio.sleep(1)
    print(names())


asyncio.run(main())
