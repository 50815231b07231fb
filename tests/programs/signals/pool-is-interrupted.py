# The main thread waits for a pool when it is interrupted; the pool finishes what it has begun.
import concurrent.futures
import os
import signal
import threading
import time


def work(number):
    time.sleep(0.2)
    print("work", number, "is done")
    return number


threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        first, second = pool.submit(work, 1), pool.submit(work, 2)
        try:
            print(first.result())
        except KeyboardInterrupt:
            print("interrupted:", second.cancel())
            raise
except KeyboardInterrupt:
    print("the pool is shut down", first.result(), second.cancelled())

signal.signal(signal.SIGALRM, lambda number, frame: print("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.1)
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    print(list(pool.map(work, [3])))
