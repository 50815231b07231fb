# Results come in the order of the arguments, whatever the order of ending.
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print("end of", name)
    return name.upper()


async def main():
    print(await asyncio.gather(work("slow", 0.3), work("fast", 0.1), work("middle", 0.2)))
    print(await asyncio.gather())
    print(await asyncio.gather(*(work(str(i), (3 - i) / 10) for i in range(3))))
    task = asyncio.create_task(work("task", 0.1))
    future = asyncio.get_running_loop().create_future()
    future.set_result("future")
    print(await asyncio.gather(task, future, work("coroutine", 0)))


asyncio.run(main())
