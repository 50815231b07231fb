"""Ten requests at once, through a router that limits some of them."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay?duration=1"
REQUESTS = 10
FOO = "baz"
LIMITS = {"bar": 2}  # at once, by the value of the header Foo


async def route(session, limits, headers):
    limit = limits.get(headers["Foo"])
    if limit is None:
        return await forward(session, headers)
    async with limit:
        return await forward(session, headers)


async def forward(session, headers):
    async with session.get(URL, headers=headers) as response:
        answer = await response.json()
    return answer["slept"]


async def main():
    limits = {
        value: asyncio.Semaphore(most) for value, most in LIMITS.items()
    }
    async with aiohttp.ClientSession() as session:
        answers = await asyncio.gather(*[
            route(session, limits, {"Foo": FOO})
            for _ in range(REQUESTS)
        ])
    print(f"{len(answers)} answers, Foo: {FOO}")


asyncio.run(main())
