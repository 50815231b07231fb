# call_soon, call_later(0), sleep(0) and a new task: who comes in which turn.
import asyncio


async def child(name):
    print(name)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "call_later 0")
    loop.call_at(loop.time(), print, "call_at now")
    loop.call_soon(print, "call_soon")
    asyncio.create_task(child("task"))
    loop.call_soon(print, "call_soon again")
    loop.call_later(0, lambda: loop.call_soon(print, "soon from later"))
    for turn in range(4):
        print("turn", turn)
        await asyncio.sleep(0)


asyncio.run(main())
