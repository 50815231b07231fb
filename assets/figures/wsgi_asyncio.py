"""One WSGI request makes four calls at once, in a loop of its own."""
import asyncio

import aiohttp

URL = "http://localhost:7001/?duration="


async def long_network_call(duration):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{URL}{duration}") as response:
            answer = await response.json()
    return answer["slept"]


async def all_calls():
    calls = [long_network_call(i / 8) for i in range(1, 5)]
    return await asyncio.gather(*calls)


def application():
    calls = asyncio.run(all_calls())
    return f"{len(calls)} calls, {sum(calls)} s of waiting"


print(application())
