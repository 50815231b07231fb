import asyncio
import concurrent.futures
import threading
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, ThreadPoolExecutor, as_completed, wait


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


def square(n):
    if n == 13:
        raise ValueError("thirteen")
    return n * n


def plain(future):
    text = repr(future)
    return text[: text.find(" at 0x")] + " " + text[text.find("state") :]


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
    future = pool.submit(square, 4)
    print(future.result(), future.done(), future.exception(), plain(future), future.cancel(), future.running())
    bad = pool.submit(square, 13)
    print(repr(bad.exception()), plain(bad))
    trial(bad.result)
    print(list(pool.map(square, range(5))), list(pool.map(lambda a, b: a + b, [1, 2], [3, 4, 5])))
    names = set(pool.map(lambda n: threading.current_thread().name[:5], range(4)))
    print(names)
    futures = [pool.submit(square, n) for n in (1, 2, 3)]
    print(sorted(f.result() for f in as_completed(futures)))
    done, not_done = wait(futures)
    print(len(done), len(not_done), wait(futures)._fields)
    trial(lambda: list(pool.map(square, [1, 13, 2])))
trial(lambda: pool.submit(square, 1))
trial(lambda: ThreadPoolExecutor(0))
trial(lambda: ThreadPoolExecutor(initializer=5))

gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    first = pool.submit(gate.wait)
    second = pool.submit(square, 2)
    print(second.cancel(), second.cancelled(), second.done(), first.cancel(), plain(second))
    trial(second.result)
    trial(lambda: first.result(timeout=0.01))
    done, not_done = wait([first, second], timeout=0.01)
    print(len(done), len(not_done))
    done, not_done = wait([first, second], timeout=0.01, return_when=FIRST_COMPLETED)
    print(len(done), len(not_done))
    try:
        for f in as_completed([first], timeout=0.01):
            pass
    except TimeoutError as error:
        print("late", error)
    gate.set()
    print(first.result())

manual = Future()
calls = []
manual.add_done_callback(lambda f: calls.append(f.result()))
print(plain(manual), manual.set_running_or_notify_cancel(), plain(manual))
manual.set_result(3)
manual.add_done_callback(lambda f: calls.append("late"))
print(calls, manual.result())
try:
    manual.set_result(4)
except concurrent.futures.InvalidStateError as error:
    print(str(error)[:18], type(error).__module__)
trial(lambda: manual.set_running_or_notify_cancel() if False else "skip")

started = []
pool = ThreadPoolExecutor(2, initializer=started.append, initargs=("init",))
pool.submit(square, 2).result()
pool.shutdown()
print(started)
gate = threading.Event()
pool = ThreadPoolExecutor(1)
running = pool.submit(gate.wait)
waiting = [pool.submit(square, n) for n in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([w.cancelled() for w in waiting], running.done())
gate.set()
pool.shutdown()
failing = [Future() for _ in range(2)]
failing[0].set_running_or_notify_cancel()
failing[0].set_exception(KeyError("k"))
done, not_done = wait(failing, return_when=FIRST_EXCEPTION)
print(len(done), len(not_done), concurrent.futures.TimeoutError is TimeoutError, CancelledError.__mro__[1].__name__)


def blocking(n):
    return n, threading.current_thread() is threading.main_thread(), threading.current_thread().name


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(blocking, 1))
    print(await asyncio.to_thread(square, n=3))
    print(await loop.run_in_executor(None, square, 5))
    try:
        await asyncio.to_thread(square, 13)
    except ValueError as error:
        print("raised", error)
    with ThreadPoolExecutor(thread_name_prefix="own") as pool:
        print(await loop.run_in_executor(pool, blocking, 2))
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, n) for n in range(4)]))
        print(await asyncio.wrap_future(pool.submit(square, 6)))

    async def remote(x):
        await asyncio.sleep(0)
        if x < 0:
            raise ValueError("negative")
        return x * 10

    def elsewhere():
        results = [asyncio.run_coroutine_threadsafe(remote(4), loop).result()]
        try:
            asyncio.run_coroutine_threadsafe(remote(-1), loop).result()
        except ValueError as error:
            results.append(str(error))
        return results

    print(await asyncio.to_thread(elsewhere))
    trial(lambda: asyncio.run_coroutine_threadsafe(5, loop))
    hello = []
    event = asyncio.Event()

    def poke():
        hello.append("poked")
        loop.call_soon_threadsafe(event.set)

    threading.Thread(target=poke).start()
    await event.wait()
    print(hello)
    source = Future()
    wrapped = asyncio.wrap_future(source)
    wrapped.cancel()
    await asyncio.sleep(0)
    print(source.cancelled(), wrapped.cancelled(), asyncio.wrap_future(wrapped) is wrapped)
    source = Future()
    wrapped = asyncio.wrap_future(source)
    source.cancel()
    source.set_running_or_notify_cancel()
    try:
        await wrapped
    except asyncio.CancelledError:
        print("cancelled from the thread's side")


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.run_until_complete(loop.shutdown_default_executor())
trial(lambda: loop.run_in_executor(None, square, 1))
loop.close()
trial(lambda: loop.run_in_executor(None, square, 1))
