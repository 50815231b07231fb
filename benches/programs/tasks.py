"""Tasks that end in their first step, a hundred at a time."""
import asyncio

SIZE = 20_000


async def answer(number):
    return number


async def main():
    for _ in range(SIZE // 100):
        await asyncio.gather(*[answer(number) for number in range(100)])


asyncio.run(main())
