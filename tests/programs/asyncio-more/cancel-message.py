import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("work", repr(error), error.args)
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel("shutting down")
    try:
        await task
    except asyncio.CancelledError as error:
        print("main", repr(error))
    future = asyncio.get_running_loop().create_future()
    future.cancel(msg="future message")
    try:
        await future
    except asyncio.CancelledError as error:
        print(repr(error))
    waiting = asyncio.create_task(asyncio.sleep(1))
    waiting.cancel("before the start")
    print(repr((await asyncio.gather(waiting, return_exceptions=True))[0]))


asyncio.run(main())
