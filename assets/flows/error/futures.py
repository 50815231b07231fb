"""An error in the second step, by futures: handed on."""
import asyncio
import traceback
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
    try:
        then = partial(on_answer, future.result(), result)
        fetch(session, HTTP).add_done_callback(then)
    except Exception as error:
        result.set_exception(error)


def on_answer(row, result, future):
    try:
        answer = future.result()
        value = answer["value"]  # there is no value
        result.set_result(row["result"] - value)
    except Exception as error:
        result.set_exception(error)


def handle(session):
    result = asyncio.get_running_loop().create_future()
    then = partial(on_row, session, result)
    fetch(session, DB).add_done_callback(then)
    return result


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
