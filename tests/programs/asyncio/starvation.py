# A task that never waits keeps all others from running.
import asyncio


async def hog():
    for i in range(3):
        print("hog", i)
        await nothing()
    print("hog lets go")
    await asyncio.sleep(0)
    print("hog ends")


async def nothing():
    return None


async def meek():
    print("meek at last")


async def main():
    await asyncio.gather(hog(), meek(), meek())


asyncio.run(main())
