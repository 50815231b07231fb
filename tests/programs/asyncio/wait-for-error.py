import asyncio


async def fail(delay):
    await asyncio.sleep(delay)
    raise KeyError(delay)


async def main():
    try:
        await asyncio.wait_for(fail(0.1), 0.2)
    except KeyError as error:
        print("its own error", error)
    try:
        await asyncio.wait_for(fail(0.3), 0.2)
    except KeyError:
        print("not this")
    except TimeoutError:
        print("timed out before it could fail")
    future = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(future, 0.1)
    except TimeoutError as error:
        print(future.cancelled(), str(error) == "", type(error.__cause__).__name__)


asyncio.run(main())
