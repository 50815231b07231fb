# Asynchronous generators where others are wanted, and the other way round
import asyncio


async def numbers(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    for wrong in (
        lambda: [x for x in numbers(1)],
        lambda: list(numbers(1)),
        lambda: next(numbers(1)),
        lambda: next(main_again),
        lambda: anext([1]),
        lambda: aiter([1]),
    ):
        try:
            wrong()
        except TypeError as error:
            print(error)
    try:
        async for x in [1, 2]:
            pass
    except TypeError as error:
        print(error)
    generator = numbers(3)
    try:
        await asyncio.gather(anext(generator), anext(generator))
    except RuntimeError as error:
        print(error)


main_again = asyncio.sleep(0)
asyncio.run(main())
main_again.close()
