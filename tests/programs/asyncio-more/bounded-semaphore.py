import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(2)
    await semaphore.acquire()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    async with semaphore:
        async with semaphore:
            print(semaphore.locked())
    print(semaphore.locked())


asyncio.run(main())
