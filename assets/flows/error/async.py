"""An error in the second step, by async/await: main sees it."""
import asyncio
import traceback

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.json()


async def handle(session):
    row = await fetch(session, DB)
    answer = await fetch(session, HTTP)
    return row["result"] - answer["value"]  # there is no value


async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(1):
                result = await handle(session)
            print(f"result: {result}")
        except Exception as error:
            print(f"main: {error!r}")
            traceback.print_exc()


asyncio.run(main())
