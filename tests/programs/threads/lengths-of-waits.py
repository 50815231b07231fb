# How long sleeps and locks may take.
import time, threading
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: time.sleep(-1), lambda: time.sleep(float('nan')), lambda: time.sleep(1e300), lambda: time.sleep(float('inf')), lambda: time.sleep(10**30), lambda: threading.Lock().acquire(timeout=1e300), lambda: threading.Lock().acquire(timeout=-2), lambda: threading.Lock().acquire(False,1), lambda: threading.Lock().acquire(timeout=-1), lambda: threading.Lock().acquire(timeout=float('nan')),lambda: threading.RLock().acquire(timeout=1e300),lambda: threading.RLock().acquire(timeout=-2),): t(f)
def u(f):
    e=threading.Event(); threading.Timer(0.05,e.set).start()
    t(lambda: f(e))
for f in (lambda e: e.wait(-1), lambda e: e.wait(float('nan')), lambda e: e.wait(1e300), lambda e: e.wait(float('inf')), lambda e: e.wait(0), lambda e: e.wait(10**6),lambda e: e.wait(threading.TIMEOUT_MAX)): u(f)
