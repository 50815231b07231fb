"""Given up half-way, by futures: the step goes on."""
import asyncio
from functools import partial

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"
POOL = ["connection"]


async def get(session, url):
    async with session.get(url) as response:
        return await response.json()


def fetch(session, url):
    return asyncio.create_task(get(session, url))


def on_row(session, connection, result, future):
    row = future.result()
    print(f"database: {row['result']}")
    then = partial(on_answer, row, connection, result)
    fetch(session, HTTP).add_done_callback(then)


def on_answer(row, connection, result, future):
    answer = future.result()
    print(f"http: {answer['slept']}")
    POOL.append(connection)
    if not result.cancelled():
        result.set_result(row["result"] - answer["slept"])


def handle(session):
    result = asyncio.get_running_loop().create_future()
    then = partial(on_row, session, POOL.pop(), result)
    fetch(session, DB).add_done_callback(then)
    return result


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
