import asyncio


async def fetch(n):
    await asyncio.sleep(n / 10)
    print("fetched", n)
    return 10 // (n - 2)


async def main():
    await asyncio.gather(*[fetch(n) for n in (1, 2, 3)])


asyncio.run(main())
