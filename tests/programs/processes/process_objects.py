# Names, numbers and ends of processes.
import os
import sys
import threading
from multiprocessing import Process, active_children, current_process, parent_process


class Worker(Process):
    def __init__(self, code):
        super().__init__(name=f"worker-{code}")
        self.code = code

    def run(self):
        main = threading.current_thread() is threading.main_thread()
        named = current_process().name == self.name and parent_process().name == "MainProcess"
        sys.exit(self.code if main and named and os.getppid() != os.getpid() else 99)


if __name__ == "__main__":
    print(current_process().name, parent_process())
    workers = [Worker(code) for code in (0, 3)]
    print([(worker.name, worker.exitcode, worker.pid, worker.is_alive()) for worker in workers])
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print([(worker.name, worker.exitcode, worker.is_alive()) for worker in workers])
    print(active_children(), Process(target=print).name, Process(daemon=True).daemon)
    try:
        workers[0].start()
    except AssertionError as error:
        print(error)
    try:
        Process().join()
    except AssertionError as error:
        print(error)
