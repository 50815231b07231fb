import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(1 + i / 1000, print, "timer", i) for i in range(300)]
    for i, handle in enumerate(handles):
        if i % 100:
            handle.cancel()
    await asyncio.sleep(0.5)
    print("half a second")
    await asyncio.sleep(1)
    print("end")


asyncio.run(main())
