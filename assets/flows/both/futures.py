"""Both at once, by futures: gather joins them."""
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


def on_both(result, future):
    row, answer = future.result()
    print(f"both: {row['result']}, {answer['slept']}")
    result.set_result(row["result"] - answer["slept"])


def handle(session):
    result = asyncio.get_running_loop().create_future()
    both = asyncio.gather(
        fetch(session, DB), fetch(session, HTTP)
    )
    both.add_done_callback(partial(on_both, result))
    return result


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
