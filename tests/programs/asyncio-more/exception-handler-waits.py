# An exception handler is called like any function: what it does keeps the loop waiting.
import asyncio
import time


def handler(loop, context):
    start = loop.time()
    print("handler begins:", repr(context["exception"]))
    time.sleep(0.2)
    print("handler ends after", round(loop.time() - start, 1))


async def fail():
    raise ValueError("nobody looks")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    start = loop.time()
    loop.call_later(0.1, lambda: print("timer after", round(loop.time() - start, 1)))
    loop.call_soon(lambda: {}["key"])
    loop.call_soon(print, "next callback")
    await asyncio.sleep(0)
    print("main goes on after", round(loop.time() - start, 1))
    loop.call_exception_handler({"message": "by hand", "exception": None})
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    print("dropping the task")
    del task
    print("after")
    await asyncio.sleep(0.3)


asyncio.run(main())
