"""Twenty WSGI requests at once, as who sends them sees them."""
import asyncio

import aiohttp

URL = "http://localhost:7001/work?ms=1250"
REQUESTS = 20
IN_FLIGHT = 50
PROCESSES = 4
THREADS = 1


async def ask(session, number):
    process = number % PROCESSES
    url = f"{URL}&pool=process-{process}&workers={THREADS}"
    async with session.get(url) as response:
        answer = await response.json()
    return answer["worked"]


async def main():
    connector = aiohttp.TCPConnector(limit=IN_FLIGHT)
    async with aiohttp.ClientSession(connector=connector) as session:
        worked = await asyncio.gather(*[
            ask(session, number) for number in range(REQUESTS)
        ])
    print(f"{len(worked)} requests, {sum(worked)} s of work")


asyncio.run(main())
