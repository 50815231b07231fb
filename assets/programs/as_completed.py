"""As completed: take each answer as it comes, and show how far."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DURATIONS = [0.125, 0.25, 0.375, 0.5]
WIDTH = 20  # of the bar, in characters


async def fetch(session, duration):
    params = {"duration": duration}
    async with session.get(URL, params=params) as response:
        answer = await response.json()
    return answer["slept"]


async def main():
    waits, filled = [], 0
    async with aiohttp.ClientSession() as session:
        requests = [fetch(session, duration) for duration in DURATIONS]
        for request in asyncio.as_completed(requests):
            waits.append(await request)
            before, filled = filled, WIDTH * len(waits) // len(requests)
            if filled > before:  # at most WIDTH lines, for any number
                bar = "█" * filled + "░" * (WIDTH - filled)
                print(f"{bar} {len(waits)} of {len(requests)}")
    print(f"{len(waits)} answers, {sum(waits):.3f} s of waiting")


asyncio.run(main())
