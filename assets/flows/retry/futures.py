"""Again after a failure, by futures: start comes again."""
import asyncio
from functools import partial

import aiohttp

URL = "http://localhost:7001/flaky?rate=0.5"
SEED = 3  # of the server's dice: three attempts will fail
ATTEMPTS = 5
PAUSE = 0.1


async def get(session, url):
    async with session.get(url) as response:
        return response.status


def fetch(session, url):
    return asyncio.create_task(get(session, url))


def on_status(session, result, attempt, future):
    status = future.result()
    print(f"attempt {attempt + 1}: {status}")
    if status == 200:
        result.set_result(True)
    elif attempt + 1 == ATTEMPTS:
        result.set_result(False)
    else:
        again = partial(start, session, result, attempt + 1)
        future.get_loop().call_later(PAUSE * 2**attempt, again)


def start(session, result, attempt):
    url = f"{URL}&seed={SEED + attempt}"
    then = partial(on_status, session, result, attempt)
    fetch(session, url).add_done_callback(then)


def handle(session):
    result = asyncio.get_running_loop().create_future()
    start(session, result, 0)
    return result


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
