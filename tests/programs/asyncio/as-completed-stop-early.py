import asyncio


async def work(name, delay):
    try:
        await asyncio.sleep(delay)
        print("end", name)
        return name
    except asyncio.CancelledError:
        print("cancelled", name)
        raise


async def main():
    for job in asyncio.as_completed([work("a", 0.3), work("b", 0.1), work("c", 0.2)]):
        print("first is", await job)
        break
    await asyncio.sleep(0.15)
    print("main ends; a is cancelled by run")


asyncio.run(main())
