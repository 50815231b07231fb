import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    tasks = [asyncio.create_task(work(d)) for d in (0.1, 0.2, 0.6)]
    try:
        for job in asyncio.as_completed(tasks, timeout=0.4):
            print(await job)
    except TimeoutError:
        print("timeout", [task.done() for task in tasks])
    print(await tasks[2], "went on")


asyncio.run(main())
