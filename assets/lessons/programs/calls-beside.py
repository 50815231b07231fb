"""A loop in another thread calls, while the handler is busy."""
import asyncio
import threading
import time

import aiohttp

URL = "http://localhost:7001/delay"
loop = asyncio.new_event_loop()


async def call(duration):
    params = {"duration": duration}
    async with aiohttp.ClientSession() as session:
        async with session.get(URL, params=params) as response:
            return (await response.json())["slept"]


def handle():
    calls = [
        asyncio.run_coroutine_threadsafe(call(eighths / 8), loop)
        for eighths in (1, 2, 3, 4)
    ]
    time.sleep(1)  # something heavy
    print("answers:", [call.result() for call in calls])


thread = threading.Thread(target=loop.run_forever)
thread.start()
handle()
loop.call_soon_threadsafe(loop.stop)
thread.join()
