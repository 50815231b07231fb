"""Twenty requests that ask both at once, by callbacks."""
import asyncio
from functools import partial

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3&size=10"
HTTP = "http://localhost:7001/delay?duration=0.3"
CLIENTS = 10
ROUNDS = 2


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
            callback(row["result"] - answer["slept"])

    fetch(session, DB, partial(on_answer, "db"))
    fetch(session, HTTP, partial(on_answer, "http"))


def client(session, results, callback, rounds=ROUNDS):
    def on_result(result):
        results.append(result)
        print(f"{len(results)} of {CLIENTS * ROUNDS}")
        if rounds > 1:
            client(session, results, callback, rounds - 1)
        elif len(results) == CLIENTS * ROUNDS:
            callback(None)

    handle(session, on_result)


async def main():
    results = []
    finished = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        for _ in range(CLIENTS):
            client(session, results, finished.set_result)
        await finished
    print(f"sum: {sum(results):.1f}")


asyncio.run(main())
