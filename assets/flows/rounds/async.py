"""Twenty requests, ten at a time, by async/await: a loop."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3&size=10"
HTTP = "http://localhost:7001/delay?duration=0.3"
CLIENTS = 10
ROUNDS = 2


async def fetch(session, url):
    async with session.get(url) as response:
        return await response.json()


async def handle(session):
    row = await fetch(session, DB)
    answer = await fetch(session, HTTP)
    return row["result"] - answer["slept"]


async def client(session, results):
    for _ in range(ROUNDS):
        results.append(await handle(session))
        print(f"{len(results)} of {CLIENTS * ROUNDS}")


async def main():
    results = []
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*[
            client(session, results) for _ in range(CLIENTS)
        ])
    print(f"sum: {sum(results):.1f}")


asyncio.run(main())
