import asyncio


async def work(n):
    await asyncio.sleep((5 - n) / 10)
    return n * n


async def main():
    tasks = {asyncio.create_task(work(n)): n for n in range(5)}
    pending = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            print(tasks[task], "->", task.result(), "left", len(pending))


asyncio.run(main())
