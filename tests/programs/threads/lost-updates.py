# Between reading and writing each thread sleeps, and overwrites what the others have written.
import threading
import time

total = 0


def add(delay):
    global total
    copy = total
    time.sleep(delay)
    total = copy + 1
    print("wrote", total)


threads = [threading.Thread(target=add, args=(delay,)) for delay in (0.2, 0.1, 0.3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
