# asyncio.run cancels the main coroutine at the first SIGINT, and raises KeyboardInterrupt itself.
import asyncio
import os
import signal


async def worker(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise
    finally:
        print(name, "cleans up")


async def main(when):
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(worker("worker"))
    if when:
        loop.call_later(when, os.kill, os.getpid(), signal.SIGINT)
    else:
        await asyncio.sleep(0)
        os.kill(os.getpid(), signal.SIGINT)
        print("cancelled at the next await")
    try:
        await task
    except asyncio.CancelledError:
        print("main is cancelled")
        await asyncio.sleep(0.01)
        print("main has cleaned up")
        raise


for when in (0, 0.1):
    try:
        asyncio.run(main(when))
    except KeyboardInterrupt as error:
        print("KeyboardInterrupt", error.args, type(error.__context__).__name__)
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
