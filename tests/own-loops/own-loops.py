import asyncio
class Loop(asyncio.SelectorEventLoop):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.calls = []
    def call_soon(self, callback, *args, context=None):
        self.calls.append(getattr(callback, "__qualname__", type(callback).__name__))
        return super().call_soon(callback, *args, context=context)
    def call_at(self, when, callback, *args, context=None):
        self.calls.append("at")
        return super().call_at(when, callback, *args, context=context)
    def create_task(self, coro, **kw):
        print("task", coro.__name__)
        return super().create_task(coro, **kw)
    def create_future(self):
        self.calls.append("future")
        return super().create_future()
    def stop(self):
        print("stop")
        super().stop()
    def run_forever(self):
        print("forever")
        return super().run_forever()
    def default_exception_handler(self, context):
        print("default", context["message"][:22])
    def call_exception_handler(self, context):
        print("call", sorted(context))
        super().call_exception_handler(context)
    def close(self):
        print("closing", self.name)
        super().close()
async def child():
    await asyncio.sleep(0.01)
    return 2
async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__, loop.name, isinstance(loop, asyncio.AbstractEventLoop))
    loop.call_soon(lambda: 1 / 0)
    t = asyncio.create_task(child())
    print(await t)
    async with asyncio.TaskGroup() as g:
        g.create_task(child())
    return await asyncio.gather(child(), child())
loop = Loop("mine")
print(loop.run_until_complete(main()))
print(loop.calls.count("at"), loop.calls.count("future"), "TaskStepMethWrapper" in loop.calls)
print(loop)
loop.close()
loop.close()
print(loop.is_closed(), loop.slow_callback_duration)
print(asyncio.SelectorEventLoop.__name__, asyncio.SelectorEventLoop.__mro__)
with asyncio.Runner(loop_factory=lambda: Loop("r")) as r:
    print(r.run(child()))
