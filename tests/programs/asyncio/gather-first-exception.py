# The first exception comes out at once; the others go on.
import asyncio


async def fail(delay, error):
    await asyncio.sleep(delay)
    print("raising", repr(error))
    raise error


async def work(name, delay):
    await asyncio.sleep(delay)
    print("end of", name)
    return name


async def main():
    slow = asyncio.create_task(work("slow", 0.3))
    try:
        await asyncio.gather(slow, fail(0.2, ValueError("second")), fail(0.1, KeyError("first")), work("quick", 0.05))
    except Exception as error:
        print("caught", repr(error))
    print("slow done?", slow.done())
    print(await slow)


asyncio.run(main())
