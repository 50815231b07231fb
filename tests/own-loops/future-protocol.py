import asyncio
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f._state, f._callbacks, f._asyncio_future_blocking, f._log_traceback, f._loop is loop, f._exception, f._source_traceback, f._cancel_message)
    attempt(lambda: f._result)
    attempt(f.result)
    attempt(f.exception)
    f.add_done_callback(print)
    print(len(f._callbacks), f._callbacks[0][0] is print, type(f._callbacks[0][1]).__name__)
    print(f.remove_done_callback(print))
    attempt(lambda: setattr(f, "_log_traceback", True))
    f._log_traceback = False
    attempt(lambda: f.set_exception(5))
    attempt(lambda: f.set_exception(StopIteration))
    f.set_result(4)
    attempt(lambda: f.set_result(5))
    attempt(lambda: f.set_exception(ValueError))
    attempt(f.cancel)
    print(f._state, f._result)
    g = loop.create_future()
    g.cancel("why")
    print(g._state, g._cancel_message)
    attempt(g.result)
    attempt(g.exception)
    h = loop.create_future()
    h.set_exception(ValueError("v"))
    print(h._exception, h._log_traceback)
    attempt(h.result)
    it = iter(loop.create_future())
    print(next(it)._asyncio_future_blocking)
    attempt(lambda: it.send(None))
    it = iter(f)
    attempt(lambda: next(it))
    it = iter(loop.create_future())
    next(it)
    attempt(lambda: it.throw(ValueError))
    it = iter(loop.create_future())
    attempt(lambda: it.throw(ValueError, "x"))
    it = iter(loop.create_future())
    attempt(lambda: it.throw(ValueError("a"), "x"))
    it = iter(loop.create_future())
    attempt(lambda: it.throw(5))
    it = iter(loop.create_future())
    attempt(lambda: it.throw(list))
    it = iter(loop.create_future())
    attempt(lambda: it.throw(ValueError, None, 5))
    it = iter(loop.create_future())
    attempt(it.close)
    print(asyncio.isfuture(f), asyncio.isfuture(main), asyncio.isfuture(asyncio.Future), asyncio.isfuture(asyncio.current_task()))
    attempt(lambda: asyncio.Task("x"))
    attempt(lambda: asyncio.Task())
    t = asyncio.current_task()
    print(t._state, t._coro is t.get_coro(), t._fut_waiter, t._must_cancel, t._log_destroy_pending)
    attempt(lambda: t.set_result(1))
    attempt(lambda: t.set_exception(1))
    u = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    print(type(u._fut_waiter).__name__)
    u.cancel()
    print(u._must_cancel, u.cancelling())
    await asyncio.sleep(0)
    class Duck:
        _asyncio_future_blocking = False
        def __init__(self): self.cbs = []; self.cancelled_ = False
        def get_loop(self): return loop
        def add_done_callback(self, cb, *, context=None):
            self.cbs.append((cb, context))
        def result(self): return "quack"
        def cancel(self, msg=None):
            print("duck cancelled", msg)
            return False
        def __await__(self):
            self._asyncio_future_blocking = True
            yield self
            return self.result()
        __iter__ = __await__
    d = Duck()
    async def waiter(): return await d
    t = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    print(len(d.cbs), d.cbs[0][1] is not None, d._asyncio_future_blocking, t._fut_waiter is d)
    loop.call_soon(d.cbs[0][0], d)
    print(await t)
    d = Duck()
    t = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    t.cancel("m")
    loop.call_soon(d.cbs[0][0], d)
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    class Other(Duck):
        def get_loop(self): return asyncio.new_event_loop()
    d = Other()
    t = asyncio.create_task(waiter())
    try: await t
    except RuntimeError as e: print(str(e)[:20])
asyncio.run(main())
