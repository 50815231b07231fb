import asyncio, threading, concurrent.futures, time
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
async def add(a, b): await asyncio.sleep(0.01); return a + b
async def fail(): raise ValueError("x")
async def slow(): await asyncio.sleep(10)
async def main():
    loop = asyncio.get_running_loop()
    def worker():
        f = asyncio.run_coroutine_threadsafe(add(1, 2), loop); print(f.result())
        f = asyncio.run_coroutine_threadsafe(fail(), loop); attempt(f.result)
        f = asyncio.run_coroutine_threadsafe(slow(), loop); attempt(lambda: f.result(0.05)); print(f.cancel()); time.sleep(0.05); print(f.cancelled())
        attempt(lambda: asyncio.run_coroutine_threadsafe(5, loop))
        attempt(asyncio.get_event_loop); attempt(asyncio.get_running_loop)
        print(asyncio.run(add(3, 4)))
    await asyncio.to_thread(worker)
    print(await loop.run_in_executor(None, lambda: threading.current_thread().name.split("_")[0]))
    with concurrent.futures.ThreadPoolExecutor(1) as ex:
        print(await loop.run_in_executor(ex, pow, 2, 3))
        f = ex.submit(pow, 2, 4); print(await asyncio.wrap_future(f))
        f = asyncio.wrap_future(ex.submit(time.sleep, 0.1)); f.cancel()
        try: await f
        except asyncio.CancelledError: print("cancelled")
    try: await loop.run_in_executor(None, fail2)
    except KeyError as e: print(repr(e))
    try: await asyncio.wait_for(loop.run_in_executor(None, time.sleep, 0.1), 0.02)
    except TimeoutError: print("timeout")
    await loop.shutdown_default_executor()
    attempt(lambda: loop.run_in_executor(None, print))
    try: await asyncio.to_thread(print)
    except RuntimeError as e: print(e)
def fail2(): raise KeyError("k")
asyncio.run(main())
