"""Ten requests of a second, two at a time."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay?duration=1"


async def request(session, limit):
    async with limit, session.get(URL) as response:
        return await response.json()


async def main():
    limit = asyncio.Semaphore(2)
    async with aiohttp.ClientSession() as session:
        requests = [request(session, limit) for _ in range(10)]
        answers = await asyncio.gather(*requests)
    print(len(answers), "answers")


asyncio.run(main())
