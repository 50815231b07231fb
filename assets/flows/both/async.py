"""Both at once, by async/await: gather, and await."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.json()


async def handle(session):
    row, answer = await asyncio.gather(
        fetch(session, DB), fetch(session, HTTP)
    )
    print(f"both: {row['result']}, {answer['slept']}")
    return row["result"] - answer["slept"]


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
