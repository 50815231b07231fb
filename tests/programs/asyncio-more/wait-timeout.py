import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    tasks = {asyncio.create_task(work(delay)) for delay in (0.1, 0.2, 0.5)}
    done, pending = await asyncio.wait(tasks, timeout=0.3)
    print(sorted(task.result() for task in done), len(pending))
    done, pending = await asyncio.wait(pending, timeout=0)
    print(len(done), len(pending))
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        print([task.result() for task in done], len(pending))
    finished = list(tasks)
    done, pending = await asyncio.wait(finished, timeout=1)
    print(len(done), len(pending))


asyncio.run(main())
