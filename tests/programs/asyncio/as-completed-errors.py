import asyncio


async def work(i):
    await asyncio.sleep(i / 10)
    if i % 2:
        raise ValueError(i)
    return i


async def main():
    for job in asyncio.as_completed([work(i) for i in (3, 0, 2, 1)]):
        try:
            print("result", await job)
        except ValueError as error:
            print("error", error)


asyncio.run(main())
