"""Timeout: all requests at once, and those that take long given up."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DURATIONS = [0.125, 0.25, 0.375, 0.5]
TIMEOUT = 0.3


async def fetch(session, number, duration):
    params = {"duration": duration}
    async with session.get(URL, params=params) as response:
        answer = await response.json()
    print(f"request {number}: {answer['slept']:.3f} s")
    return answer["slept"]


async def fetch_in_time(session, number, duration):
    request = fetch(session, number, duration)
    try:
        return await asyncio.wait_for(request, TIMEOUT)
    except TimeoutError:
        print(f"request {number}: given up after {TIMEOUT} s")
        return None


async def main():
    async with aiohttp.ClientSession() as session:
        results = await asyncio.gather(*[
            fetch_in_time(session, number, duration)
            for number, duration in enumerate(DURATIONS, start=1)
        ])
    waits = [slept for slept in results if slept is not None]
    print(f"{len(waits)} answers, {sum(waits):.3f} s of waiting")


asyncio.run(main())
