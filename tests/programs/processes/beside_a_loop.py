# What computes in another process leaves the loop alone.
import asyncio
from concurrent.futures import ProcessPoolExecutor


def compute(count):
    return sum(range(count))


async def tick(times):
    for number in range(times):
        await asyncio.sleep(0.01)
    return "ticked"


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        calls = [loop.run_in_executor(pool, compute, 10**number) for number in range(4)]
        print(await asyncio.gather(tick(3), *calls))
        try:
            await loop.run_in_executor(pool, compute, "many")
        except TypeError as error:
            print(error)


if __name__ == "__main__":
    asyncio.run(main())
