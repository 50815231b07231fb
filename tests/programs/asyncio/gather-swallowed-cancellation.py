import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "kept going"


async def main():
    async def parent():
        return await asyncio.gather(stubborn(), stubborn())

    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    results = await asyncio.gather(task, return_exceptions=True)
    print([type(result).__name__ for result in results], task.cancelled())


asyncio.run(main())
