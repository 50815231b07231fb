# Nobody overlooks an exception that a cancelled gathering has looked at.
import asyncio
import sys


async def fails():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise ValueError("on the way out")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"]))
    together = asyncio.gather(fails(), asyncio.sleep(1), return_exceptions=True)
    await asyncio.sleep(0)
    together.cancel()
    try:
        await together
    except asyncio.CancelledError:
        print("cancelled")
    del together
    await asyncio.sleep(0)


asyncio.run(main())
