"""One WSGI worker that takes 100 ms for each response."""
import asyncio

import aiohttp

URL = "http://localhost:7001/work?ms=100&pool=wsgi&workers=1"
REQUESTS = 20


async def ask(session):
    async with session.get(URL) as response:
        return await response.json()


async def main():
    async with aiohttp.ClientSession() as session:
        answers = await asyncio.gather(*[
            ask(session) for _ in range(REQUESTS)
        ])
    print(f"{len(answers)} answers")


asyncio.run(main())
