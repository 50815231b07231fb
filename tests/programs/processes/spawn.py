import multiprocessing as mp, os, sys, time
from concurrent.futures import ProcessPoolExecutor
print("top", __name__, flush=True)
STATE = []
def work(q, n):
    STATE.append(n)
    q.put((n, STATE, __name__, mp.current_process().name))
class P(mp.get_context("spawn").Process):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def run(self):
        sys.exit(self.n)
def square(n): return n * n
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
if __name__ == "__main__":
    STATE.append("parent")
    ctx = mp.get_context("spawn")
    print(ctx.get_start_method(), mp.get_start_method(), mp.get_all_start_methods())
    q = ctx.Queue()
    p = ctx.Process(target=work, args=(q, 1))
    print(p.name, repr(p).split(' parent')[0])
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode)
    p = P(5)
    p.start()
    p.join()
    print(p.exitcode)
    attempt(lambda: ctx.Process(target=lambda: 1).start())
    attempt(lambda: mp.get_context("nothing"))
    attempt(lambda: ctx.set_start_method("fork"))
    with ctx.Pool(1) as pool:
        print(pool.map(square, [1, 2]))
    with ProcessPoolExecutor(1, mp_context=ctx) as pool:
        print(list(pool.map(square, [3])))
    mp.set_start_method("spawn", force=True)
    attempt(lambda: mp.set_start_method("fork"))
    print(mp.get_start_method())
    r, w = mp.Pipe()
    p = mp.Process(target=w.send, args=("hi",))
    p.start()
    print(r.recv())
    p.join()
    print(p.name, type(p).__name__)
