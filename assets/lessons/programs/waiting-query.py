"""20 visitors, 10 at a time; the handler waits for its query."""
import asyncio

import aiohttp

URL = "http://localhost:7001/db?sleep=0.3&size=10"


async def handle(session, limit):
    async with limit, session.get(URL) as response:
        return (await response.json())["result"]


async def main():
    limit = asyncio.Semaphore(10)
    async with aiohttp.ClientSession() as session:
        visitors = [handle(session, limit) for _ in range(20)]
        answers = await asyncio.gather(*visitors)
    print(len(answers), "answers")


asyncio.run(main())
