"""One process that computes for 7 ms and waits for 93 ms."""
import asyncio
import time

import aiohttp

URL = "http://localhost:7001/delay?duration=0.082&jitter=0.02"
PER_SECOND = 100
REQUESTS = 200
COMPUTING = 0.007  # seconds, half before the wait and half after


async def handle(session, number):
    time.sleep(COMPUTING / 2)  # computing stops the loop as well
    async with session.get(f"{URL}&seed={number}") as response:
        await response.json()
    time.sleep(COMPUTING / 2)


async def main():
    loop = asyncio.get_running_loop()
    start, handlers = loop.time(), []
    async with aiohttp.ClientSession() as session:
        for number in range(REQUESTS):
            arrival = start + number / PER_SECOND
            await asyncio.sleep(arrival - loop.time())
            handler = asyncio.create_task(handle(session, number))
            handlers.append(handler)
        await asyncio.gather(*handlers)
    print(f"{len(handlers)} responses")


asyncio.run(main())
