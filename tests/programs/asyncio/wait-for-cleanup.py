# After the timeout, wait_for waits until the cancelled task has cleaned up.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning")
        await asyncio.sleep(0.3)
        print("clean")


async def refuses():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "a result in the last moment"


async def fails():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("broke while cleaning")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        await asyncio.wait_for(work(), 0.1)
    except TimeoutError:
        print("timeout, after the cleanup", loop.time() - start > 0.39)
    print(await asyncio.wait_for(refuses(), 0.1))
    try:
        await asyncio.wait_for(fails(), 0.1)
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
