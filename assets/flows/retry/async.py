"""Again after a failure, by async/await: a loop that waits."""
import asyncio

import aiohttp

URL = "http://localhost:7001/flaky?rate=0.5"
SEED = 3  # of the server's dice: three attempts will fail
ATTEMPTS = 5
PAUSE = 0.1


async def fetch(session, url):
    async with session.get(url) as response:
        return response.status


async def handle(session):
    for attempt in range(ATTEMPTS):
        url = f"{URL}&seed={SEED + attempt}"
        status = await fetch(session, url)
        print(f"attempt {attempt + 1}: {status}")
        if status == 200:
            return True
        await asyncio.sleep(PAUSE * 2**attempt)
    return False


async def main():
    async with aiohttp.ClientSession() as session:
        result = await handle(session)
    print(f"result: {result}")


asyncio.run(main())
