"""2,000 slow quotes, at most 100 on their way."""
import asyncio

import aiohttp

URL = "http://localhost:7001/quote/uniform?slow=true"


async def quote(session, limit):
    async with limit, session.get(URL) as response:
        return await response.json()


async def main():
    limit = asyncio.Semaphore(100)
    async with aiohttp.ClientSession() as session:
        quotes = [quote(session, limit) for _ in range(2_000)]
        quotes = await asyncio.gather(*quotes)
    print(len(quotes), "quotes")


asyncio.run(main())
