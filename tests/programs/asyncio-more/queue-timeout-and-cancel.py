import asyncio


async def getter(name, queue):
    try:
        print(name, "got", await queue.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    queue = asyncio.Queue()
    try:
        await asyncio.wait_for(queue.get(), 0.1)
    except TimeoutError:
        print("nothing came")
    tasks = [asyncio.create_task(getter(name, queue)) for name in "abc"]
    await asyncio.sleep(0)
    queue.put_nowait("one")
    tasks[0].cancel()
    await asyncio.sleep(0.1)
    print("who was woken was cancelled, so the next one got it", [task.done() for task in tasks])
    queue.put_nowait("two")
    await asyncio.gather(*tasks, return_exceptions=True)
    print(queue.qsize())


asyncio.run(main())
