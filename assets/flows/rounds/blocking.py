"""Twenty requests, ten at a time; the query blocks the loop."""
import asyncio

import requests

DB = "http://localhost:7001/db?sleep=0.3&size=10"
CLIENTS = 10
ROUNDS = 2


async def handle():
    row = requests.get(DB).json()  # the loop stands still
    return row["result"]


async def client(results):
    for _ in range(ROUNDS):
        results.append(await handle())
        print(f"{len(results)} of {CLIENTS * ROUNDS}")


async def main():
    results = []
    clients = [client(results) for _ in range(CLIENTS)]
    await asyncio.gather(*clients)
    print(f"sum: {sum(results):.1f}")


asyncio.run(main())
