"""An error in the second step, by callbacks: it is lost."""
import asyncio
import traceback

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"


async def get(session, url):
    async with session.get(url) as response:
        return await response.json()


def fetch(session, url, callback):
    task = asyncio.create_task(get(session, url))
    task.add_done_callback(lambda done: callback(done.result()))


def handle(session, callback):
    def on_row(row):
        def on_answer(answer):
            value = answer["value"]  # there is no value
            callback(row["result"] - value)

        fetch(session, HTTP, on_answer)

    fetch(session, DB, on_row)


async def main():
    finished = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(1):
                handle(session, finished.set_result)
                result = await finished
            print(f"result: {result}")
        except Exception as error:
            print(f"main: {error!r}")
            traceback.print_exc()


asyncio.run(main())
