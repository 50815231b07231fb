# The exception handler of a loop waits for a lock that a thread holds.
import asyncio
import threading
import time

lock = threading.Lock()


def holder():
    with lock:
        time.sleep(0.2)
        print("holder is done")


def handler(loop, context):
    print("handler waits")
    with lock:
        print("handler has the lock:", repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    threading.Thread(target=holder).start()
    await asyncio.sleep(0.1)
    loop.call_soon(int, "x")
    loop.call_soon(print, "next callback")
    await asyncio.sleep(0)
    print("main goes on")


asyncio.run(main())
