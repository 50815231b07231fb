"""Ten visitors, and an upstream that has become slow."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DELAYS = [3, 4, 5, 6, 7, 8, 9, 11, 13, 15]  # once they were all 0.05


async def handle(session, delay):
    params = {"duration": delay}
    async with session.get(URL, params=params) as response:
        await response.read()
    return "page"


async def main():
    async with aiohttp.ClientSession() as session:
        visitors = [handle(session, delay) for delay in DELAYS]
        answers = await asyncio.gather(*visitors)
    print(answers.count("page"), "pages")


asyncio.run(main())
