# A thread pool finishes its work before an interrupted program ends.
import asyncio
import os
import signal
import time


def work():
    time.sleep(0.2)
    print("work is done")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.to_thread(work)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
