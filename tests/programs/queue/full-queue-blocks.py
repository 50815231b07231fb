import queue
import threading
import time

items = queue.Queue(maxsize=2)


def produce():
    for number in range(4):
        items.put(number)
        time.sleep(0.05)
        print("put", number)


thread = threading.Thread(target=produce)
thread.start()
time.sleep(0.2)
print("full", items.full(), items.qsize())
for attempt in (lambda: items.put_nowait(9), lambda: items.put(9, timeout=0.05)):
    try:
        attempt()
    except queue.Full as error:
        print(repr(error))
for _ in range(4):
    time.sleep(0.1)
    print("got", items.get())
thread.join()
for attempt in (items.get_nowait, lambda: items.get(timeout=0.05), lambda: items.get(timeout=-1)):
    try:
        attempt()
    except (queue.Empty, ValueError) as error:
        print(repr(error))
