import asyncio, heapq
from collections import deque
class Tiny(asyncio.AbstractEventLoop):
    "a loop of one's own"
    def __init__(self):
        self.now = 0.0
        self.ready = deque()
        self.timers = []
        self.n = 0
        self.stopped = False
    def get_debug(self): return False
    def time(self): return self.now
    def call_soon(self, callback, *args, context=None):
        h = asyncio.Handle(callback, args, self, context)
        self.ready.append(h)
        return h
    def call_at(self, when, callback, *args, context=None):
        h = asyncio.TimerHandle(when, callback, args, self, context)
        self.n += 1
        heapq.heappush(self.timers, (when, self.n, h))
        return h
    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.now + delay, callback, *args, context=context)
    def create_future(self): return asyncio.Future(loop=self)
    def create_task(self, coro, **kw): return asyncio.Task(coro, loop=self, **kw)
    def stop(self): self.stopped = True
    def is_running(self): return True
    def call_exception_handler(self, context): print(context)
    def _timer_handle_cancelled(self, handle): print("timer cancelled")
    def run(self, coro):
        asyncio._set_running_loop(self)
        try:
            t = self.create_task(coro)
            t.add_done_callback(lambda t: self.stop())
            while not self.stopped:
                if not self.ready and self.timers:
                    self.now, _, h = heapq.heappop(self.timers)
                    self.ready.append(h)
                for _ in range(len(self.ready)):
                    h = self.ready.popleft()
                    if not h.cancelled():
                        h._run()
            return t.result()
        finally:
            asyncio._set_running_loop(None)
async def child(n):
    await asyncio.sleep(n)
    print("slept", n, asyncio.get_running_loop().time())
    return n
async def main():
    print(asyncio.current_task() is not None)
    r = await asyncio.gather(child(3), child(1), child(2))
    try:
        async with asyncio.timeout(5):
            await asyncio.sleep(100)
    except TimeoutError:
        print("timeout", asyncio.get_running_loop().time())
    return r
print(Tiny().run(main()))
