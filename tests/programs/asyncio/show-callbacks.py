import asyncio, functools
def show(x):
    text = repr(x)
    out = []
    for part in text.split(" "):
        if "/" in part:
            part = "LIB/" + part.rsplit("/", 1)[1]
        if part.startswith("when="): part = "when=W"
        out.append(part)
    print(" ".join(out))
def cb(f): pass
async def child(x): await asyncio.sleep(x)
class C:
    def m(self, *a): pass
    def __call__(self, *a): pass
    def __repr__(self): return "<C>"
async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.current_task()
    show(t)
    f = loop.create_future()
    show(f)
    f.add_done_callback(cb)
    show(f)
    f.add_done_callback(C().m)
    show(f)
    f.add_done_callback(functools.partial(cb, 1, b=2))
    show(f)
    f.add_done_callback(lambda f: 1)
    show(f)
    u = asyncio.create_task(child(1), name="u")
    show(u)
    await asyncio.sleep(0)
    show(u)
    g = asyncio.gather(u, child(2))
    show(g)
    show(u)
    async with asyncio.timeout(50):
        pass
    show(loop.call_soon(cb, 1))
    show(loop.call_later(5, cb, "x" * 40, [1] * 10))
    h = loop.call_later(5, C().m)
    show(h)
    h.cancel()
    show(h)
    show(loop.call_soon(C(), {1: 2}))
    show(loop.call_soon(functools.partial(cb, 1), 2))
    show(loop.call_soon(print, 1))
    w = asyncio.create_task(asyncio.wait([u]))
    await asyncio.sleep(0)
    show(u)
    s = asyncio.shield(u)
    show(s)
    show(u)
    w2 = asyncio.create_task(asyncio.wait_for(u, 5))
    await asyncio.sleep(0)
    show(u)
    u.cancel()
    show(u)
    for x in (w, w2, g, s):
        try: await x
        except BaseException as e: pass
    show(u)
    show(w)
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(child(0), name="grp")
        show(x)
    show(x)
    async def fails(): raise ValueError("x" * 50)
    t = asyncio.create_task(fails())
    await asyncio.wait([t])
    show(t)
    async def long(): return list(range(100))
    t = asyncio.create_task(long())
    await t
    show(t)
asyncio.run(main())
