import asyncio


async def philosopher(i, forks, log):
    first, second = sorted((i, (i + 1) % len(forks)))
    for meal in range(2):
        async with forks[first]:
            await asyncio.sleep(0.01 * (i + 1))
            async with forks[second]:
                log.append(i)
                print("philosopher", i, "eats", meal)
                await asyncio.sleep(0.05 + 0.013 * i)


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    log = []
    await asyncio.gather(*(philosopher(i, forks, log) for i in range(3)))
    print(sorted(log), any(fork.locked() for fork in forks))


asyncio.run(main())
