"""20 visitors, 10 at a time: a row, then a page, by coroutines."""
import asyncio

import aiohttp

URL = "http://localhost:7001"


async def get(session, path):
    async with session.get(URL + path) as response:
        return await response.json()


async def handle(session, limit):
    async with limit:
        row = await get(session, "/db?sleep=0.3&size=10")
        page = await get(session, "/delay?duration=0.3")
        return row, page


async def main():
    limit = asyncio.Semaphore(10)
    async with aiohttp.ClientSession() as session:
        visitors = [handle(session, limit) for _ in range(20)]
        answers = await asyncio.gather(*visitors)
    print(len(answers), "answers")


asyncio.run(main())
