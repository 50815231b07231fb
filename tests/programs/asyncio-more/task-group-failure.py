import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("sibling cancelled")
        await asyncio.sleep(0.1)
        print("sibling cleaned up")
        raise


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("one failed")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            group.create_task(fail())
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("the body is cancelled too")
                raise
    except ExceptionGroup as error:
        print(error, error.exceptions)
    print("main goes on", asyncio.current_task().cancelling())


asyncio.run(main())
