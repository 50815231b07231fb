"""Database, then HTTP, by a generator: yield from waits."""
import asyncio
import types

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


@types.coroutine
def fetch(session, url):
    response = yield from session.get(url)
    return (yield from response.json())


@types.coroutine
def handle(session):
    row = yield from fetch(session, DB)
    print(f"database: {row['result']}")
    answer = yield from fetch(session, HTTP)
    print(f"http: {answer['slept']}")
    return row["result"] - answer["slept"]


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
