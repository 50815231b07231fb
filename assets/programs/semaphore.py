"""Semaphore: all requests at once, but only a few on their way."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DURATIONS = [0.125, 0.25, 0.375, 0.5]
LIMIT = 2


async def fetch(session, semaphore, number, duration):
    params = {"duration": duration}
    async with semaphore, session.get(URL, params=params) as response:
        answer = await response.json()
    print(f"request {number}: {answer['slept']:.3f} s")
    return answer["slept"]


async def main():
    semaphore = asyncio.Semaphore(LIMIT)
    async with aiohttp.ClientSession() as session:
        waits = await asyncio.gather(*[
            fetch(session, semaphore, number, duration)
            for number, duration in enumerate(DURATIONS, start=1)
        ])
    print(f"{len(waits)} answers, {sum(waits):.3f} s of waiting")


asyncio.run(main())
