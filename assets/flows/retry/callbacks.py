"""Again after a failure, by callbacks: start comes again."""
import asyncio

import aiohttp

URL = "http://localhost:7001/flaky?rate=0.5"
SEED = 3  # of the server's dice: three attempts will fail
ATTEMPTS = 5
PAUSE = 0.1


async def get(session, url):
    async with session.get(url) as response:
        return response.status


def fetch(session, url, callback):
    task = asyncio.create_task(get(session, url))
    task.add_done_callback(lambda done: callback(done.result()))


def handle(session, callback):
    loop = asyncio.get_running_loop()

    def start(attempt):
        def on_status(status):
            print(f"attempt {attempt + 1}: {status}")
            pause = PAUSE * 2**attempt
            if status == 200:
                callback(True)
            elif attempt + 1 == ATTEMPTS:
                callback(False)
            else:
                loop.call_later(pause, start, attempt + 1)

        url = f"{URL}&seed={SEED + attempt}"
        fetch(session, url, on_status)

    start(0)


async def main():
    finished = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        handle(session, finished.set_result)
        result = await finished
    print(f"result: {result}")


asyncio.run(main())
