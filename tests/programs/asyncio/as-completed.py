import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    jobs = [work("slow", 0.3), work("fast", 0.1), work("middle", 0.2)]
    for number, job in enumerate(asyncio.as_completed(jobs), start=1):
        print(number, await job)
    for job in asyncio.as_completed([]):
        print("never")
    tasks = [asyncio.create_task(work(i, (4 - i) / 10)) for i in range(4)]
    print([await job for job in asyncio.as_completed(tasks)])
    print([task.result() for task in tasks])


asyncio.run(main())
