"""Twenty requests, ten at a time; the query does not block."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3&size=10"
CLIENTS = 10
ROUNDS = 2


async def handle(session):
    async with session.get(DB) as response:
        row = await response.json()
    return row["result"]


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
