"""Twenty requests, ten at a time, by futures: no for left."""
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


def fetch(session, url):
    return asyncio.create_task(get(session, url))


def on_row(session, result, future):
    then = partial(on_answer, future.result(), result)
    fetch(session, HTTP).add_done_callback(then)


def on_answer(row, result, future):
    result.set_result(row["result"] - future.result()["slept"])


def handle(session):
    result = asyncio.get_running_loop().create_future()
    then = partial(on_row, session, result)
    fetch(session, DB).add_done_callback(then)
    return result


def on_result(session, results, done, rounds, future):
    results.append(future.result())
    print(f"{len(results)} of {CLIENTS * ROUNDS}")
    if rounds > 1:
        client(session, results, done, rounds - 1)
    elif len(results) == CLIENTS * ROUNDS:
        done.set_result(None)


def client(session, results, done, rounds=ROUNDS):
    then = partial(on_result, session, results, done, rounds)
    handle(session).add_done_callback(then)


async def main():
    results = []
    done = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        for _ in range(CLIENTS):
            client(session, results, done)
        await done
    print(f"sum: {sum(results):.1f}")


asyncio.run(main())
