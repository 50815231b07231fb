import asyncio, functools
class Timed(asyncio.SelectorEventLoop):
    def time(self):
        return super().time() * 10
async def main():
    loop = asyncio.get_running_loop()
    t = loop.time()
    await asyncio.sleep(1)
    print(0.9 < loop.time() - t < 1.2)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 1)
    except TimeoutError:
        print("late")
    t = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")
    return 3
loop = Timed()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(main()))
loop.close()
for bad in (5, "x", object()):
    try:
        asyncio.set_event_loop(bad)
    except TypeError as e:
        print(e)
    try:
        asyncio.set_event_loop_policy(bad)
    except TypeError as e:
        print(e)
class P(asyncio.AbstractEventLoopPolicy):
    def __init__(self): self.loop = None
    def get_event_loop(self):
        print("get")
        if self.loop is None: self.loop = self.new_event_loop()
        return self.loop
    def set_event_loop(self, loop):
        print("set", loop is None)
        self.loop = loop
    def new_event_loop(self):
        print("new")
        return asyncio.SelectorEventLoop()
asyncio.set_event_loop_policy(P())
print(asyncio.run(asyncio.sleep(0, 5)))
l = asyncio.get_event_loop()
print(l.run_until_complete(asyncio.sleep(0, 6)))
f = asyncio.Future()
print(f.get_loop() is l)
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__, asyncio.DefaultEventLoopPolicy)
l2 = asyncio.get_event_loop()
print(l2 is l, l2 is asyncio.get_event_loop())
for name in ("run_forever", "time"):
    try:
        getattr(asyncio.AbstractEventLoop(), name)()
    except NotImplementedError as e:
        print(repr(e))
    except TypeError as e:
        print("type")
try:
    asyncio.AbstractEventLoopPolicy().get_event_loop()
except NotImplementedError as e: print(repr(e))
print(type(asyncio.new_event_loop()).__module__, asyncio.BaseEventLoop, asyncio.AbstractEventLoop, asyncio.Handle, asyncio.TimerHandle)
