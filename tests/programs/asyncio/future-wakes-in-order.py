import asyncio


async def waiter(name, future):
    print(name, "waits")
    print(name, "got", await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "abc"]
    await asyncio.sleep(0)
    print("set")
    future.set_result(42)
    print("set returns before anyone wakes")
    late = asyncio.create_task(waiter("late", future))
    await asyncio.sleep(0)
    print("main after one turn")
    await asyncio.gather(*tasks, late)


asyncio.run(main())
