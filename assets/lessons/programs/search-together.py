"""1,000 searches of 15 ms, a hundred at a time."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
SEARCHES = 1_000


async def search(session, limit):
    params = {"duration": 0.015}
    async with limit, session.get(URL, params=params) as response:
        await response.read()


async def main():
    limit = asyncio.Semaphore(100)
    async with aiohttp.ClientSession() as session:
        searches = [search(session, limit) for _ in range(SEARCHES)]
        await asyncio.gather(*searches)
    print(SEARCHES, "searches")


asyncio.run(main())
