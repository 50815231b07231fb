import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(0.2):
            print("inside")
            await asyncio.sleep(1)
    except TimeoutError as error:
        print("timeout", repr(error), repr(error.__cause__), round(loop.time() - start, 1))
    async with asyncio.timeout(0.5) as scope:
        await asyncio.sleep(0.1)
    print("in time", scope.expired(), asyncio.current_task().cancelling())
    async with asyncio.timeout(None) as scope:
        print(scope.when())
        scope.reschedule(loop.time() + 0.1)
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("expired already", scope.expired())
            raise


try:
    asyncio.run(main())
except TimeoutError:
    print("rescheduled timeout came out of run")
