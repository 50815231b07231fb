# Cancelling a future cancels whoever waits for it, unless they catch it.
import asyncio


async def waiter(name, future):
    try:
        await future
    except asyncio.CancelledError:
        print(name, "sees the cancelled future")
        if name == "b":
            raise
    return name


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "ab"]
    await asyncio.sleep(0)
    print(future.cancel(), future.cancelled(), future.cancel())
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([repr(r) for r in results], tasks[0].cancelled(), tasks[1].cancelled())


asyncio.run(main())
