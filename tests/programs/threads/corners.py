import threading, time, sys, queue
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
t = threading.Thread(target=lambda: None, name="n", daemon=True)
print(t.name, t.daemon, t.ident, t.is_alive(), t.native_id)
attempt(t.join)
t.start(); t.join()
attempt(t.start)
attempt(lambda: setattr(t, "daemon", False))
attempt(lambda: threading.current_thread().join())
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
l = threading.Lock()
print(l.acquire(), l.locked(), l.acquire(blocking=False), l.acquire(timeout=0.05))
attempt(lambda: l.acquire(blocking=False, timeout=1))
attempt(lambda: l.acquire(timeout=-2))
l.release()
attempt(l.release)
r = threading.RLock()
print(r.acquire(), r.acquire())
r.release(); r.release()
attempt(r.release)
c = threading.Condition()
attempt(c.wait)
attempt(c.notify)
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5))
s = threading.Semaphore(1)
print(s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01))
attempt(lambda: threading.Semaphore(-1))
attempt(lambda: s.release(0))
b = threading.BoundedSemaphore(1)
attempt(b.release)
e = threading.Event()
print(e.is_set(), e.wait(0.01)); e.set(); print(e.wait()); e.clear(); print(e.is_set())
bar = threading.Barrier(2, action=lambda: print("action"), timeout=1)
def w(): print("idx in", bar.wait() in (0, 1))
t = threading.Thread(target=w); t.start(); bar.wait(); t.join()
print(bar.parties, bar.n_waiting, bar.broken)
bar.abort(); attempt(bar.wait); print(bar.broken); bar.reset(); print(bar.broken)
attempt(lambda: bar.wait(0.01))
print(threading.Barrier(0).parties)
loc = threading.local()
loc.x = 1
def f():
    attempt(lambda: loc.x)
    loc.x = 2
t = threading.Thread(target=f); t.start(); t.join(); print(loc.x)
class L(threading.local):
    def __init__(self, v): self.v = v
o = L(3)
def g(): print(o.v); o.v = 4
t = threading.Thread(target=g); t.start(); t.join(); print(o.v)
tm = threading.Timer(0.05, lambda *a: print("timer", a), [1, 2]); tm.start(); tm.join()
tm = threading.Timer(5, print); tm.start(); tm.cancel(); tm.join(); print("cancelled")
def hook(args): print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0, name="bad"); t.start(); t.join()
t = threading.Thread(target=sys.exit, name="exits"); t.start(); t.join()
q = queue.Queue(2)
q.put(1); q.put_nowait(2)
attempt(lambda: q.put_nowait(3)); attempt(lambda: q.put(3, timeout=0.01))
print(q.qsize(), q.full(), q.get(), q.get_nowait(), q.empty())
attempt(lambda: q.get(timeout=0.01)); attempt(q.get_nowait)
q.task_done(); q.task_done(); attempt(q.task_done)
pq = queue.PriorityQueue(); [pq.put(x) for x in (3, 1, 2)]; print([pq.get() for _ in range(3)])
lq = queue.LifoQueue(); [lq.put(x) for x in (3, 1, 2)]; print([lq.get() for _ in range(3)])
sq = queue.SimpleQueue(); sq.put(1); print(sq.get(), sq.empty()); attempt(sq.get_nowait)
class T(threading.Thread):
    def __init__(self): super().__init__(); self.result = None
    def run(self): self.result = 42
t = T(); t.start(); t.join(); print(t.result, t.name)
print(repr(threading.main_thread()).split(" ")[0], threading.get_ident() == threading.main_thread().ident)
attempt(lambda: threading.Thread(target=1, args=(1,), kwargs={}, group=3))
print([t.name for t in threading.enumerate()])
print(threading.TIMEOUT_MAX > 1e6)
