# Random durations with a seed, as the fan-out page writes them.
import asyncio
import random

random.seed(7)
durations = [random.uniform(0.05, 0.5) for _ in range(8)]
print([f"{duration:.3f}" for duration in durations])


async def request(number, duration):
    await asyncio.sleep(duration)
    print(f"request {number}: {duration:.3f} s")


async def main():
    await asyncio.gather(*(request(n, d) for n, d in enumerate(durations)))


asyncio.run(main())
