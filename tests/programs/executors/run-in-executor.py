import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def work(number):
    time.sleep(number / 10)
    return number, threading.current_thread().name.rsplit("_", 1)[0]


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1))
    with ThreadPoolExecutor(2, thread_name_prefix="mine") as pool:
        futures = [loop.run_in_executor(pool, work, number) for number in (3, 1, 2)]
        print([isinstance(future, asyncio.Future) for future in futures])
        for future in asyncio.as_completed(futures):
            print(await future)
    future = loop.run_in_executor(None, work, 2)
    try:
        await asyncio.wait_for(future, 0.05)
    except TimeoutError:
        print("too late")
    await loop.shutdown_default_executor()
    try:
        loop.run_in_executor(None, work, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
