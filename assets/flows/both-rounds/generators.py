"""Twenty requests that ask both at once, by generators."""
import asyncio
import types

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3&size=10"
HTTP = "http://localhost:7001/delay?duration=0.3"
CLIENTS = 10
ROUNDS = 2


@types.coroutine
def fetch(session, url):
    response = yield from session.get(url)
    return (yield from response.json())


@types.coroutine
def handle(session):
    row, answer = yield from asyncio.gather(
        fetch(session, DB), fetch(session, HTTP)
    )
    return row["result"] - answer["slept"]


@types.coroutine
def client(session, results):
    for _ in range(ROUNDS):
        results.append((yield from handle(session)))
        print(f"{len(results)} of {CLIENTS * ROUNDS}")


async def main():
    results = []
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*[
            client(session, results) for _ in range(CLIENTS)
        ])
    print(f"sum: {sum(results):.1f}")


asyncio.run(main())
