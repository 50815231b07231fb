import asyncio


async def work(name):
    print(name, asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    await asyncio.sleep(0.1)


async def main():
    tasks = [asyncio.create_task(work(name), name=f"worker {name}") for name in "ab"]
    print(sorted(task.get_name() for task in asyncio.all_tasks()))
    await asyncio.gather(*tasks)
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    asyncio.get_running_loop().call_soon(lambda: print("in a callback", asyncio.current_task()))
    await asyncio.sleep(0)


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
