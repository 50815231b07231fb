import threading
import time

thread = threading.Thread(target=time.sleep, args=(0.3,), name="sleeper")
try:
    thread.join()
except RuntimeError as error:
    print(error)
thread.start()
thread.join(0.1)
print(thread.name, thread.is_alive(), thread.daemon)
thread.join(timeout=1)
print(thread.is_alive())
