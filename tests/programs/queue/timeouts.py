# Gives up after a while, at whatever moment it begins to wait
import queue
import threading
import time

items = queue.Queue(maxsize=1)

for n in range(5):
    time.sleep(0.01 * n)
    try:
        items.get(timeout=0.03 + n / 1000)
    except queue.Empty as error:
        print("empty", repr(error))

items.put("full now")
try:
    items.put("more", timeout=0.07)
except queue.Full:
    print("full", items.qsize())

threading.Timer(0.1, items.get).start()
items.put("there was room", timeout=1)
print(items.get(), items.empty())

condition = threading.Condition()
with condition:
    print(condition.wait_for(lambda: False, timeout=0.07), condition.wait(0.03))
print(threading.Event().wait(0.07), threading.Semaphore(0).acquire(timeout=0.03))
