import asyncio


async def quitter(holder):
    holder[0].cancel()
    print("still running until the next await")
    try:
        await asyncio.sleep(0)
        print("not reached")
    except asyncio.CancelledError:
        print("now it comes")
        raise


async def ends_first(holder):
    holder[1].cancel()
    return "no await came"


async def main():
    holder = []
    holder.append(asyncio.create_task(quitter(holder)))
    holder.append(asyncio.create_task(ends_first(holder)))
    results = await asyncio.gather(*holder, return_exceptions=True)
    print([type(result).__name__ for result in results], [task.cancelled() for task in holder])


asyncio.run(main())
