import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("first cancellation")
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("second cancellation")
            raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    await asyncio.sleep(0)
    print("two at once count as one:", not task.done())
    task.cancel()
    await asyncio.sleep(0)
    print(task.cancelled())


asyncio.run(main())
