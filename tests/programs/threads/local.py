import threading
import time

mine = threading.local()
mine.value = "main"


def work(value, delay):
    print(hasattr(mine, "value"))
    mine.value = value
    time.sleep(delay)
    print(mine.value, sorted(vars(mine)))


threads = [threading.Thread(target=work, args=(value, value / 10)) for value in (1, 2)]
for thread in threads:
    thread.start()
    time.sleep(0.05)
for thread in threads:
    thread.join()
print(mine.value)
del mine.value
try:
    mine.value
except AttributeError as error:
    print(error)
