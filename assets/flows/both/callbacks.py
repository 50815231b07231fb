"""Both at once, by callbacks: the later one goes on."""
import asyncio
from functools import partial

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
    answers = {}

    def on_answer(name, answer):
        answers[name] = answer
        if len(answers) == 2:
            row, answer = answers["db"], answers["http"]
            print(f"both: {row['result']}, {answer['slept']}")
            callback(row["result"] - answer["slept"])

    fetch(session, DB, partial(on_answer, "db"))
    fetch(session, HTTP, partial(on_answer, "http"))


async def main():
    finished = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        handle(session, finished.set_result)
        result = await finished
    print(f"result: {result}")


asyncio.run(main())
