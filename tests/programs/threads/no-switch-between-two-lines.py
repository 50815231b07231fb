# CPython looks for other threads where a loop goes round and where something is called, and nowhere else.
import threading

total = 0


def count():
    global total
    for _ in range(10000):
        copy = total
        total = copy + 1


threads = [threading.Thread(target=count) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
