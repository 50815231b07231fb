"""One after the other: each request waits for the one before it."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DURATIONS = [0.125, 0.25, 0.375, 0.5]


async def fetch(session, number, duration):
    params = {"duration": duration}
    async with session.get(URL, params=params) as response:
        answer = await response.json()
    print(f"request {number}: {answer['slept']:.3f} s")
    return answer["slept"]


async def main():
    waits = []
    async with aiohttp.ClientSession() as session:
        for number, duration in enumerate(DURATIONS, start=1):
            waits.append(await fetch(session, number, duration))
    print(f"{len(waits)} answers, {sum(waits):.3f} s of waiting")


asyncio.run(main())
