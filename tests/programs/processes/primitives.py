# Locks, events, semaphores and queues between processes.
from multiprocessing import Event, JoinableQueue, Lock, Process, Queue, Semaphore, Value


def take(lock, inside, results):
    with lock:
        inside.value += 1
        results.put(inside.value)
        inside.value -= 1


def wait_for(event, results):
    results.put(event.wait(10))


def work(jobs, results):
    while (job := jobs.get()) is not None:
        results.put(job * job)
        jobs.task_done()
    jobs.task_done()


if __name__ == "__main__":
    lock, inside, results = Lock(), Value("i", 0), Queue()
    children = [Process(target=take, args=(lock, inside, results)) for _ in range(3)]
    for child in children:
        child.start()
    print([results.get() for _ in children])
    for child in children:
        child.join()

    event, results = Event(), Queue()
    child = Process(target=wait_for, args=(event, results))
    child.start()
    event.set()
    print(results.get())
    child.join()

    jobs = JoinableQueue()
    child = Process(target=work, args=(jobs, results))
    child.start()
    for number in (1, 2, 3, None):
        jobs.put(number)
    jobs.join()
    print(sorted(results.get() for _ in range(3)))
    child.join()

    semaphore = Semaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(block=False))
