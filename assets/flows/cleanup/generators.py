"""Given up half-way, by a generator: finally cleans up."""
import asyncio
import types

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"
POOL = ["connection"]


@types.coroutine
def fetch(session, url):
    response = yield from session.get(url)
    return (yield from response.json())


@types.coroutine
def handle(session):
    connection = POOL.pop()
    try:
        row = yield from fetch(session, DB)
        print(f"database: {row['result']}")
        answer = yield from fetch(session, HTTP)
        print(f"http: {answer['slept']}")
        return row["result"] - answer["slept"]
    finally:
        POOL.append(connection)


async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(0.45):
                result = await handle(session)
            print(f"result: {result}")
        except TimeoutError:
            print(f"main: gives up, {len(POOL)} in the pool")
        await asyncio.sleep(0.35)
        print(f"main: at the end, {len(POOL)} in the pool")


asyncio.run(main())
