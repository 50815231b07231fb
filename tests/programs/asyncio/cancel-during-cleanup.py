import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cleanup starts")
        try:
            await asyncio.sleep(1)
            print("not reached")
        except asyncio.CancelledError:
            print("cleanup interrupted")
        await asyncio.sleep(0.1)
        print("cleanup ends anyway")
        raise


async def main():
    task = asyncio.create_task(work())
    for _ in range(2):
        await asyncio.sleep(0.1)
        print(task.cancel())
    await asyncio.sleep(0.05)
    print(task.done())
    await asyncio.sleep(0.1)
    print(task.done(), task.cancelled())


asyncio.run(main())
