"""Ten visitors, and an upstream that is given half a second."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DELAYS = [3, 4, 5, 6, 7, 8, 9, 11, 13, 15]  # once they were all 0.05


async def handle(session, delay):
    params = {"duration": delay}
    try:
        async with asyncio.timeout(0.5):
            async with session.get(URL, params=params) as response:
                await response.read()
    except TimeoutError:
        return "page without recommendations"
    return "page"


async def main():
    async with aiohttp.ClientSession() as session:
        visitors = [handle(session, delay) for delay in DELAYS]
        answers = await asyncio.gather(*visitors)
    print(answers.count("page"), "pages, the others in short")


asyncio.run(main())
