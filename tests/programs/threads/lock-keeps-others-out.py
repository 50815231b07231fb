import threading
import time

lock = threading.Lock()


def work(name, delay):
    time.sleep(delay)
    print(name, "wants it")
    with lock:
        print(name, "has it")
        time.sleep(0.2)
        print(name, "gives it back")


threads = [threading.Thread(target=work, args=(name, delay)) for name, delay in [("a", 0), ("b", 0.05), ("c", 0.1)]]
for thread in threads:
    thread.start()
time.sleep(0.15)
print(lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
for thread in threads:
    thread.join()
print(lock.locked(), lock.acquire(False), lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
for arguments in [(False, 1), (True, -2), (True, 1e12)]:
    try:
        lock.acquire(*arguments)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
