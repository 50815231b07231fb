# Requests in threads wait side by side; in the loop's thread one keeps the loop from everything else.
import asyncio
import threading

import requests

URL = "http://localhost:7001/delay/"


def get(seconds):
    print("got", requests.get(URL + str(seconds)).json()["slept"])


threads = [threading.Thread(target=get, args=(seconds,)) for seconds in (0.3, 0.1, 0.2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


async def tick():
    for turn in range(3):
        print("tick", turn)
        await asyncio.sleep(0.1)


async def main():
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    get(0.35)
    await ticking
    await asyncio.gather(*[asyncio.to_thread(get, seconds) for seconds in (0.3, 0.1, 0.2)])


asyncio.run(main())
