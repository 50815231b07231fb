# Done-callbacks are queued, in the order in which they were added, and never called at once.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for name in ("one", "two", "three"):
        future.add_done_callback(lambda f, name=name: print("callback", name, f.result()))
    loop.call_soon(print, "queued before the result")
    future.set_result("result")
    loop.call_soon(print, "queued after the result")
    future.add_done_callback(lambda f: print("added when done", f.result()))
    print("nothing called yet")
    await asyncio.sleep(0)
    print("all called")


asyncio.run(main())
