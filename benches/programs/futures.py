"""Futures that a callback sets while someone waits for them."""
import asyncio

SIZE = 20_000


async def main():
    loop = asyncio.get_running_loop()
    for number in range(SIZE):
        future = loop.create_future()
        loop.call_soon(future.set_result, number)
        await future


asyncio.run(main())
