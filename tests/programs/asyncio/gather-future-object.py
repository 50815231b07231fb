import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    group = asyncio.gather(work(0.2), work(0.1))
    print(type(group).__name__, group.done())
    group.add_done_callback(lambda f: print("group done", f.result()))
    await asyncio.sleep(0.3)
    print(group.done(), group.result())
    print(await group)
    other = asyncio.gather(work(1), work(2))
    await asyncio.sleep(0)
    print(other.cancel(), other.done())
    try:
        await other
    except asyncio.CancelledError:
        print("cancelled", other.cancelled())
    print(other.cancel())


asyncio.run(main())
