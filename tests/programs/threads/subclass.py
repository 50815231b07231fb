import threading
import time


class Worker(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"worker-{number}")
        self.number = number
        self.result = None

    def run(self):
        time.sleep(self.number / 10)
        self.result = self.number ** 2
        print(self.name, threading.current_thread() is self)


workers = [Worker(number) for number in (2, 1)]
for worker in workers:
    worker.start()
print(sorted(thread.name for thread in threading.enumerate()))
for worker in workers:
    worker.join()
print([worker.result for worker in workers])
print(threading.Thread(target=print).name.split("-")[0], threading.Thread(name="x", daemon=True).daemon)
