import threading
import time

lock = threading.RLock()


def outer():
    with lock:
        print("outer")
        inner()


def inner():
    with lock:
        print("inner")
        time.sleep(0.1)


def other():
    time.sleep(0.05)
    print("other tries", lock.acquire(blocking=False))
    with lock:
        print("other has it")


threads = [threading.Thread(target=function) for function in (outer, other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
try:
    lock.release()
except RuntimeError as error:
    print(error)
