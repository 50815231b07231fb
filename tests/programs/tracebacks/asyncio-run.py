import asyncio


async def fetch(n):
    await asyncio.sleep(0.1)
    if n == 2:
        raise ConnectionError(f"request {n} failed")
    return n


async def main():
    print(await fetch(1))
    print(await fetch(2))


asyncio.run(main())
