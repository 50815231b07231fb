"""Ten requests of a second, at once."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay?duration=1"


async def request(session):
    async with session.get(URL) as response:
        return await response.json()


async def main():
    async with aiohttp.ClientSession() as session:
        requests = [request(session) for _ in range(10)]
        answers = await asyncio.gather(*requests)
    print(len(answers), "answers")


asyncio.run(main())
