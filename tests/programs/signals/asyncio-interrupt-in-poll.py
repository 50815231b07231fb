# The second SIGINT arrives in the middle of a poll; and one while a coroutine blocks the loop.
import asyncio
import signal
import time


async def stubborn():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("first after", round(loop.time() - start, 1))
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled again after", round(loop.time() - start, 1))
        raise


def interrupt(number, frame):
    signal.raise_signal(signal.SIGINT)


signal.signal(signal.SIGALRM, interrupt)
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.2)
try:
    asyncio.run(stubborn())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
finally:
    signal.setitimer(signal.ITIMER_REAL, 0)


async def blocking():
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    start = time.monotonic()
    time.sleep(0.3)
    print("slept to the end", round(time.monotonic() - start, 1))
    try:
        await asyncio.sleep(10)
    finally:
        print("cancelled after", round(time.monotonic() - start, 1))


try:
    asyncio.run(blocking())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
