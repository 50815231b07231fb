# A cancellation from outside is not turned into a timeout.
import asyncio


async def work():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout")
    except asyncio.CancelledError:
        print("cancelled from outside", asyncio.current_task().cancelling())
        raise


async def errors():
    try:
        async with asyncio.timeout(1):
            raise KeyError("own error")
    except KeyError as error:
        print(repr(error))


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
    await errors()
    try:
        scope = asyncio.timeout(1)
        await scope.__aexit__(None, None, None)
    except AssertionError as error:
        print("not entered")


asyncio.run(main())
