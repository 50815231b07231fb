import asyncio


async def work(delay):
    try:
        await asyncio.sleep(delay)
        print("worked", delay)
        return delay
    except asyncio.CancelledError:
        print("work of", delay, "cancelled")
        raise


async def main():
    print(await asyncio.wait_for(work(0.1), timeout=0.2))
    try:
        await asyncio.wait_for(work(0.3), timeout=0.2)
    except asyncio.TimeoutError as error:
        print("timeout", repr(error), asyncio.TimeoutError is TimeoutError)
    print(await asyncio.wait_for(work(0.05), None))
    for timeout in (0, -1):
        try:
            print(await asyncio.wait_for(work(0.01), timeout))
        except TimeoutError:
            print("no time at all")
    done = asyncio.get_running_loop().create_future()
    done.set_result("already done")
    print(await asyncio.wait_for(done, 0))


asyncio.run(main())
