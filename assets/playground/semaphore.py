"""Semaphore: eight requests, at most three of them at a time."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
LIMIT = 3


async def fetch(session, semaphore, number):
    async with semaphore:
        print(f"request {number} goes out")
        params = {"duration": 0.2 + number / 10}
        async with session.get(URL, params=params) as response:
            await response.json()
    print(f"request {number} is answered")


async def main():
    semaphore = asyncio.Semaphore(LIMIT)
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*[
            fetch(session, semaphore, number)
            for number in range(1, 9)
        ])


asyncio.run(main())
