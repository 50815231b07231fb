# Two threads that sleep between their turns with the lock alternate.
import threading
import time

lock = threading.Lock()


def work(name, pause):
    for turn in range(3):
        with lock:
            print(name, turn)
            time.sleep(0.06)
        time.sleep(pause)


threads = [threading.Thread(target=work, args=(name, 0.02)) for name in "ab"]
for thread in threads:
    thread.start()
    time.sleep(0.02)
for thread in threads:
    thread.join()
