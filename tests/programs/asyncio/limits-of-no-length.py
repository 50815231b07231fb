# A limit that is over before the next turn of the loop, however short it is.
import asyncio


async def steps(name):
    for n in range(4):
        await asyncio.sleep(0)
        print(name, n)


async def limited(name, seconds):
    try:
        await asyncio.wait_for(steps(name), seconds)
    except TimeoutError:
        print(name, "is over")


async def main():
    for seconds in (0, 1e-9, 1e-7, -1):
        await asyncio.gather(limited(f"a {seconds}", seconds), limited(f"b {seconds}", seconds))
    asyncio.get_running_loop().call_later(1e-9, print, "later")
    for n in range(3):
        print("turn", n)
        await asyncio.sleep(0)


asyncio.run(main())
