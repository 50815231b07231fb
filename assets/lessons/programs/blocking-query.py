"""20 visitors, 10 at a time; the handler's query blocks the loop."""
import asyncio

import requests

URL = "http://localhost:7001/db?sleep=0.3&size=10"


async def handle(limit):
    async with limit:
        return requests.get(URL).json()["result"]


async def main():
    limit = asyncio.Semaphore(10)
    visitors = [handle(limit) for _ in range(20)]
    answers = await asyncio.gather(*visitors)
    print(len(answers), "answers")


asyncio.run(main())
