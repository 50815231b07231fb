"""Quotes with a progress bar that is drawn now and then only."""
import asyncio
import time

import aiohttp

URL = "http://localhost:7001/quote/uniform?slow=true&seed="
QUOTES = 2000
CONNECTIONS = 100
EVERY = 0.1  # seconds between two drawings, at least
DRAWING = 0.01  # seconds that the terminal takes for one


async def quote(session, limit, number):
    async with limit, session.get(f"{URL}{number}") as response:
        answer = await response.json()
    return answer["quote"]


def draw(done):
    time.sleep(DRAWING)  # nothing else happens meanwhile


async def main():
    limit = asyncio.Semaphore(CONNECTIONS)
    done, drawn = 0, 0.0
    async with aiohttp.ClientSession() as session:
        for request in asyncio.as_completed([
            quote(session, limit, number) for number in range(QUOTES)
        ]):
            await request
            done += 1
            if time.monotonic() - drawn >= EVERY:
                draw(done)
                drawn = time.monotonic()
    draw(done)
    print(f"{done} quotes")


asyncio.run(main())
