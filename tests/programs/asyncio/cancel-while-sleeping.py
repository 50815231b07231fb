import asyncio


async def work():
    print("work sleeps")
    try:
        await asyncio.sleep(10)
        print("not reached")
    except asyncio.CancelledError as error:
        print("work cancelled", repr(error))
        raise
    finally:
        print("work cleans up")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    print("cancel returns", task.cancel(), "and cancelled is", task.cancelled())
    await asyncio.sleep(0)
    print("after one turn", task.done())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main", repr(error), task.cancelled())
    print(round(loop.time() - start, 1))


asyncio.run(main())
