"""Database, then HTTP, by futures: each calls the next step."""
import asyncio
from functools import partial

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


async def get(session, url):
    async with session.get(url) as response:
        return await response.json()


def fetch(session, url):
    return asyncio.create_task(get(session, url))


def on_row(session, result, future):
    row = future.result()
    print(f"database: {row['result']}")
    then = partial(on_answer, row, result)
    fetch(session, HTTP).add_done_callback(then)


def on_answer(row, result, future):
    answer = future.result()
    print(f"http: {answer['slept']}")
    result.set_result(row["result"] - answer["slept"])


def handle(session):
    result = asyncio.get_running_loop().create_future()
    then = partial(on_row, session, result)
    fetch(session, DB).add_done_callback(then)
    return result


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
