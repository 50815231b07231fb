import asyncio


async def worker(name, queue, results):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        results.append((name, delay))
        print(name, "slept", delay)
        queue.task_done()


async def main():
    queue, results = asyncio.Queue(), []
    for delay in (0.4, 0.1, 0.2, 0.25, 0.1, 0.3):
        queue.put_nowait(delay)
    workers = [asyncio.create_task(worker(name, queue, results)) for name in ("one", "two", "three")]
    await queue.join()
    print("all work done", len(results))
    for task in workers:
        task.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
