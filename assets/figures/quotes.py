"""Two thousand quotes of half a second, a hundred at a time."""
import asyncio

import aiohttp

URL = "http://localhost:7001/quote/uniform?slow=true&seed="
QUOTES = 2000
CONNECTIONS = 100


async def quote(session, limit, number):
    async with limit, session.get(f"{URL}{number}") as response:
        answer = await response.json()
    return answer["quote"]


async def main():
    limit = asyncio.Semaphore(CONNECTIONS)
    async with aiohttp.ClientSession() as session:
        quotes = await asyncio.gather(*[
            quote(session, limit, number) for number in range(QUOTES)
        ])
    print(f"{len(quotes)} quotes")


asyncio.run(main())
