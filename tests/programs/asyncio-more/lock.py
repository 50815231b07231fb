import asyncio


async def work(name, lock, delay):
    print(name, "wants the lock")
    async with lock:
        print(name, "has it")
        await asyncio.sleep(delay)
    print(name, "let go")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(name, lock, 0.1) for name in "abc"))
    print(lock.locked(), await lock.acquire(), lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
