"""One request, its four calls at once."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"


async def call(session, duration):
    params = {"duration": duration}
    async with session.get(URL, params=params) as response:
        await response.read()


async def handle():
    async with aiohttp.ClientSession() as session:
        calls = [call(session, eighths / 8) for eighths in (1, 2, 3, 4)]
        await asyncio.gather(*calls)
    print("answered")


asyncio.run(handle())
