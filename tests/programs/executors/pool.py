import threading
import time
from concurrent.futures import ThreadPoolExecutor


def work(number):
    time.sleep(number / 10)
    return number * 10, threading.current_thread().name


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
    began = time.monotonic()
    futures = [pool.submit(work, number) for number in (2, 1, 3)]
    print([future.done() for future in futures], futures[0].running(), futures[2].running())
    for future in futures:
        print(future.result())
    print(0.4 <= time.monotonic() - began < 0.55)
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)
