import asyncio


async def simple():
    return 1


async def main():
    coroutine = simple()
    print(await coroutine)
    try:
        await coroutine
    except RuntimeError as error:
        print(error)
    print(type(coroutine).__name__, coroutine.__name__)
    running = slow()
    task = asyncio.create_task(running)
    await asyncio.sleep(0)
    try:
        await running
    except RuntimeError as error:
        print(error)
    print(await task)


async def slow():
    await asyncio.sleep(0.1)
    return "slow"


asyncio.run(main())
