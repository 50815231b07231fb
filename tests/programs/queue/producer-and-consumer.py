import queue
import threading
import time

items = queue.Queue()


def produce():
    for number in range(3):
        time.sleep(0.1)
        print("put", number)
        items.put(number)
    items.put(None)


def consume():
    while (item := items.get()) is not None:
        print("got", item)
        items.task_done()
    items.task_done()


threads = [threading.Thread(target=function) for function in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
items.join()
print(items.qsize(), items.empty(), items.full())
try:
    items.task_done()
except ValueError as error:
    print(error)
