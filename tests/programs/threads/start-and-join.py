# Threads sleep side by side: the shortest ends first.
import threading
import time


def work(name, seconds):
    time.sleep(seconds)
    print("end", name)


threads = [threading.Thread(target=work, args=(name, seconds)) for name, seconds in [("a", 0.3), ("b", 0.1), ("c", 0.2)]]
began = time.monotonic()
for thread in threads:
    thread.start()
print("alive", [thread.is_alive() for thread in threads], threading.active_count())
for thread in threads:
    thread.join()
print(time.monotonic() - began < 0.55, [thread.is_alive() for thread in threads])
print([thread.name for thread in threads], threading.current_thread().name, threading.main_thread().name)
try:
    threads[0].start()
except RuntimeError as error:
    print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
