"""Twenty requests, ten at a time, by callbacks: no for left."""
import asyncio

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
    def on_row(row):
        def on_answer(answer):
            callback(row["result"] - answer["slept"])

        fetch(session, HTTP, on_answer)

    fetch(session, DB, on_row)


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
