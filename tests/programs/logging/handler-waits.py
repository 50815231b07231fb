# A logging handler may take its time with what the loop has to say.
import asyncio
import logging
import time


class Slow(logging.Handler):
    def emit(self, record):
        print("begins:", record.getMessage().splitlines()[0].partition(" at ")[0].partition("(")[0].partition(": ")[0])
        time.sleep(0.1)
        print("ends")


logging.basicConfig(level=logging.DEBUG, handlers=[Slow()])


async def fail():
    raise ValueError("nobody looks")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    loop.call_soon(int, "x")
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    print("main", round(loop.time() - start, 1))
    await asyncio.sleep(0)
    del task
    print("task dropped")
    future = loop.create_future()
    future.set_exception(OSError("dropped"))
    del future
    print("main ends", round(loop.time() - start, 1))


asyncio.run(main())
