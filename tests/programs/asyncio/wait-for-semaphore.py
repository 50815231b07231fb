# Waiting for a slot, but not for ever.
import asyncio


async def hold(semaphore):
    async with semaphore:
        await asyncio.sleep(0.3)
        print("holder lets go")


async def impatient(name, semaphore, timeout):
    try:
        await asyncio.wait_for(semaphore.acquire(), timeout)
    except TimeoutError:
        print(name, "gave up")
    else:
        print(name, "has a slot")
        await asyncio.sleep(0.1)
        semaphore.release()


async def main():
    semaphore = asyncio.Semaphore(1)
    await asyncio.gather(hold(semaphore), impatient("a", semaphore, 0.1), impatient("b", semaphore, 0.5), impatient("c", semaphore, 0.2))
    print(semaphore.locked())


asyncio.run(main())
