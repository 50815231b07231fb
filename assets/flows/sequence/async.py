"""Database, then HTTP, by async/await: it reads as it runs."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.json()


async def handle(session):
    row = await fetch(session, DB)
    print(f"database: {row['result']}")
    answer = await fetch(session, HTTP)
    print(f"http: {answer['slept']}")
    return row["result"] - answer["slept"]


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
