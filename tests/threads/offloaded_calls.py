import asyncio
import threading
import time

import aiohttp

loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, name="calls", daemon=True).start()


async def call(session, number):
    async with session.get(f"http://localhost:7001/delay?duration={number / 8}") as response:
        return (await response.json())["slept"]


async def calls():
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[call(session, number) for number in (1, 2, 3, 4)])


def handler():
    future = asyncio.run_coroutine_threadsafe(calls(), loop)
    time.sleep(1)
    return future.result()


start = time.perf_counter()
print(handler(), f"{time.perf_counter() - start:.1f} s")
