import asyncio


async def work(name):
    try:
        print(name, "starts")
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    second = None
    first = asyncio.create_task(work("first"))
    second = asyncio.create_task(work("second"))
    first.add_done_callback(lambda task: print("first is done, cancel second", second.cancel()))
    second.add_done_callback(lambda task: print("second is done", task.cancelled()))
    loop.call_later(0.1, first.cancel)
    await asyncio.gather(first, second, return_exceptions=True)
    print("main")


asyncio.run(main())
