import asyncio


async def worker(name, interval, stop):
    rounds = 0
    while not stop.is_set():
        rounds += 1
        print(name, rounds)
        try:
            await asyncio.wait_for(stop.wait(), interval)
        except TimeoutError:
            pass
    print(name, "stops")


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.5, stop.set)
    await asyncio.gather(worker("a", 0.2, stop), worker("b", 0.15, stop))


asyncio.run(main())
