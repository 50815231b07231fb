import threading
import time

barrier = threading.Barrier(3, action=lambda: print("all here"))


def work(delay):
    time.sleep(delay)
    print("comes after", delay)
    place = barrier.wait()
    time.sleep(place * 0.1)
    print("place", place)


threads = [threading.Thread(target=work, args=(delay,)) for delay in (0.1, 0.2, 0.3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(barrier.parties, barrier.n_waiting, barrier.broken)
try:
    barrier.wait(timeout=0.05)
except threading.BrokenBarrierError as error:
    print("broken", barrier.broken, repr(error))
