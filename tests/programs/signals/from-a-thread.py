# Whoever sends the signal, the handler runs in the main thread.
import os
import signal
import threading
import time


def handler(number, frame):
    print("handler in", threading.current_thread().name)


def sender():
    time.sleep(0.1)
    print("sender sends")
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.1)
    print("sender goes on")


signal.signal(signal.SIGUSR1, handler)
thread = threading.Thread(target=sender)
thread.start()
start = time.monotonic()
time.sleep(0.3)
print("slept", round(time.monotonic() - start, 1))
thread.join()

done = threading.Event()


def other():
    time.sleep(0.1)
    signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
    time.sleep(0.1)
    done.set()


threading.Thread(target=other).start()
print("waited", done.wait())

lock = threading.Lock()


def holder():
    with lock:
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
    print("holder is done")


thread = threading.Thread(target=holder)
thread.start()
time.sleep(0.05)
try:
    with lock:
        print("not reached")
except KeyboardInterrupt:
    print("interrupted")
thread.join()
with lock:
    print("the lock is free")
