import asyncio, sys
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
async def coro(n=1): await asyncio.sleep(0); return n
attempt(lambda: asyncio.run(5)); c = coro(); attempt(lambda: asyncio.run(c)); attempt(lambda: asyncio.run(c))
r = asyncio.Runner()
print(r.run(coro(2)), r.get_loop().is_running(), r.get_loop() is r.get_loop()); attempt(lambda: r.run(5)); r.close(); attempt(lambda: r.run(c2 := coro())); attempt(r.get_loop); r.close()
async def inner():
    c = coro()
    attempt(lambda: asyncio.run(c)); c.close()
    with asyncio.Runner() as r2:
        c = coro(); attempt(lambda: r2.run(c)); c.close()
    loop = asyncio.get_running_loop()
    attempt(lambda: loop.run_until_complete(loop.create_future())); attempt(loop.run_forever); attempt(loop.close)
asyncio.run(inner())
loop = asyncio.new_event_loop()
attempt(lambda: loop.run_until_complete(5)); attempt(lambda: loop.run_until_complete(coro(3)))
f = loop.create_future(); loop.call_soon(loop.stop); attempt(lambda: loop.run_until_complete(f))
loop.call_soon(f.cancel); attempt(lambda: loop.run_until_complete(f))
async def boom(): raise ValueError("boom")
attempt(lambda: loop.run_until_complete(boom()))
async def ex(): sys.exit(3)
attempt(lambda: loop.run_until_complete(ex()))
async def kb(): raise KeyboardInterrupt("kb")
attempt(lambda: loop.run_until_complete(kb()))
loop.stop(); loop.run_forever(); print("stopped at once")
loop.call_later(0.01, loop.stop); loop.run_forever(); print(loop.is_running(), loop.is_closed())
loop.set_exception_handler(lambda l, c: print("handler", sorted(c), c["message"][:30], repr(c.get("exception"))))
loop.call_soon(lambda: 1 / 0); loop.call_soon(loop.stop); loop.run_forever()
loop.call_exception_handler({"message": "mine", "extra": 1})
loop.set_exception_handler(None); print(loop.get_exception_handler())
def bad(l, c): raise RuntimeError("in handler")
loop.set_exception_handler(bad); loop.call_soon(lambda: 1 / 0); loop.call_soon(loop.stop); loop.run_forever(); print("went on")
loop.set_exception_handler(None)
loop.set_task_factory(lambda loop, coro, **kw: asyncio.Task(coro, loop=loop, name="made", **kw))
async def who(): return asyncio.current_task().get_name()
print(loop.run_until_complete(who()), loop.get_task_factory() is not None); attempt(lambda: loop.set_task_factory(5)); loop.set_task_factory(None)
loop.close(); loop.close(); attempt(lambda: loop.run_until_complete(f)); attempt(lambda: loop.call_soon(print)); attempt(lambda: loop.call_later(1, print)); attempt(lambda: loop.create_task(f)); attempt(loop.run_forever); attempt(lambda: loop.run_in_executor(None, print)); print(loop.is_closed(), loop.time() > 0 or True)
attempt(lambda: loop.call_soon_threadsafe(print)); print(repr(loop))
async def main():
    t = asyncio.current_task(); print(t.cancelling(), t.uncancel()); t.cancel("msg"); print(t.cancelling())
    try: await asyncio.sleep(1)
    except asyncio.CancelledError as e: print(e.args, t.cancelling(), t.uncancel())
    return "done"
print(asyncio.run(main()))
async def leftover():
    async def child():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: print("child cancelled"); raise RuntimeError("late")
    asyncio.create_task(child()); await asyncio.sleep(0)
asyncio.run(leftover())
async def agen():
    try:
        yield 1
        yield 2
    finally: print("agen closed"); await asyncio.sleep(0); print("after")
async def useagen():
    global g
    g = agen(); print(await g.__anext__())
asyncio.run(useagen())
def ef():
    try: asyncio.get_running_loop()
    except RuntimeError as e: print(e)
ef(); print(asyncio._get_running_loop())
async def eager(): return await asyncio.wait_for(coro(4), None), await asyncio.wait_for(coro(5), 1)
print(asyncio.run(eager()))
attempt(lambda: asyncio.get_event_loop_policy().get_event_loop()); asyncio.set_event_loop(asyncio.new_event_loop()); print(asyncio.get_event_loop().is_running())
attempt(lambda: asyncio.Runner(loop_factory=lambda: 5).run(coro()))
