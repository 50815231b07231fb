"""Ten requests whose upstream takes 3 to 15 s, with a timeout."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay?duration="
TIMEOUT = 0.5
UPSTREAM = [3 + 12 * i / 9 for i in range(10)]


async def handle(session, duration):
    try:
        async with asyncio.timeout(TIMEOUT):
            async with session.get(f"{URL}{duration}") as response:
                await response.json()
        return "fresh"
    except TimeoutError:
        return "from the cache"


async def main():
    async with aiohttp.ClientSession() as session:
        responses = await asyncio.gather(*[
            handle(session, duration) for duration in UPSTREAM
        ])
    for kind in sorted(set(responses)):
        print(f"{responses.count(kind)} responses {kind}")


asyncio.run(main())
