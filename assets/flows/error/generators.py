"""An error in the second step, by a generator: main sees it."""
import asyncio
import traceback
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
    answer = yield from fetch(session, HTTP)
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
