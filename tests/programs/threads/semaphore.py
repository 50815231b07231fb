import threading
import time

semaphore = threading.Semaphore(2)
inside = most = 0
counting = threading.Lock()


def work(name, delay):
    global inside, most
    time.sleep(delay)
    with semaphore:
        with counting:
            inside += 1
            most = max(most, inside)
        print(name, "in")
        time.sleep(0.3)
        with counting:
            inside -= 1


threads = [threading.Thread(target=work, args=(number, number * 0.05)) for number in range(4)]
for thread in threads:
    thread.start()
time.sleep(0.25)
print("free?", semaphore.acquire(blocking=False))
for thread in threads:
    thread.join()
print("most", most)
bounded = threading.BoundedSemaphore(1)
with bounded:
    print(bounded.acquire(timeout=0.01))
try:
    bounded.release()
except ValueError as error:
    print(error)
