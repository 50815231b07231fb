import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    if name == "bad":
        raise ValueError(name)
    return name


def report(task):
    if task.cancelled():
        print("cancelled")
    elif task.exception() is not None:
        print("failed", repr(task.exception()))
    else:
        print("result", task.result())


async def main():
    tasks = []
    for name, delay in (("slow", 0.3), ("bad", 0.2), ("quick", 0.1), ("stopped", 5)):
        task = asyncio.create_task(work(name, delay))
        task.add_done_callback(report)
        tasks.append(task)
    await asyncio.sleep(0.4)
    tasks[-1].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("main ends", [task.done() for task in tasks])


asyncio.run(main())
