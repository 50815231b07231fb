# Tasks and callbacks share one queue.
import asyncio


async def task(name):
    print(name, "step 1")
    await asyncio.sleep(0)
    print(name, "step 2")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback 1")
    a = asyncio.create_task(task("a"))
    loop.call_soon(print, "callback 2")
    b = asyncio.create_task(task("b"))
    loop.call_soon(lambda: loop.call_soon(print, "callback from callback"))
    await a
    print("main woke")
    await b


asyncio.run(main())
