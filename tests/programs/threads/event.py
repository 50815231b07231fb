import threading
import time

event = threading.Event()


def wait(name, timeout):
    print(name, event.wait(timeout), event.is_set())


threads = [threading.Thread(target=wait, args=(name, timeout)) for name, timeout in [("patient", None), ("hasty", 0.1)]]
for thread in threads:
    thread.start()
time.sleep(0.2)
print("set")
event.set()
for thread in threads:
    thread.join()
print(event.wait(), event.wait(0))
event.clear()
print(event.is_set(), event.wait(0.01))
