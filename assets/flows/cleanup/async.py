"""Given up half-way, by async/await: finally cleans up."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"
POOL = ["connection"]


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.json()


async def handle(session):
    connection = POOL.pop()
    try:
        row = await fetch(session, DB)
        print(f"database: {row['result']}")
        answer = await fetch(session, HTTP)
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
