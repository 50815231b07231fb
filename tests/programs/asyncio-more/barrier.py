import asyncio


async def runner(name, delay, barrier):
    await asyncio.sleep(delay)
    print(name, "arrives", barrier.n_waiting)
    position = await barrier.wait()
    print(name, "goes on", position)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(runner("a", 0.2, barrier), runner("b", 0.1, barrier), runner("c", 0.3, barrier))
    print(barrier.parties, barrier.n_waiting, barrier.broken)


asyncio.run(main())
