import asyncio


async def work(name, lock):
    async with lock:
        print(name, "in")
        await asyncio.sleep(0.2)
    print(name, "out")


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(work(name, lock)) for name in "abcd"]
    await asyncio.sleep(0.1)
    tasks[1].cancel()
    await asyncio.sleep(0.2)
    tasks[2].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ for result in results], lock.locked())


async def barging():
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = asyncio.create_task(work("waiter", lock))
    await asyncio.sleep(0)
    lock.release()
    print("free?", not lock.locked())
    await lock.acquire()
    print("main came after the waiter", waiter.done())
    lock.release()
    await waiter


asyncio.run(main())
asyncio.run(barging())
