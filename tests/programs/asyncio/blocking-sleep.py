# time.sleep stops everything; asyncio.sleep lets others run.
import asyncio
import time


async def polite(name):
    for i in range(3):
        await asyncio.sleep(0.1)
        print(name, i)


async def rude():
    await asyncio.sleep(0.15)
    print("rude blocks")
    time.sleep(0.4)
    print("rude ends")


async def main():
    start = time.monotonic()
    await asyncio.gather(polite("a"), rude(), polite("b"))
    print(f"{time.monotonic() - start:.1f}")


asyncio.run(main())
