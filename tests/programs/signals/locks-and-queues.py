# The common pattern of a plain program: wait for an event that a handler sets.
import signal, threading, time, os, queue
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda n, f: stop.set())
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
n = 0
while not stop.is_set():
    n += 1
    stop.wait(1)
print("stopped in round", n)
q = queue.Queue()
def give_up(n, f):
    raise TimeoutError("no item")
signal.signal(signal.SIGALRM, give_up)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    q.get()
except TimeoutError as e:
    print(e)
signal.setitimer(signal.ITIMER_REAL, 0.1)
t = threading.Thread(target=time.sleep, args=(0.3,))
t.start()
try:
    t.join()
except TimeoutError as e:
    print("join", e)
t.join()
c = threading.Condition()
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    with c:
        c.wait()
except TimeoutError as e:
    print("cond", e)
print(c.acquire(blocking=False))
