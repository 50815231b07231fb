# run_coroutine_threadsafe and call_soon_threadsafe: another thread gives the loop work.
import asyncio
import threading
import time


async def answer(number):
    await asyncio.sleep(0.1)
    if number == 13:
        raise ValueError("unlucky")
    return number * 2


def ask(loop, done):
    time.sleep(0.1)
    loop.call_soon_threadsafe(print, "called from", threading.current_thread().name)
    print("answer", asyncio.run_coroutine_threadsafe(answer(21), loop).result())
    try:
        asyncio.run_coroutine_threadsafe(answer(13), loop).result()
    except ValueError as error:
        print("failed", error)
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
    try:
        future.result(timeout=0.05)
    except TimeoutError:
        print("cancelled", future.cancel())
    loop.call_soon_threadsafe(done.set)


async def main():
    done = asyncio.Event()
    thread = threading.Thread(target=ask, args=(asyncio.get_running_loop(), done), name="asker")
    thread.start()
    await done.wait()
    thread.join()
    print("over", threading.active_count())


asyncio.run(main())
