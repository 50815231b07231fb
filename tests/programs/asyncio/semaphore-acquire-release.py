import asyncio


async def waiter(name, semaphore):
    print(name, await semaphore.acquire())


async def main():
    semaphore = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(waiter(name, semaphore)) for name in "abc"]
    await asyncio.sleep(0)
    print("locked", semaphore.locked())
    semaphore.release()
    semaphore.release()
    print("released two")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    semaphore.release()
    await asyncio.gather(*tasks)
    semaphore.release()
    print(semaphore.locked())
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
