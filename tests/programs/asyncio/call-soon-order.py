import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "first")
    loop.call_soon(print, "second", "with", "arguments")

    def third():
        print("third schedules fifth")
        loop.call_soon(print, "fifth")

    loop.call_soon(third)
    loop.call_soon(print, "fourth")
    print("main before")
    await asyncio.sleep(0)
    print("main after one turn")
    await asyncio.sleep(0)
    print("main after two turns")


asyncio.run(main())
