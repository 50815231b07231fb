"""Gather: three waits at once take as long as the longest.

Await one `brew` after the other instead, and compare.
"""
import asyncio


async def brew(drink, seconds):
    print(f"{drink}: started")
    await asyncio.sleep(seconds)
    print(f"{drink}: ready after {seconds} s")
    return drink


async def main():
    drinks = await asyncio.gather(
        brew("coffee", 0.75),
        brew("tea", 0.5),
        brew("juice", 0.25),
    )
    # In the order in which they were asked for.
    print(", ".join(drinks))


asyncio.run(main())
