# The result and the timeout come due during the same blocking call: the earlier one wins.
import asyncio
import time


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def attempt(delay, timeout):
    try:
        print("result", await asyncio.wait_for(work(delay), timeout))
    except TimeoutError:
        print("timeout", timeout)


async def block():
    await asyncio.sleep(0.05)
    time.sleep(0.5)
    print("unblocked")


async def main():
    await asyncio.gather(attempt(0.1, 0.3), attempt(0.3, 0.1), block())


asyncio.run(main())
