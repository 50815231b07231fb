# Waiters are woken in the order in which they came, and only when there is something for them.
import threading
import time

condition = threading.Condition()
items = []


def consume(name):
    with condition:
        condition.wait_for(lambda: items)
        print(name, "takes", items.pop(0))


def produce():
    for item in (1, 2, 3):
        time.sleep(0.1)
        with condition:
            items.append(item)
            print("made", item)
            condition.notify()


threads = [threading.Thread(target=consume, args=(name,)) for name in "abc"] + [threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: False, 0.01), condition.wait_for(lambda: "ready"))
try:
    condition.notify()
except RuntimeError as error:
    print(error)
