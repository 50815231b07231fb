# The one who waits longest comes next, and no newcomer goes before it.
import asyncio


async def greedy(semaphore):
    for i in range(3):
        async with semaphore:
            print("greedy", i)
            await asyncio.sleep(0)


async def patient(name, semaphore):
    async with semaphore:
        print(name)
        await asyncio.sleep(0)


async def main():
    semaphore = asyncio.Semaphore(1)
    await asyncio.gather(greedy(semaphore), patient("first", semaphore), patient("second", semaphore))


asyncio.run(main())
