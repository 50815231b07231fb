# A sleep(0) gives up one turn; a timer that is due joins after those already ready.
import asyncio


async def busy(n):
    for i in range(n):
        print("busy", i)
        await asyncio.sleep(0)


async def timed():
    print("timed sleeps")
    await asyncio.sleep(-1)
    print("timed: a negative sleep is a sleep(0)")
    await asyncio.sleep(0.01)
    print("timed wakes")


async def main():
    await asyncio.gather(busy(4), timed(), busy(2))


asyncio.run(main())
