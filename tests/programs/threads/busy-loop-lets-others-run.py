# A thread that computes gives way now and then: otherwise the flag would never be set.
import threading
import time

stop = False
rounds = 0


def spin():
    global rounds
    while not stop:
        rounds += 1


threads = [threading.Thread(target=spin) for _ in range(2)]
for thread in threads:
    thread.start()
time.sleep(0.2)
stop = True
for thread in threads:
    thread.join()
print("stopped", rounds > 1000)
