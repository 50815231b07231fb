# An exception in a callback goes to the loop's handler; the loop goes on.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(print, "the next one runs")
    await asyncio.sleep(0)
    future = loop.create_future()
    future.add_done_callback(lambda f: [][1])
    future.add_done_callback(lambda f: print("second callback", f.result()))
    future.set_result(5)
    await asyncio.sleep(0)
    print("main goes on")


asyncio.run(main())
