"""Hello, a thousand times, a hundred at a time, from one process."""
import asyncio

import aiohttp

URL = "http://localhost:7001/work?ms=0.6706&pool=hello&workers=1"
REQUESTS = 1000
AT_ONCE = 100


async def client(session, answers):
    for _ in range(REQUESTS // AT_ONCE):
        async with session.get(URL) as response:
            answers.append(await response.json())


async def main():
    answers = []
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*[
            client(session, answers) for _ in range(AT_ONCE)
        ])
    print(f"{len(answers)} answers")


asyncio.run(main())
