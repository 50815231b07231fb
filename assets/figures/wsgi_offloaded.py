"""One WSGI request leaves four calls to a loop in another thread."""
import asyncio
import threading
import time

import aiohttp

URL = "http://localhost:7001/?duration="

loop = asyncio.new_event_loop()
reactor = threading.Thread(target=loop.run_forever, daemon=True)


async def fetch(duration):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{URL}{duration}") as response:
            answer = await response.json()
    return answer["slept"]


def long_network_call(duration):
    return asyncio.run_coroutine_threadsafe(fetch(duration), loop)


def application():
    futures = [long_network_call(i / 8) for i in range(1, 5)]
    time.sleep(1)  # something heavy, like waiting
    calls = [future.result() for future in futures]
    return f"{len(calls)} calls, {sum(calls)} s of waiting"


reactor.start()
print(application())
loop.call_soon_threadsafe(loop.stop)
reactor.join()
