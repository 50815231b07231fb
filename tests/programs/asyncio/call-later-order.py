import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    loop.call_later(0.3, print, "0.3")
    loop.call_later(0.1, print, "0.1")
    loop.call_at(start + 0.2, print, "at 0.2")
    loop.call_at(start - 5, print, "long past")
    loop.call_later(0, print, "0")
    loop.call_soon(print, "soon")
    loop.call_later(0.1, lambda: loop.call_later(0.15, print, "0.1 + 0.15"))
    await asyncio.sleep(0.4)
    print("end")


asyncio.run(main())
