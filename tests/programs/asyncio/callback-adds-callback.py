import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def first(f):
        print("first")
        f.add_done_callback(lambda f: print("added by first"))
        loop.call_soon(print, "queued by first")

    future.add_done_callback(first)
    future.add_done_callback(lambda f: print("second"))
    future.set_result(None)
    await asyncio.sleep(0)
    print("one turn later")
    await asyncio.sleep(0)
    print("two turns later")


asyncio.run(main())
