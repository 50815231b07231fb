# A handler that was set with signal.signal runs in the middle of the poll, and does not end it.
import asyncio
import signal
import threading
import time


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def at_once(number, frame):
        print("handler after", round(loop.time() - start, 1))
        loop.call_soon(lambda: print("call_soon after", round(loop.time() - start, 1)))

    def threadsafe(number, frame):
        loop.call_soon_threadsafe(lambda: print("threadsafe after", round(loop.time() - start, 1)))

    def fail(number, frame):
        raise RuntimeError("from the handler")

    signal.signal(signal.SIGALRM, at_once)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    await asyncio.sleep(0.3)
    print("slept", round(loop.time() - start, 1))

    start = loop.time()
    signal.signal(signal.SIGALRM, threadsafe)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    await asyncio.sleep(0.3)
    print("slept", round(loop.time() - start, 1))

    signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        await asyncio.sleep(0.3)
    finally:
        print("finally in main")


try:
    asyncio.run(main())
except RuntimeError as error:
    print("run raised", error)
