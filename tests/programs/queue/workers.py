# Three workers share the jobs; join() waits until all are done.
import queue
import threading
import time

jobs = queue.Queue()
done = []


def work():
    while True:
        job = jobs.get()
        time.sleep(0.1)
        done.append(job)
        jobs.task_done()


for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
began = time.monotonic()
for job in range(6):
    jobs.put(job)
jobs.join()
print(sorted(done), 0.2 <= time.monotonic() - began < 0.5)
