import queue
import threading
import time


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


def plain(obj):
    text = repr(obj)
    at = text.find(" at 0x")
    if at >= 0:
        end = at + 6
        while end < len(text) and text[end] in "0123456789abcdef":
            end += 1
        text = text[:at] + text[end:]
    return "".join("#" if c.isdigit() and len(text) > 60 else c for c in text)


log = []


def work(n, label="x"):
    log.append((n, label, threading.current_thread().name))


threads = [threading.Thread(target=work, args=(n,), kwargs={"label": "y"}) for n in range(3)]
print([t.name for t in threads], [t.is_alive() for t in threads], threads[0].daemon, threads[0].ident)
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(log), [t.is_alive() for t in threads], threading.active_count(), threading.main_thread().name, threading.current_thread() is threading.main_thread())
named = threading.Thread(target=lambda: None, name="worker", daemon=True)
print(named.name, named.daemon, repr(named), repr(threads[0]).split()[0])
trial(lambda: named.join())
named.start()
named.join()
trial(lambda: named.start())
trial(lambda: threading.current_thread().join())
trial(lambda: setattr(named, "daemon", False) if named.is_alive() else setattr(threading.current_thread(), "daemon", True))


class Counter(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = sum(range(self.n))


c = Counter(5)
c.start()
c.join()
print(c.result, c.name, c.is_alive())

lock = threading.Lock()
total = 0


def add():
    global total
    for _ in range(100):
        with lock:
            total += 1


threads = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(total, lock.locked(), lock.acquire(False), lock.acquire(False), lock.release())
trial(lambda: threading.Lock().release())
r = threading.RLock()
with r:
    with r:
        print("nested")
trial(lambda: r.release())

event = threading.Event()
print(plain(event), event.is_set(), event.wait(0), event.wait(0.01))
results = queue.Queue()


def waiter(n):
    event.wait()
    results.put(n)


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(3)]
[t.start() for t in threads]
event.set()
[t.join() for t in threads]
print(sorted(results.get() for _ in range(3)), plain(event), event.wait())

condition = threading.Condition()
items = []


def consumer():
    with condition:
        condition.wait_for(lambda: items)
        results.put(items.pop())


t = threading.Thread(target=consumer)
t.start()
with condition:
    items.append("item")
    condition.notify()
t.join()
print(results.get())
trial(condition.wait)
trial(condition.notify)
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: False, 0.01))

sem = threading.Semaphore(2)
print(sem.acquire(), sem.acquire(timeout=0), sem.acquire(blocking=False), sem.acquire(timeout=0.01), plain(sem))
sem.release(2)
print(plain(sem))
for bad in (lambda: threading.Semaphore(-1), lambda: sem.release(0), lambda: sem.acquire(False, 1), lambda: threading.BoundedSemaphore(1).release()):
    trial(bad)
print(plain(threading.BoundedSemaphore(2)))

barrier = threading.Barrier(3, action=lambda: log.append("action"))
del log[:]


def meet(n):
    log.append("before")
    index = barrier.wait()
    log.append("after")
    results.put(index)


threads = [threading.Thread(target=meet, args=(n,)) for n in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(log, sorted(results.get() for _ in range(3)), plain(barrier), barrier.parties, barrier.n_waiting)
broken = threading.Barrier(2)
trial(lambda: broken.wait(0.01))
print(broken.broken, plain(broken))
trial(broken.wait)
broken.reset()
print(broken.broken)

mine = threading.local()
mine.x = 1


def look():
    results.put(hasattr(mine, "x"))
    mine.x = 2
    results.put(mine.x)


t = threading.Thread(target=look)
t.start()
t.join()
print(results.get(), results.get(), mine.x, mine.__dict__)
trial(lambda: mine.y)


class Mine(threading.local):
    shared = 5

    def __init__(self, start):
        self.n = start


own = Mine(10)
own.n += 1
t = threading.Thread(target=lambda: results.put((own.n, own.shared)))
t.start()
t.join()
print(results.get(), own.n)

timer = threading.Timer(0.01, lambda: log.append("timer"))
timer.start()
timer.join()
cancelled = threading.Timer(0.01, lambda: log.append("never"))
cancelled.start()
cancelled.cancel()
cancelled.join()
print(log[-1])

for make in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = make(3)
    for n in (2, 3, 1):
        q.put(n)
    print(q.full(), q.qsize(), [q.get() for _ in range(3)], q.empty())
    trial(lambda: q.get(timeout=0.01) or 0)
    trial(lambda: q.get_nowait())
q = queue.Queue(1)
q.put(1)
trial(lambda: q.put(2, block=False))
trial(lambda: q.put(2, timeout=0.01))
trial(lambda: q.put(2, timeout=-1))
q.get()
q.task_done()
q.join()
trial(q.task_done)
simple = queue.SimpleQueue()
simple.put(5)
print(simple.qsize(), simple.get(), simple.empty())
trial(simple.get_nowait)
trial(lambda: simple.get(timeout=0.01))


def produce(q):
    for n in range(3):
        q.put(n)
        time.sleep(0)
    q.put(None)


q = queue.Queue(1)
t = threading.Thread(target=produce, args=(q,))
t.start()
print(list(iter(q.get, None)))
t.join()


def late():
    time.sleep(0)
    print("a thread that is not a daemon is waited for")


threading.Thread(target=late).start()
